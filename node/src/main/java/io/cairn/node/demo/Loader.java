package io.cairn.node.demo;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.node.load.LoadConnection;
import io.cairn.node.load.NodeRunner;
import io.cairn.node.load.Writer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Signs and submits documents over many connections, one mutation each, waiting for every outcome. */
final class Loader {
    static final String BINARY = "application/vnd.cairn.mutation";

    private final NodeRunner node;
    private final Writer writer;
    private final ConcurrentLinkedQueue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Throwable failure;

    Loader(NodeRunner node, Writer writer) {
        this.node = node;
        this.writer = writer;
    }

    /** A write that the node has answered. */
    record Acknowledged(String collection, String documentId, String mutation, long sequence) {}

    /** Submits all items; a broken connection ends the thread that had it, any refusal fails the whole. */
    List<Acknowledged> load(List<ExampleData.Item> items, int connections, boolean mayBreak) {
        AtomicInteger next = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            threads.add(Thread.ofPlatform().name("demo-writer-" + i).daemon().start(() -> run(items, next, mayBreak)));
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (failure != null) {
            throw new CairnException.Unavailable("write-failed", "a write failed: " + failure.getMessage(), failure);
        }
        return List.copyOf(acknowledged);
    }

    /** How many writes have been answered so far. */
    int count() {
        return acknowledged.size();
    }

    private void run(List<ExampleData.Item> items, AtomicInteger next, boolean mayBreak) {
        String path = "/v1/databases/" + writer.database() + "/mutations";
        try (LoadConnection connection = LoadConnection.open(node)) {
            for (int i = next.getAndIncrement(); i < items.size() && failure == null; i = next.getAndIncrement()) {
                ExampleData.Item item = items.get(i);
                byte[] mutation = writer.add(item.collection(), item.document());
                Value.Document fate = connection
                        .exchange(connection.post(path, BINARY, mutation))
                        .require();
                if (!Value.of("ok").equals(fate.get("code"))) {
                    throw new CairnException.Unavailable("write-refused", fate.toString());
                }
                acknowledged.add(new Acknowledged(
                        item.collection(),
                        String.valueOf(((Value.Array) Objects.requireNonNull(fate.get("ids")))
                                .values()
                                .getFirst()),
                        String.valueOf(fate.get("id")),
                        Long.parseLong(String.valueOf(fate.get("sequence")))));
            }
        } catch (IOException | RuntimeException e) {
            // The edge of a thread: a killed node breaks connections, which may be what is wanted.
            if (!mayBreak) {
                failure = e;
            }
        }
    }
}
