package io.cairn.node.pgtype;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Both encodings, beside what PostgreSQL 15 wrote: each line of {@code postgresql-15.tsv} has a type, the text of a
 * value in UTC, and what the type's send function made of it.
 */
final class PostgresFormatsTest {
    @TestFactory
    Stream<DynamicTest> writesAndReadsWhatPostgresqlWrote() throws IOException {
        List<String> lines = lines();
        assertThat(lines).hasSizeGreaterThan(300);
        return lines.stream().map(line -> DynamicTest.dynamicTest(line, () -> check(line)));
    }

    private static void check(String line) {
        String[] parts = line.split("\t", -1);
        SqlType type = type(parts[0]);
        byte[] binary = HexFormat.of().parseHex(parts[2]);
        Cell fromText = TextFormat.STANDARD.read(type, parts[1]);
        Cell fromBinary = BinaryFormat.read(type, binary);
        assertThat(TextFormat.STANDARD.write(type, fromBinary)).isEqualTo(parts[1]);
        assertThat(HexFormat.of().formatHex(BinaryFormat.write(type, fromText))).isEqualTo(parts[2]);
        assertThat(fromText).isEqualTo(fromBinary);
    }

    private static SqlType type(String name) {
        boolean array = name.endsWith("[]");
        String kind = (array ? name.substring(0, name.length() - 2) : name).toUpperCase(Locale.ROOT);
        return new SqlType(SqlType.Kind.valueOf(kind), array);
    }

    private static List<String> lines() throws IOException {
        try (InputStream in = PostgresFormatsTest.class.getResourceAsStream("postgresql-15.tsv")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
