package io.cairn.engine.verify;

import io.cairn.engine.log.HashSource;
import io.cairn.engine.log.InclusionProof;
import io.cairn.engine.log.MerkleLog;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import java.util.ArrayList;
import java.util.List;

/**
 * An outcome and its way up to the receipts root of its block.
 *
 * <p>No header says how many outcomes its block has, so a position and a count would be claims that nothing binds;
 * each step says on which side its sibling stands instead, which the hashes do bind. The outcome itself names its
 * mutation.
 *
 * @param bytes the canonical bytes of the outcome
 * @param steps the siblings on the way from the outcome to the root, lowest first
 */
public record OutcomeProof(byte[] bytes, List<Step> steps) {
    private static final int STEPS_MAX = 63;

    /** Copies the steps. */
    public OutcomeProof {
        steps = List.copyOf(steps);
        if (steps.size() > STEPS_MAX) {
            throw new CairnException.ProofInvalid(
                    "receipt-malformed", "receiptProof", "a proof has at most " + STEPS_MAX + " steps");
        }
    }

    /** One sibling. */
    public record Step(Side side, Hash sibling) {}

    /** Where a sibling stands. */
    public enum Side {
        /** Before the way. */
        LEFT("left"),
        /** Behind the way. */
        RIGHT("right");

        private final String word;

        Side(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /** Proves the outcome at {@code index} among all outcomes of its block, in order. */
    public static OutcomeProof create(List<Outcome> block, int index) {
        List<Hash> leaves = new ArrayList<>(block.size());
        block.forEach(outcome -> leaves.add(MerkleLog.leafHash(outcome.encode())));
        List<Hash> siblings = InclusionProof.create(HashSource.ofLeaves(leaves), index, block.size())
                .hashes();
        return new OutcomeProof(block.get(index).encode(), steps(siblings, index, block.size()));
    }

    private static List<Step> steps(List<Hash> siblings, int index, int size) {
        List<Side> downwards = new ArrayList<>();
        int from = 0;
        int to = size;
        while (to - from > 1) {
            int middle = from + Integer.highestOneBit(to - from - 1);
            downwards.add(index < middle ? Side.RIGHT : Side.LEFT);
            if (index < middle) {
                to = middle;
            } else {
                from = middle;
            }
        }
        List<Step> steps = new ArrayList<>(siblings.size());
        for (int i = 0; i < siblings.size(); i++) {
            steps.add(new Step(downwards.get(downwards.size() - 1 - i), siblings.get(i)));
        }
        return steps;
    }

    void verify(Hash leaf, Hash root) {
        Hash hash = leaf;
        for (Step step : steps) {
            hash = switch (step.side()) {
                case LEFT -> MerkleLog.nodeHash(step.sibling(), hash);
                case RIGHT -> MerkleLog.nodeHash(hash, step.sibling());
            };
        }
        if (!hash.equals(root)) {
            throw new CairnException.ProofInvalid(
                    "outcome-proof-wrong", "receiptProof", "the proof does not lead to the block's receipts root");
        }
    }
}
