package io.cairn.node.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.model.Hash;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that fills a store is killed; what is left is one of its commits, whole, and no older than its last flush. */
class NodeStoreKillTest {
    private static final int ROUNDS = Boolean.getBoolean("cairn.full") ? 50 : 3;
    private static final int PAGES_PER_COMMIT = 20;
    private static final int COMMITS_PER_FLUSH = 100;

    @TempDir
    Path folder;

    @Test
    void holdsOneWholeCommitAfterAKill() throws IOException, InterruptedException {
        long height = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long flushed = fillUntilKilled(200 + 90L * round);
            try (NodeStore store = NodeStore.open(folder, 1 << 20)) {
                DatabaseStore database = store.database(1);
                RootRecord root = database.root().orElseThrow();
                assertThat(root.height()).isGreaterThanOrEqualTo(Math.max(flushed, height));
                height = root.height();
                requireWhole(database, root);
            }
        }
        assertThat(height).isPositive();
    }

    private long fillUntilKilled(long linesBeforeKill) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NodeStoreKillTest.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long flushed = 0;
        try (BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII)) {
            for (long count = 0; count < linesBeforeKill; count++) {
                String line = lines.readLine();
                assertThat(line).as("the child ended by itself").isNotNull();
                if (line.startsWith("flushed ")) {
                    flushed = Long.parseLong(line.substring("flushed ".length()));
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return flushed;
    }

    private static void requireWhole(DatabaseStore database, RootRecord root) {
        long height = root.height();
        assertThat(root.nextPageId()).isEqualTo(height * PAGES_PER_COMMIT);
        for (long id = (height - 1) * PAGES_PER_COMMIT; id < height * PAGES_PER_COMMIT; id++) {
            assertThat(database.pages().get(id)).as("page " + id).isEqualTo(page(id));
        }
        assertThat(database.pages().get(height * PAGES_PER_COMMIT)).isNull();
        // Each commit deletes the first page of the one before.
        assertThat(database.pages().get((height - 2) * PAGES_PER_COMMIT)).isNull();
        assertThat(database.block(height)).isPresent();
        assertThat(database.block(height + 1)).isEmpty();
        assertThat(database.mutation(Hash.of(page(height), 0))).contains(new MutationPlace(height, 0));
    }

    private static byte[] page(long id) {
        return ByteBuffer.allocate(600).putLong(id).putLong(592, ~id).array();
    }

    /** The child: commits and flushes for ever. */
    public static void main(String[] arguments) {
        try (NodeStore store = NodeStore.open(Path.of(arguments[0]), 1 << 20)) {
            DatabaseStore database = store.database(1);
            long height = database.root().map(RootRecord::height).orElse(0L);
            while (true) {
                long firstPage = height * PAGES_PER_COMMIT;
                height++;
                for (long id = firstPage; id < firstPage + PAGES_PER_COMMIT; id++) {
                    database.pages().put(id, page(id));
                }
                database.pages().delete(firstPage - PAGES_PER_COMMIT);
                database.batch()
                        .block(height, page(height))
                        .mutation(Hash.of(page(height), 0), new MutationPlace(height, 0))
                        .root(new RootRecord(height, height, height * PAGES_PER_COMMIT, new byte[] {1}))
                        .commit();
                if (height % COMMITS_PER_FLUSH == 0) {
                    store.flush();
                    System.out.println("flushed " + height);
                } else {
                    System.out.println("committed " + height);
                }
            }
        }
    }
}
