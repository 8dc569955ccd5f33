package io.cairn.engine.state;

import io.cairn.engine.log.Header;
import io.cairn.engine.log.MerkleLog;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.Hash;
import java.util.List;
import java.util.TreeMap;

/**
 * A block whose entries are final but whose state root waits for the merge of its edits.
 *
 * @param firstSequence sequence of its first entry
 * @param leaves leaf hashes of its entries
 * @param edits its edits, frozen; readable as the state after the block
 */
public record SealedBlock(Facts facts, long firstSequence, List<Outcome> outcomes, List<Hash> leaves, Overlay edits) {
    /** What the header says besides previous block and state root. */
    public record Facts(
            String database,
            long epoch,
            long height,
            long logSize,
            Hash logRoot,
            long timeMillis,
            int engineVersion,
            Hash replicaSet) {}

    /** The canonical bytes of its outcomes. */
    public List<byte[]> encodedOutcomes() {
        return outcomes.stream().map(Outcome::encode).toList();
    }

    /** The header, once the previous block and the merged state are known. */
    public Header header(Hash previous, Hash stateRoot) {
        return header(previous, stateRoot, encodedOutcomes());
    }

    /** The same, with what {@link #encodedOutcomes} gave. */
    public Header header(Hash previous, Hash stateRoot, List<byte[]> encodedOutcomes) {
        return new Header(
                facts.database(),
                facts.epoch(),
                facts.height(),
                previous,
                facts.logSize(),
                facts.logRoot(),
                stateRoot,
                MerkleLog.root(encodedOutcomes.stream().map(MerkleLog::leafHash).toList()),
                facts.timeMillis(),
                facts.engineVersion(),
                facts.replicaSet(),
                facts.replicaSet(),
                new TreeMap<>());
    }
}
