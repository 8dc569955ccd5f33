package io.cairn.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Freezes the page format and the merge rule: every root of a fixed history, and some pages in full.
 *
 * <p>A changed line means that replicas with old and new code would disagree; it needs a new engine version, not a new
 * golden file.
 */
class TreeGoldenTest {
    private static final HexFormat HEX = HexFormat.of();

    private final MemoryPageStore store = new MemoryPageStore();
    private final StateTree tree = new StateTree(store, 1);
    private final List<String> lines = new ArrayList<>();
    private TreeRoot root = tree.empty();

    @Test
    void pagesAndRootsStayAsTheyAre() throws IOException {
        note("empty");
        notePages();
        merge(
                "three entries",
                Edits.builder()
                        .put(text("animal/cat"), text("meow"))
                        .put(text("animal/cow"), new byte[0])
                        .put(text("animal/cowboy"), new byte[1025])
                        .build());
        notePages();
        merge(
                "one entry",
                Edits.builder()
                        .delete(text("animal/cat"))
                        .delete(text("animal/cow"))
                        .build());
        notePages();
        SplittableRandom random = new SplittableRandom(20_260_101);
        for (int round = 0; round < 12; round++) {
            Edits.Builder edits = Edits.builder();
            for (int i = 0; i < 400; i++) {
                byte[] key = text("d/" + random.nextInt(3_000) + (i % 5 == 0 ? "/long".repeat(40) : ""));
                byte[] value = new byte[random.nextInt(random.nextInt(20) == 0 ? 3_000 : 120)];
                random.nextBytes(value);
                if (random.nextInt(12) < round) {
                    edits.delete(key);
                } else {
                    edits.put(key, value);
                }
            }
            merge("random " + round, edits.build());
        }
        lines.add("root page " + HEX.formatHex(tree.pageBytes(root.pageId())));
        Edits.Builder appended = Edits.builder();
        for (int i = 0; i < 1_000; i++) {
            appended.put(text("e/" + (10_000 + i)), new byte[50]);
        }
        merge("appended", appended.build());
        Edits.Builder cleared = Edits.builder();
        for (int i = 0; i < 990; i++) {
            cleared.delete(text("e/" + (10_000 + i)));
        }
        for (int i = 0; i < 3_000; i++) {
            cleared.delete(text("d/" + i)).delete(text("d/" + i + "/long".repeat(40)));
        }
        merge("cleared", cleared.build());
        notePages();
        assertThat(lines).isEqualTo(golden());
    }

    private void merge(String what, Edits edits) {
        root = tree.merge(root, edits).root();
        note(what);
    }

    private void note(String what) {
        lines.add(what + ": level " + root.level() + ", entries " + root.entries() + ", root " + root.hash());
    }

    private void notePages() {
        for (long id : new PageInspector(store).ids(root)) {
            lines.add("page " + HEX.formatHex(tree.pageBytes(id)));
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> golden() throws IOException {
        try (InputStream in = TreeGoldenTest.class.getResourceAsStream("/golden/tree.txt")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
