package io.cairn.engine.tree;

import java.util.List;

/** The entries of a leaf in the making. */
final class LeafDraft extends Draft {
    private final LeafEntry[] entries;
    private final int from;
    private final int to;
    private final boolean appended;

    LeafDraft(LeafEntry[] entries, int from, int to, boolean appended, List<Source> sources) {
        super(sources);
        this.entries = entries;
        this.from = from;
        this.to = to;
        this.appended = appended;
    }

    /** Decodes a stored leaf from a scan before its first entry. */
    static LeafDraft of(Child page, LeafScan scan, int pageLength) {
        byte[] record = scan.record();
        int idOffset = pageLength;
        LeafEntry[] entries = new LeafEntry[scan.count()];
        for (int i = 0; scan.next(); i++) {
            long valuePageId = scan.external() ? PageFormat.idAt(record, idOffset) : 0;
            idOffset += scan.external() ? PageFormat.ID_BYTES : 0;
            entries[i] = new LeafEntry(scan.key(), scan.head(), record, scan.bodyOffset(), valuePageId);
        }
        return new LeafDraft(entries, 0, entries.length, false, List.of(new Source(page, record)));
    }

    LeafEntry entry(int index) {
        return entries[from + index];
    }

    @Override
    int count() {
        return to - from;
    }

    @Override
    byte[] key(int index) {
        return entry(index).key();
    }

    @Override
    int bodyBytes(int index) {
        LeafEntry entry = entry(index);
        return PageFormat.varintBytes(entry.head()) + entry.bodyLength();
    }

    @Override
    int keylessEntries() {
        return 0;
    }

    @Override
    int bytesMax() {
        return PageFormat.LEAF_BYTES_MAX;
    }

    @Override
    int entriesMin() {
        return 1;
    }

    @Override
    int entriesAlwaysFit() {
        return 1;
    }

    @Override
    long entries() {
        return count();
    }

    @Override
    boolean appended() {
        return appended;
    }

    @Override
    byte[] boundBefore(int index) {
        return PageFormat.separator(key(index - 1), key(index));
    }

    @Override
    LeafDraft slice(int sliceFrom, int sliceTo) {
        return new LeafDraft(entries, from + sliceFrom, from + sliceTo, false, sources());
    }

    @Override
    LeafDraft joined(Draft right) {
        LeafDraft other = (LeafDraft) right;
        LeafEntry[] all = new LeafEntry[count() + other.count()];
        System.arraycopy(entries, from, all, 0, count());
        System.arraycopy(other.entries, other.from, all, count(), other.count());
        return new LeafDraft(all, 0, all.length, false, sourcesWith(other));
    }

    @Override
    byte[] encode(int pageLength) {
        int externals = 0;
        for (int i = from; i < to; i++) {
            externals += entries[i].external() ? 1 : 0;
        }
        byte[] record = new byte[pageLength + externals * PageFormat.ID_BYTES];
        int prefix = prefixLength(0, count());
        int at = PageFormat.putHeader(record, 0, count(), prefix, prefix == 0 ? Child.NO_BYTES : key(0));
        int idOffset = pageLength;
        for (int i = from; i < to; i++) {
            LeafEntry entry = entries[i];
            at = PageFormat.putKey(record, at, entry.key(), prefix);
            at = PageFormat.putVarint(record, at, entry.head());
            System.arraycopy(entry.body(), entry.bodyOffset(), record, at, entry.bodyLength());
            at += entry.bodyLength();
            if (entry.external()) {
                PageFormat.putId(record, idOffset, entry.valuePageId());
                idOffset += PageFormat.ID_BYTES;
            }
        }
        return record;
    }
}
