package io.cairn.engine.witness;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.model.Hash;
import io.cairn.engine.tree.Edits;
import io.cairn.engine.tree.MemoryPageStore;
import io.cairn.engine.tree.StateTree;
import io.cairn.engine.tree.TreeRoot;
import io.cairn.engine.view.MapView;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Which pages a few reads need, in {@code golden/witness.txt}: a root, then each read with what it gives, and below it
 * the pages of its witness in the order in which they are loaded.
 */
class WitnessGoldenTest {
    private static final HexFormat HEX = HexFormat.of();

    /** Reads by the words of the file. */
    private static final Map<String, Function<MapView, String>> READS = new LinkedHashMap<>();

    static {
        READS.put("get of a key", view -> shown(view.get(utf8("k/042"))));
        READS.put("get of no key", view -> shown(view.get(utf8("k/042x"))));
        READS.put("get of a long value", view -> shown(view.get(utf8("k/long"))));
        READS.put("rank", view -> Long.toString(view.rank(utf8("k/070"))));
        READS.put("three keys upwards", view -> {
            MapView.Cursor cursor = view.seek(utf8("k/058"));
            return shown(cursor.next(), cursor) + shown(cursor.next(), cursor) + shown(cursor.next(), cursor);
        });
        READS.put("past the last key", view -> {
            MapView.Cursor cursor = view.seek(utf8("l"));
            return shown(cursor.next(), cursor);
        });
        READS.put("two keys downwards", view -> {
            MapView.Cursor cursor = view.seek(utf8("k/001"));
            return shown(cursor.previous(), cursor) + shown(cursor.previous(), cursor);
        });
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String shown(byte @Nullable [] value) {
        return value == null ? "absent" : value.length > 8 ? value.length + " bytes" : HEX.formatHex(value);
    }

    private static String shown(boolean stepped, MapView.Cursor cursor) {
        return stepped ? new String(cursor.key(), StandardCharsets.UTF_8) + ";" : "end";
    }

    @Test
    void aTreeNotesThePagesOfTheGoldenFile() throws IOException {
        assertThat(lines()).isEqualTo(golden());
    }

    private static List<String> lines() {
        StateTree tree = new StateTree(new MemoryPageStore(), 1);
        Edits.Builder edits = Edits.builder().put(utf8("k/long"), new byte[1_025]);
        for (int i = 0; i < 90; i++) {
            edits.put(utf8("k/0%02d".formatted(i)), utf8("v".repeat(i)));
        }
        TreeRoot root = tree.merge(tree.empty(), edits.build()).root();
        List<String> lines = new ArrayList<>(List.of("root " + root.hash()));
        READS.forEach((words, read) -> {
            List<String> pages = new ArrayList<>();
            MapView view = tree.view(root, (_, page) -> pages.add("page " + HEX.formatHex(page)));
            lines.add(words + ": " + read.apply(view));
            lines.addAll(pages);
        });
        return lines;
    }

    @Test
    void theVerifierReadsTheGoldenFileFromItsPagesAlone() throws IOException {
        List<String> lines = golden();
        Hash root = Hash.parse(lines.getFirst().substring("root ".length()));
        int at = 1;
        for (Map.Entry<String, Function<MapView, String>> read : READS.entrySet()) {
            String answer = lines.get(at++);
            List<byte[]> pages = new ArrayList<>();
            while (at < lines.size() && lines.get(at).startsWith("page ")) {
                pages.add(HEX.parseHex(lines.get(at++).substring("page ".length())));
            }
            WitnessView view = new WitnessView(root, pages);
            assertThat(read.getKey() + ": " + read.getValue().apply(view)).isEqualTo(answer);
            view.requireAllUsed();
        }
        assertThat(at).isEqualTo(lines.size());
    }

    private static List<String> golden() throws IOException {
        try (InputStream in = WitnessGoldenTest.class.getResourceAsStream("/golden/witness.txt")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    /** Prints the lines, for a format that is meant to change before its first release. */
    public static void main(String[] arguments) {
        lines().forEach(System.out::println);
    }
}
