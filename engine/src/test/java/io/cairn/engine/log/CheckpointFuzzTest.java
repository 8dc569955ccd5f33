package io.cairn.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.fuzz.FuzzTarget;

/** A note has one text: what is read as one is written as it was. */
class CheckpointFuzzTest extends FuzzTarget {
    @Override
    protected void check(byte[] input) {
        proved(() -> SignedCheckpoint.parse(input))
                .ifPresent(note -> assertThat(note.toBytes()).isEqualTo(input));
    }
}
