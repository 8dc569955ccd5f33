package io.cairn.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.ByteWriter;
import io.cairn.h2.message.DbException;
import io.cairn.h2.result.SortOrder;
import io.cairn.h2.table.IndexColumn;
import io.cairn.h2.value.CompareMode;
import io.cairn.h2.value.TypeInfo;
import io.cairn.h2.value.Value;
import io.cairn.h2.value.ValueDecfloat;
import io.cairn.h2.value.ValueNull;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes of index fields against H2's own comparison, which decides what a statement answers. */
final class FieldCodecTest {
    private static final int ROUNDS = Boolean.getBoolean("cairn.full") ? 500_000 : 5_000;
    private static final CompareMode COMPARE = CompareMode.getInstance(null, 0);
    private static final CastSettings CASTS = new CastSettings();

    private static byte[] field(Value value, int sortType) {
        ByteWriter out = new ByteWriter(32);
        FieldCodec.append(out, new IndexColumn("c", sortType), value);
        return out.toBytes();
    }

    private static int compare(Value one, Value other) {
        return Integer.signum(one.compareTo(other, CASTS, COMPARE));
    }

    private static int bytes(byte[] one, byte[] other) {
        return Integer.signum(Arrays.compareUnsigned(one, other));
    }

    private static String shown(long seed, Value one, Value other) {
        return "seed " + seed + ": " + Value.getTypeName(one.getValueType()) + " " + one.getTraceSQL() + " and "
                + Value.getTypeName(other.getValueType()) + " " + other.getTraceSQL();
    }

    @ParameterizedTest
    @EnumSource
    void bytesOrderValuesAsH2ComparesThem(SqlValues values) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            Value one = values.next(random);
            Value other = values.next(random);
            int expected = compare(one, other);
            if (bytes(field(one, 0), field(other, 0)) != expected
                    || bytes(field(one, SortOrder.DESCENDING), field(other, SortOrder.DESCENDING)) != -expected) {
                throw new AssertionError(shown(seed, one, other));
            }
        }
    }

    /** So the next field of a key begins where it should, whatever stands in this one. */
    @ParameterizedTest
    @EnumSource
    void noFieldBeginsAnother(SqlValues values) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            Value one = values.next(random);
            Value other = values.next(random);
            int sortType = random.nextBoolean() ? 0 : SortOrder.DESCENDING;
            byte[] shorter = field(one, sortType);
            byte[] longer = field(other, sortType);
            if (shorter.length < longer.length && Arrays.mismatch(shorter, longer) == shorter.length) {
                throw new AssertionError(shown(seed, one, other));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void nullsGoWhereTheOrderPutsThem(SqlValues values) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            Value value = values.next(random);
            for (int order : new int[] {SortOrder.ASCENDING, SortOrder.DESCENDING}) {
                int byDefault = order == SortOrder.DESCENDING ? -1 : 1;
                assertThat(nullAgainst(value, order))
                        .as(shown(seed, value, value))
                        .isEqualTo(byDefault);
                assertThat(nullAgainst(value, order | SortOrder.NULLS_FIRST)).isEqualTo(-1);
                assertThat(nullAgainst(value, order | SortOrder.NULLS_LAST)).isEqualTo(1);
            }
        }
    }

    private static int nullAgainst(Value value, int sortType) {
        return bytes(field(ValueNull.INSTANCE, sortType), field(value, sortType));
    }

    /**
     * A search for values of another type than the column's: the entry of whatever H2 takes for a match lies within the
     * bounds.
     */
    @ParameterizedTest
    @EnumSource
    void boundsLeaveNoMatchOut(SqlValues column) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        SqlValues[] kinds = SqlValues.values();
        for (int i = 0; i < ROUNDS; i++) {
            Value stored = column.next(random);
            Value wanted = random.nextInt(8) == 0 ? asText(stored) : kinds[random.nextInt(kinds.length)].next(random);
            int compared;
            try {
                compared = compare(stored, wanted);
            } catch (DbException notComparable) {
                continue;
            }
            Value low = FieldCodec.bound(wanted, stored.getType(), true, CASTS);
            Value high = FieldCodec.bound(wanted, stored.getType(), false, CASTS);
            boolean below = low != null && bytes(field(stored, 0), field(low, 0)) < 0;
            boolean above = high != null && bytes(field(stored, 0), field(high, 0)) > 0;
            if ((compared >= 0 && below) || (compared <= 0 && above)) {
                throw new AssertionError(shown(seed, stored, wanted) + ": bounds " + low + " and " + high);
            }
        }
    }

    /** Powers of ten that nobody can write out. */
    @ParameterizedTest
    @ValueSource(strings = {"1E+999999999", "-1E+999999999", "1E-999999999", "-1E-999999999", "0E+999999999"})
    void boundsOfFarPowersOfTenCostNothing(String number) {
        Value wanted = ValueDecfloat.get(new BigDecimal(number));
        for (SqlValues column : EnumSet.of(SqlValues.INTEGER, SqlValues.BIGINT, SqlValues.NUMERIC)) {
            TypeInfo type = column.next(new Random(1)).getType();
            Value low = FieldCodec.bound(wanted, type, true, CASTS);
            Value high = FieldCodec.bound(wanted, type, false, CASTS);
            assertThat(low == null || compare(low, wanted) <= 0).isTrue();
            assertThat(high == null || compare(high, wanted) >= 0).isTrue();
        }
    }

    private static Value asText(Value stored) {
        return stored.convertTo(TypeInfo.TYPE_VARCHAR, CASTS);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                Value.CLOB,
                Value.BLOB,
                Value.DECFLOAT,
                Value.JSON,
                Value.INTERVAL_DAY,
                Value.ARRAY,
                Value.ROW,
                Value.GEOMETRY,
                Value.JAVA_OBJECT,
            })
    void otherTypesAreInNoIndex(int type) {
        assertThat(FieldCodec.isIndexable(TypeInfo.getTypeInfo(type))).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeOfThisTestCanBeIndexed(SqlValues values) {
        assertThat(FieldCodec.isIndexable(values.next(new Random(1)).getType())).isTrue();
    }
}
