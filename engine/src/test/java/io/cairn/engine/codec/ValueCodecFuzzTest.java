package io.cairn.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.fuzz.FuzzTarget;
import io.cairn.engine.model.Value;
import java.util.Arrays;
import java.util.List;

/**
 * Canonical bytes have one value, and the value has these bytes; JSON and BSON keep it. Index keys of neighbours in an
 * array are in the order of their values.
 */
class ValueCodecFuzzTest extends FuzzTarget {
    private static final int INDEX_BYTES_MAX = 96;

    @Override
    protected void check(byte[] input) {
        parsed(() -> ValueCodec.decode(input)).ifPresent(value -> {
            assertThat(ValueCodec.encode(value)).isEqualTo(input);
            parsed(() -> Json.print(value))
                    .ifPresent(text -> assertThat(Json.parse(text)).isEqualTo(value));
            if (value instanceof Value.Document document) {
                parsed(() -> Bson.encode(document))
                        .ifPresent(bson -> assertThat((Value) Bson.decode(bson)).isEqualTo(document));
            }
            if (value instanceof Value.Array array) {
                ordersKeysAsValues(array.values());
            }
        });
    }

    private static void ordersKeysAsValues(List<Value> values) {
        for (int i = 1; i < values.size(); i++) {
            int expected = Integer.signum(values.get(i - 1).compareTo(values.get(i)));
            byte[] left = key(values.get(i - 1), Integer.MAX_VALUE);
            byte[] right = key(values.get(i), Integer.MAX_VALUE);
            assertThat(Integer.signum(Arrays.compareUnsigned(left, right))).isEqualTo(expected);
            byte[] cutLeft = key(values.get(i - 1), INDEX_BYTES_MAX);
            byte[] cutRight = key(values.get(i), INDEX_BYTES_MAX);
            assertThat(Integer.signum(Arrays.compareUnsigned(cutLeft, cutRight)))
                    .isIn(0, expected);
        }
    }

    private static byte[] key(Value value, int bytesMax) {
        ByteWriter out = new ByteWriter();
        KeyCodec.appendTruncated(out, value, bytesMax);
        byte[] key = out.toBytes();
        assertThat(key).hasSizeLessThanOrEqualTo(bytesMax);
        assertThat(KeyCodec.endOfValue(key, 0)).isEqualTo(key.length);
        return key;
    }
}
