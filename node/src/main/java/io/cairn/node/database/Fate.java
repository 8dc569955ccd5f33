package io.cairn.node.database;

import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.Hash;
import java.util.List;

/**
 * What is known of a submission.
 *
 * @param outcomes one per mutation; empty while only ordered
 * @param height of its block; 0 while not sealed
 * @param repeated whether the same submission was there before
 */
public record Fate(
        Hash id, long sequence, long timeMillis, Wait reached, List<Outcome> outcomes, long height, boolean repeated) {
    /** The same fate, told to somebody who sent the submission again. */
    public Fate asRepeated() {
        return new Fate(id, sequence, timeMillis, reached, outcomes, height, true);
    }
}
