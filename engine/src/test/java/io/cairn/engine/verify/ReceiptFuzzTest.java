package io.cairn.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;

/** A receipt has one text, and none but the node's own holds. */
class ReceiptFuzzTest extends FuzzTarget {
    private static final TestDatabase DATABASE = TestDatabase.withPeople();

    @Override
    protected void check(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        proved(() -> Receipt.parse(text)).ifPresent(receipt -> {
            assertThat(receipt.toJson()).isEqualTo(text);
            proved(() -> receipt.verify(DATABASE.nodeKey()))
                    .ifPresent(verified -> assertThat(DATABASE.receipts()).contains(text));
        });
    }
}
