package io.cairn.node.database;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.log.Checkpoint;
import io.cairn.engine.log.CompactRange;
import io.cairn.engine.log.Entry;
import io.cairn.engine.log.Header;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.log.SignedCheckpoint;
import io.cairn.engine.model.Hash;
import io.cairn.engine.mutation.Submission;
import io.cairn.engine.state.SealedBlock;
import io.cairn.engine.tree.Edits;
import io.cairn.engine.tree.Merge;
import io.cairn.engine.tree.StateTree;
import io.cairn.engine.tree.TreeRoot;
import io.cairn.engine.witness.ProvenHeader;
import io.cairn.node.store.DatabaseStore;
import io.cairn.node.store.MutationPlace;
import io.cairn.node.store.RootRecord;
import io.cairn.node.store.StoreBatch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Turns a sealed block into a published one: merges its edits into the tree, makes and signs its header, and keeps
 * everything in one atomic batch. One block at a time, in order.
 */
final class BlockMaker {
    private static final int OUTCOMES_BYTES_MAX = 1 << 28;

    private final DatabaseStore store;
    private final StateTree tree;
    private final NodeIdentity identity;
    private final int retainedBlocks;
    private Hash previous;
    private TreeRoot root;
    private CompactRange log;

    /** Set before pages of the blocks below are deleted; 0 until then. */
    private volatile long oldestRetained;

    BlockMaker(DatabaseStore store, StateTree tree, NodeIdentity identity, int retainedBlocks, Start start) {
        this.store = store;
        this.tree = tree;
        this.identity = identity;
        this.retainedBlocks = retainedBlocks;
        this.previous = start.previous();
        this.root = start.root();
        this.log = start.log();
    }

    /** The block to go on from. */
    record Start(Hash previous, TreeRoot root, CompactRange log) {}

    /** Makes and keeps a block; {@code entries} are its submissions, in order. */
    BlockRow make(SealedBlock block, long journalIndex, int nextEngineVersion, List<Pending> entries) {
        Merge merge = tree.merge(root, edits(block));
        List<byte[]> outcomes = block.encodedOutcomes();
        Header header = block.header(previous, merge.root().hash(), outcomes);
        BlockRow row = new BlockRow(
                header.encode(),
                checkpoint(header, identity),
                merge.root(),
                block.firstSequence(),
                journalIndex,
                merge.nextPageId(),
                nextEngineVersion,
                merge.replacedPages());
        keep(new Made(block, header, row, outcomes), entries);
        prune(header.height());
        previous = header.hash();
        root = merge.root();
        return row;
    }

    private static Edits edits(SealedBlock block) {
        Edits.Builder builder = Edits.builder();
        block.edits().forEach(builder::edit);
        return builder.build();
    }

    /** The signed note of a block. */
    static String checkpoint(Header header, NodeIdentity identity) {
        Checkpoint checkpoint = new Checkpoint(
                "cairn/" + identity.network() + "/" + header.database(),
                header.logSize(),
                header.logRoot(),
                List.of("block " + header.height() + " " + header.hash().hex()));
        SignedCheckpoint signed = SignedCheckpoint.sign(
                checkpoint, ProvenHeader.noteKey(identity.key().publicKey()), identity.key()::sign);
        return new String(signed.toBytes(), StandardCharsets.UTF_8);
    }

    /** A block with all that is kept of it. */
    private record Made(SealedBlock block, Header header, BlockRow row, List<byte[]> outcomes) {}

    private void keep(Made made, List<Pending> entries) {
        StoreBatch batch = store.batch();
        for (Pending pending : entries) {
            Entry entry = pending.entry();
            // A bundle is found by an id of its own; its mutations are found by theirs.
            if (entry != null && pending.submission().submitted() instanceof Submission.Bundled) {
                batch.mutation(pending.id(), new MutationPlace(entry.sequence(), 0));
            }
        }
        keepPlaces(made.block(), batch);
        keepLog(made.block(), batch);
        long height = made.header().height();
        batch.meta(outcomesName(height), list(made.outcomes()))
                .block(height, made.row().encode())
                .root(new RootRecord(
                        made.row().journalIndex(), height, made.row().nextPageId(), new byte[0]))
                .commit();
    }

    /** A mutation stays where it was applied, or first refused: anybody may send it again in a bundle of their own. */
    private void keepPlaces(SealedBlock block, StoreBatch batch) {
        TreeSet<Hash> placed = new TreeSet<>();
        for (Outcome outcome : block.outcomes()) {
            Hash id = outcome.mutation();
            boolean known = !outcome.isOk()
                    && (placed.contains(id) || store.mutation(id).isPresent());
            if (!id.equals(Hash.ZERO) && !known) {
                batch.mutation(id, new MutationPlace(outcome.sequence(), outcome.index()));
                placed.add(id);
            }
        }
    }

    /** Keeps the hash of every subtree that the block's entries complete. */
    private void keepLog(SealedBlock block, StoreBatch batch) {
        for (Hash leaf : block.leaves()) {
            log = log.append(leaf, batch::logNode);
        }
    }

    /** Deletes the pages that only blocks older than the retained ones need. */
    private void prune(long height) {
        long expired = height - retainedBlocks + 1;
        if (expired < 2) {
            return;
        }
        oldestRetained = expired;
        store.block(expired).map(BlockRow::decode).ifPresent(row -> {
            for (long page : row.replacedPages()) {
                store.pages().delete(page);
            }
        });
    }

    /** The lowest block whose pages are all there still. Any thread. */
    long oldestRetained() {
        return oldestRetained;
    }

    static String outcomesName(long height) {
        return "outcomes/" + height;
    }

    private static byte[] list(List<byte[]> outcomes) {
        ByteWriter writer = new ByteWriter(256 * outcomes.size() + 8);
        writer.varint(outcomes.size());
        outcomes.forEach(writer::prefixed);
        return writer.toBytes();
    }

    static List<Outcome> decodeOutcomes(byte[] bytes) {
        ByteReader reader = new ByteReader(bytes);
        int count = reader.count(OUTCOMES_BYTES_MAX);
        List<Outcome> outcomes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            outcomes.add(Outcome.decode(reader.prefixed(OUTCOMES_BYTES_MAX)));
        }
        return outcomes;
    }
}
