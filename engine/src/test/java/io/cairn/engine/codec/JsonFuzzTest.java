package io.cairn.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.fuzz.FuzzTarget;

/** Every way of printing what was read reads the same again, and canonical text is settled at once. */
class JsonFuzzTest extends FuzzTarget {
    @Override
    protected void check(byte[] input) {
        parsed(() -> Json.parse(input)).ifPresent(value -> {
            assertThat(Json.parse(Json.print(value))).isEqualTo(value);
            assertThat(Json.parse(Json.printPretty(value))).isEqualTo(value);
            String canonical = Json.printCanonical(value);
            assertThat(Json.printCanonical(Json.parse(canonical))).isEqualTo(canonical);
        });
    }
}
