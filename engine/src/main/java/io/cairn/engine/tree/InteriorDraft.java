package io.cairn.engine.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The children of an interior page in the making; each may be a draft itself. */
final class InteriorDraft extends Draft {
    private final int level;
    private final List<Child> children;
    private final @Nullable Interior grownFrom;
    private final boolean whole;

    private InteriorDraft(
            int level, List<Child> children, @Nullable Interior grownFrom, boolean whole, List<Source> sources) {
        super(sources);
        this.level = level;
        this.children = children;
        this.grownFrom = grownFrom;
        this.whole = whole;
    }

    /** A page for children that had no parent before. */
    static InteriorDraft above(int level, List<Child> children) {
        return new InteriorDraft(level, children, null, true, List.of());
    }

    /** A stored page with its children changed. */
    static InteriorDraft changed(Child page, Interior stored, List<Child> children) {
        return new InteriorDraft(stored.level(), children, stored, true, List.of(new Source(page, stored.record())));
    }

    /** A stored page as it is. */
    static InteriorDraft of(Child page, Interior stored) {
        return new InteriorDraft(
                stored.level(), childrenOf(page, stored), null, false, List.of(new Source(page, stored.record())));
    }

    static List<Child> childrenOf(Child page, Interior stored) {
        List<Child> children = new ArrayList<>(stored.count());
        for (int i = 0; i < stored.count(); i++) {
            children.add(Child.stored(
                    i == 0 ? page.bound() : stored.separator(i),
                    stored.entriesBelow(i),
                    stored.childId(i),
                    stored.record(),
                    stored.hashOffset(i)));
        }
        return children;
    }

    int level() {
        return level;
    }

    List<Child> children() {
        return children;
    }

    /** The same page with other children. */
    InteriorDraft withChildren(List<Child> replaced) {
        return new InteriorDraft(level, replaced, null, false, sources());
    }

    @Override
    int count() {
        return children.size();
    }

    @Override
    byte[] key(int index) {
        return children.get(index).bound();
    }

    @Override
    int bodyBytes(int index) {
        return PageFormat.varintBytes(children.get(index).entries()) + PageFormat.HASH_BYTES;
    }

    @Override
    int keylessEntries() {
        return 1;
    }

    @Override
    int bytesMax() {
        return PageFormat.INTERIOR_BYTES_MAX;
    }

    @Override
    int entriesMin() {
        return 2;
    }

    @Override
    int entriesAlwaysFit() {
        return 3;
    }

    @Override
    long entries() {
        long sum = 0;
        for (Child child : children) {
            sum += child.entries();
        }
        return sum;
    }

    @Override
    boolean appended() {
        if (!whole) {
            return false;
        }
        Interior before = grownFrom;
        if (before == null) {
            return true;
        }
        int old = 1;
        int index = 1;
        while (index < count() && old < before.count()) {
            int order = Arrays.compareUnsigned(before.separator(old), key(index));
            if (order > 0) {
                return false;
            }
            old++;
            index += order == 0 ? 1 : 0;
        }
        return index < count();
    }

    @Override
    byte[] boundBefore(int index) {
        return key(index);
    }

    @Override
    InteriorDraft slice(int from, int to) {
        return new InteriorDraft(level, children.subList(from, to), null, false, sources());
    }

    @Override
    InteriorDraft joined(Draft right) {
        InteriorDraft other = (InteriorDraft) right;
        List<Child> all = new ArrayList<>(count() + other.count());
        all.addAll(children);
        all.addAll(other.children);
        return new InteriorDraft(level, all, null, false, sourcesWith(other));
    }

    @Override
    byte[] encode(int pageLength) {
        byte[] record = new byte[pageLength + count() * PageFormat.ID_BYTES];
        int prefix = prefixLength(1, count());
        int at = PageFormat.putHeader(record, level, count(), prefix, key(1));
        for (int i = 0; i < count(); i++) {
            Child child = children.get(i);
            if (i > 0) {
                at = PageFormat.putKey(record, at, child.bound(), prefix);
            }
            at = PageFormat.putVarint(record, at, child.entries());
            System.arraycopy(child.hashSource(), child.hashOffset(), record, at, PageFormat.HASH_BYTES);
            at += PageFormat.HASH_BYTES;
            PageFormat.putId(record, pageLength + i * PageFormat.ID_BYTES, child.pageId());
        }
        return record;
    }
}
