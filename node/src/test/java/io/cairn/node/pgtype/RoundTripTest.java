package io.cairn.node.pgtype;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.node.pgtype.SqlType.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written of a value reads as the same value, in both encodings and in any zone. */
final class RoundTripTest {
    private static final int VALUES = Boolean.getBoolean("cairn.full") ? 100_000 : 1_000;
    private static final List<String> ZONES = List.of("UTC", "Europe/Zurich", "Asia/Kathmandu", "America/St_Johns");

    static Stream<SqlType> types() {
        return Stream.of(Kind.values())
                .flatMap(kind -> kind == Kind.UNKNOWN || kind == Kind.VOID
                        ? Stream.of(SqlType.of(kind))
                        : Stream.of(SqlType.of(kind), SqlType.arrayOf(kind)));
    }

    @ParameterizedTest
    @MethodSource("types")
    void readsWhatItWrote(SqlType type) {
        for (long seed = 0; seed < (type.array() ? VALUES / 5 : VALUES); seed++) {
            Random random = new Random(seed);
            Cell cell = type.array() ? array(type.kind(), random) : single(type.kind(), random);
            String what = type.typeName() + " of seed " + seed + ": " + cell;
            assertThat(BinaryFormat.read(type, BinaryFormat.write(type, cell)))
                    .as(what)
                    .isEqualTo(cell);
            // Clocks that are set back show one time twice: there a text in a zone still names its offset.
            ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
            TextFormat format = new TextFormat(zone, 1, random.nextBoolean());
            String text = format.write(type, cell);
            assertThat(format.read(type, text)).as("%s as %s", what, text).isEqualTo(cell);
        }
    }

    private static Cell array(Kind kind, Random random) {
        List<Integer> dimensions = new ArrayList<>();
        int count = 1;
        for (int i = random.nextInt(4); i >= 0; i--) {
            dimensions.add(1 + random.nextInt(3));
            count *= dimensions.getLast();
        }
        if (random.nextInt(10) == 0) {
            return Cell.Array.of(List.of());
        }
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            cells.add(random.nextInt(5) == 0 ? Cell.Special.NULL : single(kind, random));
        }
        return new Cell.Array(cells, dimensions);
    }

    private static Cell single(Kind kind, Random random) {
        return switch (kind) {
            case BOOL -> new Cell.Bool(random.nextBoolean());
            case INT2 -> new Cell.Int((short) random.nextInt());
            case INT4 -> new Cell.Int(random.nextInt());
            case INT8 -> new Cell.Int(random.nextLong());
            case OID -> new Cell.Int(random.nextInt() & 0xFFFF_FFFFL);
            case FLOAT4 -> new Cell.Real(Float.intBitsToFloat(random.nextInt()));
            case FLOAT8 -> new Cell.Double(Double.longBitsToDouble(random.nextLong()));
            case NUMERIC -> numeric(random);
            case BYTEA -> new Cell.Bytes(new BigInteger(random.nextInt(80), random).toByteArray());
            case DATE ->
                random.nextInt(20) == 0
                        ? new Cell.Day(random.nextBoolean() ? Integer.MAX_VALUE : Integer.MIN_VALUE)
                        : new Cell.Day(random.nextInt(-2_451_545, 20_000_000));
            case TIME -> new Cell.Time(random.nextLong(PgEpoch.MICROS_PER_DAY + 1));
            case TIMETZ ->
                new Cell.ZonedTime(random.nextLong(PgEpoch.MICROS_PER_DAY + 1), random.nextInt(-57_599, 57_600));
            case TIMESTAMP, TIMESTAMPTZ ->
                random.nextInt(20) == 0
                        ? new Cell.Stamp(random.nextBoolean() ? Long.MAX_VALUE : Long.MIN_VALUE)
                        : new Cell.Stamp(random.nextLong(-211_000_000_000_000_000L, 9_223_000_000_000_000_000L));
            case INTERVAL -> new Cell.Interval(random.nextInt(), random.nextInt(), random.nextLong());
            case UUID -> new Cell.Uuid(new UUID(random.nextLong(), random.nextLong()));
            case CHAR -> new Cell.Text(String.valueOf((char) random.nextInt(1, 128)));
            case NAME, TEXT, VARCHAR, BPCHAR, JSON, JSONB, UNKNOWN -> new Cell.Text(text(random));
            case VOID -> new Cell.Text("");
        };
    }

    private static Cell numeric(Random random) {
        int kind = random.nextInt(30);
        if (kind < 3) {
            return List.of(Cell.Special.NAN, Cell.Special.INFINITY, Cell.Special.NEGATIVE_INFINITY)
                    .get(kind);
        }
        BigInteger digits = new BigInteger(random.nextInt(300), random);
        return new Cell.Numeric(new BigDecimal(random.nextBoolean() ? digits : digits.negate(), random.nextInt(60)));
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(
                    switch (random.nextInt(4)) {
                        case 0 -> "{},\"\\ \t\n'N".charAt(random.nextInt(10));
                        case 1 -> (char) random.nextInt(0xA0, 0xD000);
                        default -> (char) random.nextInt(0x20, 0x7F);
                    });
        }
        return text.toString();
    }
}
