package io.cairn.engine.witness;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.fuzz.FuzzTarget;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.tree.MemoryPageStore;
import io.cairn.engine.tree.StateTree;
import io.cairn.engine.tree.TreeRoot;
import io.cairn.engine.view.MapView;
import java.util.List;

/**
 * A page that the verifier takes is the only one with its content, and the tree, which shares no code with the
 * verifier, reads the same from it. The tree meets any bytes at all with an answer or with {@code Corrupt}.
 */
class PageFuzzTest extends FuzzTarget {
    private static final int STEPS_MAX = 100_000;

    @Override
    protected void check(byte[] input) {
        Hash hash = PageModel.sha256(input);
        boolean leaf = proved(() -> PageParser.parse(hash, input))
                .map(page -> {
                    assertThat(encode(page, input)).isEqualTo(input);
                    return page instanceof LeafPage;
                })
                .orElse(false);
        MemoryPageStore store = new MemoryPageStore();
        store.put(1, input);
        int level = input.length > 1 ? input[1] & 0xFF : 0;
        MapView read = new StateTree(store, 2).view(new TreeRoot(hash, 1, level, 0));
        if (leaf) {
            comparesToVerifier(read, new WitnessView(hash, List.of(input)));
        } else {
            try {
                walk(read);
            } catch (CairnException.Corrupt | CairnException.Fault found) {
                assertThat(found.code()).isNotEmpty();
            }
        }
    }

    private static void walk(MapView view) {
        MapView.Cursor cursor = view.seek(new byte[0]);
        int steps = 0;
        while (cursor.next()) {
            view.get(cursor.key());
            assertThat(++steps).isLessThan(STEPS_MAX);
        }
    }

    private static void comparesToVerifier(MapView read, WitnessView verified) {
        MapView.Cursor left = read.seek(new byte[0]);
        MapView.Cursor right = verified.seek(new byte[0]);
        while (right.next()) {
            assertThat(left.next()).isTrue();
            assertThat(left.key()).isEqualTo(right.key());
            assertThat(value(left)).isEqualTo(value(right));
            assertThat(read.rank(left.key())).isEqualTo(verified.rank(left.key()));
        }
        assertThat(left.next()).isFalse();
    }

    /** The value; empty where it has a page of its own, which neither side has. */
    private static byte[] value(MapView.Cursor cursor) {
        try {
            return cursor.value();
        } catch (CairnException.Corrupt | CairnException.ProofInvalid missing) {
            return new byte[0];
        }
    }

    /** The page again, from its content alone; itself where it names values that are not in it. */
    private static byte[] encode(TreePage page, byte[] input) {
        PageModel model = new PageModel();
        model.level = page.level();
        switch (page) {
            case LeafPage leaf -> {
                return encode(model, leaf, input);
            }
            case InteriorPage interior -> {
                for (int i = 0; i < interior.childCount(); i++) {
                    Hash child = interior.child(i);
                    model.counts.add(interior.entriesBelow(i));
                    model.children.add(new PageModel() {
                        @Override
                        Hash hash() {
                            return child;
                        }
                    });
                    if (i > 0) {
                        model.keys.add(interior.upperBound(i - 1, null));
                    }
                }
                return model.bytes();
            }
        }
    }

    private static byte[] encode(PageModel model, LeafPage leaf, byte[] input) {
        for (int i = 0; i < leaf.keys().size(); i++) {
            model.keys.add(leaf.keys().get(i));
            try {
                model.values.add(leaf.value(i, WitnessPages.of(List.of())));
            } catch (CairnException.ProofInvalid external) {
                return input;
            }
        }
        return model.bytes();
    }
}
