package io.cairn.client.api;

import io.cairn.engine.model.CairnException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The changes of a database, block by block, over server-sent events. Resumes by itself where the connection breaks
 * or the node drops a slow reader.
 *
 * <p>Threading: one thread reads; any thread may close.
 */
public final class Feed implements AutoCloseable {
    private static final int LINE_CHARS_MAX = 32 << 20;
    private static final int RESUMES_MAX = 10;
    private static final long PAUSE_MILLIS = 100;

    private final Contact contact;
    private long height;
    private volatile boolean closed;
    private volatile @Nullable BufferedReader reader;

    Feed(Contact contact, long afterHeight) {
        this.contact = contact;
        this.height = afterHeight;
    }

    /** The height of the newest block that was returned; where to begin a later feed. */
    public long height() {
        return height;
    }

    /**
     * The next block; waits for it. Null once the feed is closed.
     *
     * @throws CairnException.Unavailable where the node cannot be reached again after several attempts
     */
    public @Nullable FeedBlock next() {
        for (int failures = 0; !closed; failures++) {
            try {
                FeedBlock block = read();
                if (block != null) {
                    return block;
                }
            } catch (IOException broken) {
                // The connection is gone: resume below from the last height.
                if (failures == RESUMES_MAX && !closed) {
                    throw new CairnException.Unavailable("node-unreachable", "the feed broke off", broken);
                }
            }
            hangUp();
            if (!closed && failures > 0) {
                Transport.pause(PAUSE_MILLIS << Math.min(failures, 6));
            }
        }
        return null;
    }

    /** One block, or null where the node ended the stream. */
    private @Nullable FeedBlock read() throws IOException {
        BufferedReader lines = reader;
        if (lines == null) {
            lines = connect();
            reader = lines;
        }
        String event = "";
        StringBuilder data = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                if (event.equals("block")) {
                    return block(data.toString());
                }
                if (event.equals("dropped")) {
                    return null;
                }
                event = "";
                data.setLength(0);
            } else if (line.startsWith("event:")) {
                event = line.substring("event:".length()).strip();
            } else if (line.startsWith("data:")) {
                data.append(line.substring("data:".length()).strip());
                if (data.length() > LINE_CHARS_MAX) {
                    throw Shape.malformed("an event of the feed is over 32 MiB");
                }
            }
        }
        return null;
    }

    private BufferedReader connect() {
        // Also finds out whether requests need a read token.
        contact.json("/blocks/head");
        String resume = height >= 0 ? Long.toString(height) : null;
        return new BufferedReader(new InputStreamReader(
                contact.transport().stream(
                        contact.target("/feed"),
                        Transport.Call.get("text/event-stream", contact.currentToken()),
                        resume),
                StandardCharsets.UTF_8));
    }

    private FeedBlock block(String data) {
        Shape shape = Shape.parse(data.getBytes(StandardCharsets.UTF_8));
        FeedBlock block = new FeedBlock(
                shape.number("height"),
                shape.hash("hash"),
                Change.list(shape.shapes("changes")),
                shape.flag("truncated"));
        height = block.height();
        return block;
    }

    private void hangUp() {
        BufferedReader open = reader;
        reader = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException alreadyBroken) {
                // Closing is all that was left to do with it.
                reader = null;
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        hangUp();
    }
}
