package io.cairn.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.model.CairnException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What PostgreSQL's clients ask of its catalog, recorded from PostgreSQL 15 with its answers, and asked here about the
 * same tables. Numbers of objects stand as names in braces. A statement behind {@code =!} has another answer here, for
 * the reason given; it must run all the same.
 */
final class RecordedStatementsTest {
    private static final String ANSWER = "=> ";
    private static final String OTHER = "=! ";

    private final SqlState state = new SqlState();
    private final Map<String, String> numbers = new TreeMap<>();

    private static String resource(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(RecordedStatementsTest.class.getResourceAsStream("/pgcatalog/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"psql.txt", "jdbc.txt"})
    void clientsAreAnsweredAsByPostgresql(String file) throws IOException {
        for (String statement : resource("schema.sql").strip().split(";\n")) {
            state.change(statement);
        }
        numberObjects();
        List<String> wrong = new ArrayList<>();
        for (String recorded : resource(file).split("\n\n")) {
            check(recorded, wrong);
        }
        assertThat(wrong).isEmpty();
    }

    private void numberObjects() {
        for (String row : state.rows("select oid, relname from pg_class where oid >= 16384"
                + " union all select oid, typname from pg_type where oid >= 16384")) {
            numbers.put(row.substring(row.indexOf('|') + 1), row.substring(0, row.indexOf('|')));
        }
    }

    private void check(String recorded, List<String> wrong) {
        List<String> lines = recorded.lines().toList();
        List<String> expected = lines.stream()
                .filter(line -> line.startsWith(ANSWER))
                .map(line -> line.substring(ANSWER.length()))
                .sorted()
                .toList();
        String statement = String.join(
                "\n",
                lines.stream()
                        .filter(line -> !line.startsWith(ANSWER) && !line.startsWith(OTHER))
                        .toList());
        for (Map.Entry<String, String> number : numbers.entrySet()) {
            statement = statement.replace("{" + number.getKey() + "}", number.getValue());
        }
        try {
            List<String> found =
                    state.rows(statement).stream().map(this::named).sorted().toList();
            if (!recorded.startsWith(OTHER) && !found.equals(expected)) {
                wrong.add(statement + "\nexpected " + expected + "\nfound    " + found + "\n");
            }
        } catch (CairnException refused) {
            wrong.add(statement + "\n" + refused.getMessage() + "\n");
        }
    }

    private String named(String row) {
        String named = row;
        for (Map.Entry<String, String> number : numbers.entrySet()) {
            named = named.replaceAll("\\b" + number.getValue() + "\\b", "{" + number.getKey() + "}");
        }
        return named;
    }
}
