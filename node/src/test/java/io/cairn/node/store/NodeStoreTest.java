package io.cairn.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeStoreTest {
    private static final long CACHE_BYTES = 4 << 20;

    @TempDir
    Path temporary;

    private NodeStore open() {
        return NodeStore.open(temporary.resolve("store"), CACHE_BYTES);
    }

    private static Hash hash(int seed) {
        byte[] bytes = new byte[Hash.BYTES];
        new SplittableRandom(seed).nextBytes(bytes);
        return Hash.of(bytes);
    }

    private static void fill(DatabaseStore database, int seed) {
        database.pages().put(1, new byte[] {(byte) seed, 1});
        database.batch()
                .logNode(3, 5, hash(seed))
                .mutation(hash(seed + 1), new MutationPlace(1L << 40, 7))
                .block(9, new byte[] {(byte) seed, 9})
                .meta("name", new byte[] {(byte) seed})
                .root(new RootRecord(10 + seed, 9, 2, new byte[] {1, 2, 3}))
                .commit();
    }

    private static void requireFilled(DatabaseStore database, int seed) {
        assertThat(database.pages().get(1)).containsExactly(seed, 1);
        assertThat(database.logNode(3, 5)).contains(hash(seed));
        assertThat(database.mutation(hash(seed + 1))).contains(new MutationPlace(1L << 40, 7));
        assertThat(database.block(9))
                .hasValueSatisfying(block -> assertThat(block).containsExactly(seed, 9));
        assertThat(database.meta("name"))
                .hasValueSatisfying(value -> assertThat(value).containsExactly(seed));
        assertThat(database.root()).contains(new RootRecord(10 + seed, 9, 2, new byte[] {1, 2, 3}));
    }

    private static void requireEmpty(DatabaseStore database, int seed) {
        assertThat(database.pages().get(1)).isNull();
        assertThat(database.logNode(3, 5)).isEmpty();
        assertThat(database.mutation(hash(seed + 1))).isEmpty();
        assertThat(database.block(9)).isEmpty();
        assertThat(database.meta("name")).isEmpty();
        assertThat(database.root()).isEmpty();
    }

    @Test
    void keepsWhatWasCommittedForEachDatabaseApart() {
        int[] numbers = {0, 1, 255, 256, Integer.MAX_VALUE};
        try (NodeStore store = open()) {
            for (int i = 0; i < numbers.length; i++) {
                requireEmpty(store.database(numbers[i]), i);
                fill(store.database(numbers[i]), i);
                requireFilled(store.database(numbers[i]), i);
            }
        }
        try (NodeStore store = open()) {
            for (int i = 0; i < numbers.length; i++) {
                requireFilled(store.database(numbers[i]), i);
            }
        }
    }

    @Test
    void forgetsOneDatabaseAndNoOther() {
        int[] numbers = {0, 1, 2, Integer.MAX_VALUE - 1, Integer.MAX_VALUE};
        for (int gone : numbers) {
            try (NodeStore store = open()) {
                for (int number : numbers) {
                    fill(store.database(number), number & 15);
                }
                store.database(gone).deleteAll();
            }
            try (NodeStore store = open()) {
                for (int number : numbers) {
                    if (number == gone) {
                        requireEmpty(store.database(number), number & 15);
                    } else {
                        requireFilled(store.database(number), number & 15);
                    }
                }
                fill(store.database(gone), 3);
                requireFilled(store.database(gone), 3);
            }
        }
    }

    @Test
    void dropsPagesThatWereNeverCommitted() {
        try (NodeStore store = open()) {
            DatabaseStore database = store.database(1);
            fill(database, 1);
            database.pages().put(2, new byte[] {2});
            database.pages().delete(1);
            assertThat(database.pages().get(1)).isNull();
            database.discardPages();
            requireFilled(database, 1);
            assertThat(database.pages().get(2)).isNull();
            database.pages().put(3, new byte[] {3});
            database.pages().delete(1);
        }
        try (NodeStore store = open()) {
            requireFilled(store.database(1), 1);
            assertThat(store.database(1).pages().get(3)).isNull();
        }
    }

    @Test
    void takesMorePagesThanItKeepsWaiting() {
        byte[] record = new byte[1 << 20];
        try (NodeStore store = open()) {
            DatabaseStore database = store.database(1);
            for (int id = 0; id < 150; id++) {
                ByteBuffer.wrap(record).putInt(id);
                database.pages().put(id, record.clone());
            }
            database.pages().delete(3);
            database.pages().delete(149);
            for (int id = 0; id < 150; id++) {
                byte[] found = database.pages().get(id);
                if (id == 3 || id == 149) {
                    assertThat(found).isNull();
                } else {
                    ByteBuffer.wrap(record).putInt(id);
                    assertThat(found).isEqualTo(record);
                }
            }
        }
    }

    @Test
    void refusesASecondOwnerAndWorkAfterClosing() {
        NodeStore store = open();
        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        CairnException.Unavailable.class,
                        e -> assertThat(e.code()).isEqualTo("store-locked"));
        DatabaseStore database = store.database(1);
        store.close();
        store.close();
        assertThatThrownBy(database::root)
                .isInstanceOfSatisfying(
                        CairnException.Unavailable.class,
                        e -> assertThat(e.code()).isEqualTo("store-closed"));
        assertThatThrownBy(store::flush).isInstanceOf(CairnException.Unavailable.class);
    }

    @Test
    void neverServesDamagedBytes() throws IOException {
        try (NodeStore store = open()) {
            fill(store.database(1), 1);
        }
        int detected = 0;
        for (Path file : files(temporary.resolve("store"))) {
            byte[] whole = Files.readAllBytes(file);
            int step = Boolean.getBoolean("cairn.full") ? 1 : Math.max(1, whole.length / 12);
            boolean table = file.toString().endsWith(".sst");
            for (int at = 0; at < whole.length && (table || file.toString().contains("MANIFEST")); at += step) {
                Path copy = temporary.resolve("copy");
                copyStore(copy);
                byte[] damaged = whole.clone();
                damaged[at] ^= 0x55;
                Files.write(copy.resolve(String.valueOf(file.getFileName())), damaged);
                detected += servesTruthOrRefuses(copy, file + " byte " + at) ? 0 : 1;
            }
        }
        assertThat(detected).isGreaterThan(20);
    }

    @Test
    void refusesToOpenWithoutATableOrAManifest() throws IOException {
        try (NodeStore store = open()) {
            fill(store.database(1), 1);
        }
        for (Path file : files(temporary.resolve("store"))) {
            String name = String.valueOf(file.getFileName());
            if (name.endsWith(".sst") || name.startsWith("MANIFEST")) {
                Path copy = temporary.resolve("copy");
                copyStore(copy);
                Files.delete(copy.resolve(name));
                assertThat(servesTruthOrRefuses(copy, "without " + name)).isFalse();
            }
        }
    }

    /**
     * Whether everything could be read. Otherwise the store is corrupt, or as it was before anything was written: RocksDB
     * takes damage of its manifest for a torn end, and every family is at the same earlier commit, from which the
     * journal leads on.
     */
    private static boolean servesTruthOrRefuses(Path folder, String what) {
        try (NodeStore store = NodeStore.open(folder, CACHE_BYTES)) {
            DatabaseStore database = store.database(1);
            boolean before = what.contains("MANIFEST") && database.root().isEmpty();
            if (before) {
                requireEmpty(database, 1);
            } else {
                requireFilled(database, 1);
            }
            return !before;
        } catch (AssertionError wrong) {
            throw new AssertionError(what, wrong);
        } catch (CairnException.Corrupt e) {
            assertThat(e.code()).as(what).isEqualTo("store-corrupt");
            return false;
        }
    }

    private void copyStore(Path target) throws IOException {
        if (Files.exists(target)) {
            for (Path file : files(target)) {
                Files.delete(file);
            }
        }
        Files.createDirectories(target);
        for (Path file : files(temporary.resolve("store"))) {
            Files.copy(file, target.resolve(String.valueOf(file.getFileName())));
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var stream = Files.list(folder)) {
            return new ArrayList<>(stream.sorted().toList());
        }
    }
}
