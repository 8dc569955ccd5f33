package io.cairn.engine.tree;

import io.cairn.engine.model.Check;
import java.security.MessageDigest;

/**
 * Turns stored pages into drafts for one merge.
 *
 * <p>Every page is held against its hash first: otherwise a damaged page would get a new hash of its own and the
 * damage would be part of the state for good.
 */
final class DraftReader {
    private final Pages pages;
    private final MessageDigest sha256 = PageHash.sha256();

    DraftReader(Pages pages) {
        this.pages = pages;
    }

    Interior interior(Child page, int level) {
        Interior stored = pages.interior(page.pageId(), page.hashSource(), page.hashOffset());
        Check.invariant(stored.level() == level, "a page is one level above its children");
        return stored;
    }

    LeafDraft leaf(Child page) {
        LeafScan scan = pages.leafToChange(page.pageId());
        int pageLength = scan.pageLength();
        PageHash.verify(sha256, page.pageId(), scan.record(), pageLength, page.hashSource(), page.hashOffset());
        scan.restart();
        return LeafDraft.of(page, scan, pageLength);
    }

    /** The page as a draft, whether it is one already or stored. */
    Draft draft(Child page, int level) {
        Draft draft = page.draft();
        if (draft != null) {
            return draft;
        }
        return level == 0 ? leaf(page) : InteriorDraft.of(page, interior(page, level));
    }
}
