package io.cairn.engine.tree;

import org.jspecify.annotations.Nullable;

/** Compares two roots, opening only pages whose hashes differ. */
final class TreeDiff {
    private final DiffWalker from;
    private final DiffWalker to;
    private final DiffVisitor visitor;

    TreeDiff(DiffWalker from, DiffWalker to, DiffVisitor visitor) {
        this.from = from;
        this.to = to;
        this.visitor = visitor;
    }

    void run() {
        boolean more = true;
        while (more) {
            DiffWalker.Unopened removedPage = from.page();
            DiffWalker.Unopened addedPage = to.page();
            LeafScan removed = from.entry();
            LeafScan added = to.entry();
            if (removedPage != null && addedPage != null) {
                comparePages(removedPage, addedPage);
            } else if (removedPage != null && (added == null || added.compareKey(removedPage.lowerBound()) >= 0)) {
                from.open();
            } else if (addedPage != null && (removed == null || removed.compareKey(addedPage.lowerBound()) >= 0)) {
                to.open();
            } else {
                more = compareEntries(removed, added);
            }
        }
    }

    private void comparePages(DiffWalker.Unopened removed, DiffWalker.Unopened added) {
        if (removed.sameHash(added)) {
            from.advance();
            to.advance();
        } else if (removed.endsBy(added.lowerBound())) {
            from.open();
        } else if (added.endsBy(removed.lowerBound())) {
            to.open();
        } else {
            // The higher page first, so that equal pages below it can still be met as pages.
            boolean openFrom = removed.level() >= added.level();
            boolean openTo = added.level() >= removed.level();
            if (openFrom) {
                from.open();
            }
            if (openTo) {
                to.open();
            }
        }
    }

    private boolean compareEntries(@Nullable LeafScan removed, @Nullable LeafScan added) {
        if (removed == null) {
            return added != null && reportAdded(added);
        }
        if (added == null) {
            return reportRemoved(removed);
        }
        byte[] key = added.key();
        int order = removed.compareKey(key);
        if (order != 0) {
            return order < 0 ? reportRemoved(removed) : reportAdded(added);
        }
        boolean more = removed.sameValue(added) || visitor.changed(key, from.value(removed), to.value(added));
        from.advance();
        to.advance();
        return more;
    }

    private boolean reportAdded(LeafScan added) {
        boolean more = visitor.changed(added.key(), null, to.value(added));
        to.advance();
        return more;
    }

    private boolean reportRemoved(LeafScan removed) {
        boolean more = visitor.changed(removed.key(), from.value(removed), null);
        from.advance();
        return more;
    }
}
