package io.cairn.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.model.Hash;
import io.cairn.engine.tree.PageInspector.Entry;
import io.cairn.engine.tree.PageInspector.Page;
import io.cairn.engine.view.MapView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A tracker sees exactly the pages that the format says a reader loads, in that order, each hash once. */
class TrackingTest {
    @Test
    void reportsExactlyThePagesOfTheFormat() {
        for (long seed = 1; seed <= 80; seed++) {
            try {
                check(seed);
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError("seed " + seed, failure);
            }
        }
    }

    private static void check(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        KeySpace space = new KeySpace(random);
        MemoryPageStore store = new MemoryPageStore();
        StateTree tree = new StateTree(store, 1);
        TreeRoot root = tree.empty();
        for (int i = 0; i < 4; i++) {
            root = tree.merge(root, Edits.of(space.batch(1 << random.nextInt(11), 3)))
                    .root();
        }
        Page top = new PageInspector(store).read(root);
        for (int i = 0; i < 20; i++) {
            Set<Hash> expected = new LinkedHashSet<>();
            List<Hash> tracked = new ArrayList<>();
            MapView view = tree.view(root, (hash, bytes) -> {
                assertThat(PageInspector.sha256(bytes)).isEqualTo(hash);
                tracked.add(hash);
            });
            for (int reads = random.nextInt(4); reads >= 0; reads--) {
                byte[] key = random.nextInt(10) == 0 ? new byte[0] : space.key();
                switch (random.nextInt(3)) {
                    case 0 -> get(view, top, key, expected);
                    case 1 -> {
                        view.rank(key);
                        path(top, key, expected);
                    }
                    default -> walk(view, top, key, expected, random);
                }
                assertThat(tracked).isEqualTo(new ArrayList<>(expected));
            }
        }
    }

    private static void get(MapView view, Page top, byte[] key, Set<Hash> expected) {
        view.get(key);
        List<Page> path = path(top, key, expected);
        for (Entry entry : path.getLast().entries()) {
            if (Arrays.equals(entry.key(), key) && entry.valueHash() != null) {
                expected.add(entry.valueHash());
            }
        }
    }

    private static void walk(MapView view, Page top, byte[] key, Set<Hash> expected, SplittableRandom random) {
        MapView.Cursor cursor = view.seek(key);
        List<Page> path = new ArrayList<>(path(top, key, expected));
        int gap = 0;
        for (Entry entry : path.getLast().entries()) {
            gap += Arrays.compareUnsigned(entry.key(), key) < 0 ? 1 : 0;
        }
        for (int steps = random.nextInt(40); steps > 0; steps--) {
            boolean forward = random.nextInt(4) > 0;
            boolean atEdge = gap == (forward ? path.getLast().entries().size() : 0);
            boolean stepped = true;
            if (atEdge) {
                stepped = turn(path, forward, expected);
                gap = stepped ? (forward ? 0 : path.getLast().entries().size()) : gap;
            }
            assertThat(forward ? cursor.next() : cursor.previous()).isEqualTo(stepped);
            if (stepped) {
                Entry entry = path.getLast().entries().get(forward ? gap : gap - 1);
                gap += forward ? 1 : -1;
                assertThat(cursor.key()).isEqualTo(entry.key());
                if (random.nextBoolean()) {
                    assertThat(cursor.value()).isEqualTo(entry.value());
                    if (entry.valueHash() != null) {
                        expected.add(entry.valueHash());
                    }
                }
            }
        }
    }

    /** Up to the nearest ancestor with a following child, and down again; false where none has one. */
    private static boolean turn(List<Page> path, boolean forward, Set<Hash> expected) {
        for (int depth = path.size() - 2; depth >= 0; depth--) {
            List<Page> children = path.get(depth).children();
            int next = children.indexOf(path.get(depth + 1)) + (forward ? 1 : -1);
            if (next >= 0 && next < children.size()) {
                Page page = children.get(next);
                for (int below = depth + 1; below < path.size(); below++) {
                    path.set(below, page);
                    expected.add(page.hash());
                    if (page.level() > 0) {
                        page = forward
                                ? page.children().getFirst()
                                : page.children().getLast();
                    }
                }
                return true;
            }
        }
        return false;
    }

    private static List<Page> path(Page top, byte[] key, Set<Hash> expected) {
        List<Page> path = new ArrayList<>();
        Page page = top;
        while (true) {
            path.add(page);
            expected.add(page.hash());
            if (page.level() == 0) {
                return path;
            }
            int child = 0;
            for (byte[] separator : page.separators()) {
                child += Arrays.compareUnsigned(separator, key) <= 0 ? 1 : 0;
            }
            page = page.children().get(child);
        }
    }
}
