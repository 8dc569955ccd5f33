package io.cairn.node.pgtype;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.fuzz.FuzzTarget;
import io.cairn.node.pgtype.SqlType.Kind;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Any bytes as a value of any type: they are refused with a SQLSTATE, or what is written of the value reads as itself,
 * in both encodings. The first byte chooses the type, its highest bit the encoding.
 */
class ValueFuzzTest extends FuzzTarget {
    private static final int TEXT = 0x80;
    private static final int ARRAY = 0x40;

    @Override
    protected void check(byte[] input) {
        if (input.length == 0) {
            return;
        }
        Kind kind = Kind.values()[(input[0] & 0x3F) % Kind.values().length];
        boolean array = (input[0] & ARRAY) != 0 && kind != Kind.UNKNOWN && kind != Kind.VOID;
        SqlType type = new SqlType(kind, array);
        byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
        Cell cell = read(() -> (input[0] & TEXT) != 0
                ? TextFormat.STANDARD.read(type, BinaryFormat.text(bytes))
                : BinaryFormat.read(type, bytes));
        if (cell.isNull()) {
            return;
        }
        String text = TextFormat.STANDARD.write(type, cell);
        assertThat(TextFormat.STANDARD.read(type, text)).as(text).isEqualTo(cell);
        if (kind != Kind.CHAR) {
            assertThat(BinaryFormat.read(type, BinaryFormat.write(type, cell))).isEqualTo(cell);
        }
    }

    private static Cell read(Supplier<Cell> reader) {
        try {
            return reader.get();
        } catch (SqlFailure refusal) {
            assertThat(refusal.state()).matches("[0-9A-Z]{5}").doesNotStartWith("XX");
            return Cell.Special.NULL;
        }
    }
}
