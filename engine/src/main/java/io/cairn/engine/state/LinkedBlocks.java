package io.cairn.engine.state;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.mutation.LinkedBlock;
import io.cairn.engine.witness.ProvenHeader;
import io.cairn.engine.witness.WitnessPages;
import io.cairn.engine.witness.WitnessView;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The blocks of other databases that one entry carries, checked as far as that needs no state. */
final class LinkedBlocks {
    /** None are carried. */
    static final LinkedBlocks NONE = new LinkedBlocks(List.of());

    private final List<Opened> blocks;

    private LinkedBlocks(List<Opened> blocks) {
        this.blocks = blocks;
    }

    /** A block whose header the node has signed, and the part of its state that is carried. */
    record Opened(String database, String node, long height, WitnessPages pages, WitnessView view) {}

    /**
     * Checks that each header is signed by the key that it is carried under and belongs to that database. Pages are known
     * by their hashes and are checked when they are read.
     *
     * @param known heads that were checked before
     * @throws CairnException.ProofInvalid with the code of the check that failed
     */
    static LinkedBlocks open(List<LinkedBlock> carried, LinkedHeads known) {
        return new LinkedBlocks(
                carried.stream().map(block -> open(block, known)).toList());
    }

    private static Opened open(LinkedBlock block, LinkedHeads known) {
        ProvenHeader proven = known.verify(block);
        proven.requireDatabase(block.database());
        WitnessPages pages = WitnessPages.hashing(block.pages());
        return new Opened(
                block.database(),
                HexFormat.of().formatHex(block.node()),
                proven.header().height(),
                pages,
                new WitnessView(proven.header().stateRoot(), pages));
    }

    /** The block of a database that a node has signed, or null. */
    @Nullable
    Opened find(String database, String node) {
        for (Opened block : blocks) {
            if (block.database().equals(database) && block.node().equals(node)) {
                return block;
            }
        }
        return null;
    }
}
