package io.cairn.engine.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.fuzz.FuzzTarget;
import java.util.Arrays;

/** The data of mutations: the first byte chooses a type, the rest is BSON. What is read is written so that it stays. */
class PayloadFuzzTest extends FuzzTarget {
    private static final MutationType[] TYPES = MutationType.values();

    @Override
    protected void check(byte[] input) {
        if (input.length == 0) {
            return;
        }
        MutationType type = TYPES[(input[0] & 0xFF) % TYPES.length];
        parsed(() -> PayloadReader.read(MutationType.of(type.name()), Arrays.copyOfRange(input, 1, input.length)))
                .ifPresent(payload -> {
                    assertThat(payload.operation().type()).isEqualTo(type);
                    byte[] written = PayloadWriter.write(payload);
                    Payload again = PayloadReader.read(type, written);
                    assertThat(PayloadWriter.write(again)).isEqualTo(written);
                });
    }
}
