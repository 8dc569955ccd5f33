package io.cairn.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.fuzz.FuzzTarget;
import io.cairn.engine.model.Value;

/** What is read as BSON is written as BSON that reads the same; integers may shrink, so bytes settle at once. */
class BsonFuzzTest extends FuzzTarget {
    @Override
    protected void check(byte[] input) {
        parsed(() -> Bson.decode(input)).ifPresent(document -> {
            byte[] written = Bson.encode(document);
            Value.Document again = Bson.decode(written);
            assertThat((Value) again).isEqualTo(document);
            assertThat(again.fields().keySet())
                    .containsExactlyElementsOf(document.fields().keySet());
            assertThat(Bson.encode(again)).isEqualTo(written);
        });
    }
}
