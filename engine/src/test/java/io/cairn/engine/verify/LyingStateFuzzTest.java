package io.cairn.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.Json;
import io.cairn.engine.fuzz.FuzzTarget;
import io.cairn.engine.log.Header;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.tree.Edits;
import io.cairn.engine.tree.MemoryPageStore;
import io.cairn.engine.tree.StateTree;
import io.cairn.engine.tree.TreeRoot;
import io.cairn.engine.view.MapView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A node that signs whatever state it likes: the verifier takes its answers, or refuses them, and never fails.
 *
 * <p>The input changes a true state: the number of an entry (one byte), then a length (two bytes) and as many bytes for
 * its value. A length with the highest bit set deletes the entry.
 */
class LyingStateFuzzTest extends FuzzTarget {
    private static final TestDatabase DATABASE = TestDatabase.withPeople();
    private static final List<Map.Entry<byte[], byte[]>> STATE = entries(DATABASE.state());
    private static final List<Question> QUESTIONS = List.of(
            new Question.Get(DATABASE.address(), "people", "ada"),
            find("[]"),
            find("[[\"age\",\">\",20],[\"age\",\"desc\"],5]"),
            find("[[\"age\",\"in\",[36,45]],[\"name\"]]"));

    private static Question find(String query) {
        return new Question.Find(DATABASE.address(), "people", (Value.Array) Json.parse(query));
    }

    static List<Map.Entry<byte[], byte[]>> entries(MapView view) {
        List<Map.Entry<byte[], byte[]>> entries = new ArrayList<>();
        MapView.Cursor cursor = view.seek(new byte[0]);
        while (cursor.next()) {
            entries.add(Map.entry(cursor.key(), cursor.value()));
        }
        return entries;
    }

    @Override
    protected void check(byte[] input) {
        StateTree tree = new StateTree(new MemoryPageStore(), 1);
        TreeRoot root = tree.merge(tree.empty(), state(input)).root();
        Header header = DATABASE.header(root.hash());
        String checkpoint = DATABASE.checkpoint(header);
        for (Question question : QUESTIONS) {
            Map<Object, byte[]> pages = new LinkedHashMap<>();
            MapView view = tree.view(root, pages::put);
            boolean readable = runs(question, view);
            byte[] car = readable
                    ? Answer.prove(question, header.encode(), checkpoint, tracker -> tree.view(root, tracker::accept))
                    : new Answer(question, header.encode(), checkpoint, List.of(), List.copyOf(pages.values())).toCar();
            assertThat(proved(() -> Answer.verify(car, DATABASE.nodeKey())).isPresent())
                    .isEqualTo(readable);
        }
    }

    /** Whether the node itself makes something of its state. */
    private static boolean runs(Question question, MapView view) {
        try {
            question.run(view);
            return true;
        } catch (CairnException unreadable) {
            return false;
        }
    }

    private static Edits state(byte[] input) {
        Edits.Builder edits = Edits.builder();
        STATE.forEach(entry -> edits.put(entry.getKey(), entry.getValue()));
        int at = 0;
        while (at + 3 <= input.length) {
            byte[] key = STATE.get((input[at] & 0xFF) % STATE.size()).getKey();
            int length = (input[at + 1] & 0x7F) << 8 | input[at + 2] & 0xFF;
            if (input[at + 1] < 0) {
                edits.delete(key);
                at += 3;
            } else {
                int end = Math.min(at + 3 + length, input.length);
                edits.put(key, Arrays.copyOfRange(input, at + 3, end));
                at = end;
            }
        }
        return edits.build();
    }
}
