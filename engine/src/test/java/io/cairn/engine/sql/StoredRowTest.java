package io.cairn.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.h2.table.Column;
import io.cairn.h2.value.Value;
import io.cairn.h2.value.ValueNull;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Cells of a row are the same in whichever order they are asked for. */
final class StoredRowTest {
    private static final int ROUNDS = Boolean.getBoolean("cairn.full") ? 100_000 : 2_000;

    @Test
    void cellsAreThoseThatWereStored() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            List<Value> stored = new ArrayList<>();
            ByteWriter out = new ByteWriter(64);
            int before = random.nextInt(5);
            out.bytes(new byte[before]);
            int count = random.nextInt(9);
            for (int i = 0; i < count; i++) {
                SqlValues kind = SqlValues.values()[random.nextInt(SqlValues.values().length)];
                Value value = random.nextInt(5) == 0 ? ValueNull.INSTANCE : kind.next(random);
                stored.add(value);
                CellCodec.write(out, value);
            }
            StoredRow row = row(stored, out.toBytes(), before, random.nextInt(3));
            for (int asked = random.nextInt(20); asked > 0; asked--) {
                int column = random.nextInt(row.getColumnCount() + 1) - 1;
                Value wanted = column < 0 ? null : column < count ? stored.get(column) : ValueNull.INSTANCE;
                if (wanted != null) {
                    assertThat(row.getValue(column)).as("seed " + seed).isEqualTo(wanted);
                }
            }
            assertThat(Arrays.asList(row.getValueList()).subList(0, count))
                    .as("seed " + seed)
                    .isEqualTo(stored);
        }
    }

    private static StoredRow row(List<Value> stored, byte[] bytes, int before, int later) {
        int count = stored.size();
        Value[] values = new Value[count + later];
        Arrays.fill(values, count, values.length, ValueNull.INSTANCE);
        Column[] columns = new Column[values.length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = new Column("c" + i, i < count ? stored.get(i).getType() : ValueNull.INSTANCE.getType());
        }
        ByteReader in = new ByteReader(bytes);
        in.skip(before);
        return new StoredRow(values, in, bytes, count, columns, new CastSettings());
    }
}
