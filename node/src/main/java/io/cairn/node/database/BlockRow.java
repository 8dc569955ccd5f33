package io.cairn.node.database;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.tree.TreeRoot;
import java.nio.charset.StandardCharsets;

/**
 * What a node keeps of a sealed block beside its pages. Local to the node: rebuilt from the journal.
 *
 * @param firstSequence sequence of its first entry
 * @param journalIndex index of its seal in the journal
 * @param nextPageId the page id after the last one it wrote
 * @param replacedPages pages of the previous root that this one no longer needs
 */
record BlockRow(
        byte[] header,
        String checkpoint,
        TreeRoot root,
        long firstSequence,
        long journalIndex,
        long nextPageId,
        int nextEngineVersion,
        long[] replacedPages) {
    private static final int FORMAT = 1;
    private static final int BYTES_MAX = 64 * 1024 * 1024;

    byte[] encode() {
        byte[] note = checkpoint.getBytes(StandardCharsets.UTF_8);
        ByteWriter writer = new ByteWriter(1024 + 8 * replacedPages.length)
                .u8(FORMAT)
                .prefixed(header)
                .prefixed(note)
                .bytes(root.hash().toBytes())
                .u64(root.pageId())
                .u8(root.level())
                .u64(root.entries())
                .u64(firstSequence)
                .u64(journalIndex)
                .u64(nextPageId)
                .u32(nextEngineVersion)
                .varint(replacedPages.length);
        long previous = 0;
        for (long page : replacedPages) {
            writer.varint(page - previous);
            previous = page;
        }
        return writer.toBytes();
    }

    static BlockRow decode(byte[] bytes) {
        ByteReader reader = new ByteReader(bytes);
        if (reader.u8() != FORMAT) {
            throw new CairnException.Corrupt("store-corrupt", "blocks", "unknown form of a stored block");
        }
        byte[] header = reader.prefixed(BYTES_MAX);
        String note = new String(reader.prefixed(BYTES_MAX), StandardCharsets.UTF_8);
        TreeRoot root = new TreeRoot(Hash.of(reader.bytes(Hash.BYTES)), reader.u64(), reader.u8(), reader.u64());
        long firstSequence = reader.u64();
        long journalIndex = reader.u64();
        long nextPageId = reader.u64();
        int nextEngineVersion = Math.toIntExact(reader.u32());
        long[] replaced = new long[reader.count(BYTES_MAX)];
        long previous = 0;
        for (int i = 0; i < replaced.length; i++) {
            previous += reader.varint();
            replaced[i] = previous;
        }
        reader.expectEnd();
        return new BlockRow(header, note, root, firstSequence, journalIndex, nextPageId, nextEngineVersion, replaced);
    }
}
