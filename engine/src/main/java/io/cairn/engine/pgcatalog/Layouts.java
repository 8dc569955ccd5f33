package io.cairn.engine.pgcatalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.StringTokenizer;

/** The system tables of PostgreSQL 15, read from a list that comes with the program. */
final class Layouts {
    private static final String RESOURCE = "postgresql-15.tsv";

    /** All of them, sorted by schema and name. */
    static final List<TableLayout> ALL = read();

    private Layouts() {}

    private static List<TableLayout> read() {
        try (InputStream in = Objects.requireNonNull(Layouts.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE, e);
        }
    }

    private static List<TableLayout> parse(String text) {
        List<TableLayout> layouts = new ArrayList<>();
        StringTokenizer lines = new StringTokenizer(text, "\n");
        while (lines.hasMoreTokens()) {
            List<String> fields = fields(lines.nextToken());
            switch (fields.getFirst()) {
                case "table" ->
                    layouts.add(new TableLayout(
                            Integer.parseInt(fields.get(1)),
                            fields.get(2),
                            fields.get(3),
                            fields.get(4),
                            new ArrayList<>(),
                            new ArrayList<>()));
                case "column" ->
                    layouts.getLast()
                            .columns()
                            .add(new ColumnLayout(
                                    fields.get(1), fields.get(2), fields.get(3).equals("t")));
                case "row" -> layouts.getLast().rows().add(fields.subList(1, fields.size()));
                default -> {
                    // A comment.
                }
            }
        }
        return List.copyOf(layouts);
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        int from = 0;
        for (int tab = line.indexOf('\t'); tab >= 0; tab = line.indexOf('\t', from)) {
            fields.add(line.substring(from, tab));
            from = tab + 1;
        }
        fields.add(line.substring(from));
        return fields;
    }
}
