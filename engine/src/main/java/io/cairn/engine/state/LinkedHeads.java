package io.cairn.engine.state;

import io.cairn.engine.mutation.LinkedBlock;
import io.cairn.engine.witness.ProvenHeader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The heads of other databases that were found to be signed: many entries carry the same. For one thread. */
final class LinkedHeads {
    private static final int KEPT_MAX = 16;

    private final List<Known> known = new ArrayList<>();

    private record Known(byte[] node, byte[] header, String checkpoint, ProvenHeader proven) {
        boolean is(LinkedBlock block) {
            return Arrays.equals(header, block.header())
                    && Arrays.equals(node, block.node())
                    && checkpoint.equals(block.checkpoint());
        }
    }

    /**
     * The header of a block, checked against the key that it is carried under.
     *
     * @throws io.cairn.engine.model.CairnException.ProofInvalid with the code of the check that failed
     */
    ProvenHeader verify(LinkedBlock block) {
        for (Known head : known) {
            if (head.is(block)) {
                return head.proven();
            }
        }
        ProvenHeader proven = ProvenHeader.verify(block.header(), block.checkpoint(), block.node());
        if (known.size() == KEPT_MAX) {
            known.removeFirst();
        }
        known.add(new Known(block.node(), block.header(), block.checkpoint(), proven));
        return proven;
    }
}
