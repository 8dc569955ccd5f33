package io.cairn.engine.tree;

import java.util.List;

/**
 * Brings the children of one page to lawful sizes: too large ones are cut, too small ones joined.
 *
 * <p>Only drafts are judged; stored pages change only by being joined with one.
 */
final class Siblings {
    private final DraftReader stored;
    private final Replaced replaced;

    Siblings(DraftReader stored, Replaced replaced) {
        this.stored = stored;
        this.replaced = replaced;
    }

    /** Settles the children, which are pages of this level, in place. */
    void settle(List<Child> children, int level) {
        int index = 0;
        while (index < children.size()) {
            index += cut(children, index);
        }
        index = 0;
        while (index < children.size()) {
            index = join(children, index, level);
        }
    }

    /** Cuts the page at this index where it is too large; returns how many pages it became. */
    private int cut(List<Child> children, int index) {
        Child child = children.get(index);
        Draft draft = child.draft();
        if (draft == null || draft.fits()) {
            return 1;
        }
        List<Child> cutPages = Pagination.pages(child, draft);
        children.remove(index);
        children.addAll(index, cutPages);
        return cutPages.size();
    }

    /** Joins the page at this index with a neighbour where it is too small; returns where to look next. */
    private int join(List<Child> children, int index, int level) {
        Draft draft = children.get(index).draft();
        boolean right = index + 1 < children.size();
        boolean left = index > 0;
        if (draft == null || !(left || right) || !draft.underfull()) {
            return index + 1;
        }
        if (draft.alone()) {
            int first = right ? index : index - 1;
            joinAlone(children, first, level);
            return first;
        }
        if (right && joinIfFits(children, index, level)) {
            return index;
        }
        return left && joinIfFits(children, index - 1, level) ? index - 1 : index + 1;
    }

    private boolean joinIfFits(List<Child> children, int first, int level) {
        Draft left = stored.draft(children.get(first), level);
        Draft right = stored.draft(children.get(first + 1), level);
        Draft joined = left.joined(right);
        if (!joined.fits()) {
            return false;
        }
        replace(children, first, joined, level);
        return true;
    }

    /** Joins two pages of which one has too few entries to stand beside others, and cuts again if need be. */
    private void joinAlone(List<Child> children, int first, int level) {
        Draft left = stored.draft(children.get(first), level);
        Draft right = stored.draft(children.get(first + 1), level);
        replace(children, first, left.joined(right), level);
        cut(children, first);
    }

    private void replace(List<Child> children, int first, Draft together, int level) {
        replaced.add(together);
        Draft joined = together;
        if (together instanceof InteriorDraft interior) {
            // Children at the seam are neighbours only now.
            settle(interior.children(), level - 1);
            joined = interior.withChildren(interior.children());
        }
        children.set(first, Child.drafted(children.get(first).bound(), joined));
        children.remove(first + 1);
    }
}
