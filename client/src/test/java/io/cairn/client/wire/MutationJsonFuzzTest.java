package io.cairn.client.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.Json;
import io.cairn.engine.fuzz.FuzzTarget;
import io.cairn.engine.mutation.Bundle;
import io.cairn.engine.mutation.Mutation;

/** The JSON form says the same as the bytes that it turns into, wherever these are a mutation or a bundle. */
class MutationJsonFuzzTest extends FuzzTarget {
    @Override
    protected void check(byte[] input) {
        parsed(() -> MutationJson.decode(Json.parse(input))).ifPresent(bytes -> {
            if (bytes[0] == Bundle.FORMAT) {
                parsed(() -> Bundle.decode(bytes))
                        .ifPresent(bundle -> assertThat(MutationJson.decode(MutationJson.encode(bundle)))
                                .isEqualTo(bytes));
            } else {
                parsed(() -> Mutation.decode(bytes))
                        .ifPresent(mutation -> assertThat(MutationJson.decode(MutationJson.encode(mutation)))
                                .isEqualTo(bytes));
            }
        });
    }
}
