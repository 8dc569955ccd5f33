package io.cairn.engine.tree;

import io.cairn.engine.model.Check;
import io.cairn.engine.model.Hash;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Merges one batch of edits into one root.
 *
 * <p>Works on drafts from the leaves up and writes nothing but external values before the new root is known, so
 * no page is written twice. Everything decided here depends on the base pages and the edits alone.
 */
final class Merger {
    private final DraftReader reader;
    private final PageWriter writer;
    private final Edits edits;
    private final Replaced replaced = new Replaced();
    private final Siblings siblings;

    Merger(Pages pages, PageWriter writer, Edits edits) {
        this.reader = new DraftReader(pages);
        this.writer = writer;
        this.edits = edits;
        this.siblings = new Siblings(reader, replaced);
    }

    Merge merge(TreeRoot base) {
        byte[] hash = base.hash().toBytes();
        Child before = Child.stored(Child.NO_BYTES, base.entries(), base.pageId(), hash, 0);
        Child after = apply(before, base.level(), 0, edits.size());
        TreeRoot root = after == before ? base : raise(after, base.level());
        return new Merge(root, replaced.pageIds(), writer.pagesWritten(), writer.bytesWritten(), writer.nextPageId());
    }

    /** Adds levels while the top has several pages and removes them while it has one child. */
    private TreeRoot raise(Child changed, int levelBefore) {
        List<Child> top = new ArrayList<>(List.of(changed));
        int level = levelBefore;
        siblings.settle(top, level);
        while (top.size() > 1) {
            level++;
            Check.invariant(level <= PageFormat.LEVEL_MAX, "a tree has at most 40 levels above its leaves");
            top = new ArrayList<>(List.of(Child.drafted(Child.NO_BYTES, InteriorDraft.above(level, top))));
            siblings.settle(top, level);
        }
        Child root = top.getFirst();
        while (root.draft() instanceof InteriorDraft interior && interior.alone()) {
            root = interior.children().getFirst();
            level--;
        }
        writer.write(root);
        return new TreeRoot(Hash.of(root.hashSource(), root.hashOffset()), root.pageId(), level, root.entries());
    }

    /** The page with its edits applied, or the page itself where they change nothing. */
    private Child apply(Child page, int level, int from, int to) {
        if (from == to) {
            return page;
        }
        return level == 0 ? applyToLeaf(page, from, to) : applyToInterior(page, level, from, to);
    }

    private Child applyToInterior(Child page, int level, int from, int to) {
        Interior stored = reader.interior(page, level);
        List<Child> children = InteriorDraft.childrenOf(page, stored);
        boolean changed = false;
        int next = from;
        for (int i = 0; next < to; i++) {
            int end = i + 1 < stored.count()
                    ? edits.firstAtLeast(children.get(i + 1).bound(), next, to)
                    : to;
            Child before = children.get(i);
            Child after = apply(before, level - 1, next, end);
            changed |= after != before;
            children.set(i, after);
            next = end;
        }
        if (!changed) {
            return page;
        }
        siblings.settle(children, level - 1);
        InteriorDraft draft = InteriorDraft.changed(page, stored, children);
        replaced.add(draft);
        return Child.drafted(page.bound(), draft);
    }

    private Child applyToLeaf(Child page, int from, int to) {
        LeafDraft stored = reader.leaf(page);
        LeafMerge merge = new LeafMerge(stored, to - from);
        for (int i = from; i < to; i++) {
            applyEdit(merge, edits.key(i), edits.value(i));
        }
        if (!merge.changed()) {
            return page;
        }
        LeafDraft draft = merge.result();
        replaced.add(draft);
        return Child.drafted(page.bound(), draft);
    }

    private void applyEdit(LeafMerge merge, byte[] key, byte @Nullable [] value) {
        LeafEntry before = merge.advanceTo(key);
        if (value == null) {
            if (before != null) {
                release(before);
                merge.remove();
            }
            return;
        }
        LeafEntry after = value.length <= PageFormat.INLINE_VALUE_BYTES_MAX
                ? new LeafEntry(key, value.length << 1, value, 0, 0)
                : external(before, key, value);
        if (before == null) {
            merge.insert(after);
        } else if (before.sameValue(after)) {
            merge.keep(before);
        } else {
            release(before);
            merge.replace(after);
        }
    }

    /** The entry of a long value; its page is written here unless the entry before has this very value. */
    private LeafEntry external(@Nullable LeafEntry before, byte[] key, byte[] value) {
        int head = value.length << 1 | 1;
        byte[] hash = writer.valueHash(value);
        LeafEntry unwritten = new LeafEntry(key, head, hash, 0, 0);
        return before != null && before.sameValue(unwritten)
                ? unwritten
                : new LeafEntry(key, head, hash, 0, writer.putValue(value));
    }

    private void release(LeafEntry entry) {
        if (entry.external()) {
            replaced.addValuePage(entry.valuePageId());
        }
    }
}
