package io.cairn.node.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** PostgreSQL through psql, which says how long each statement took from sending it to its last row. */
record TpchPostgres(PgClient client) implements TpchServer {
    private static final String TIME = "Time: ";
    private static final double NANOS_PER_MILLI = 1e6;

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public void load(Map<String, Path> files) {
        List<String> statements = new ArrayList<>(TpchQueries.TABLES);
        files.forEach((table, file) -> statements.add("\\copy " + table + " from '" + file.toAbsolutePath() + "'"));
        statements.addAll(TpchQueries.INDEXES);
        statements.add("vacuum analyze");
        client.sql(statements.toArray(new String[0]));
    }

    @Override
    public Answered answer(String query, int times) {
        List<String> statements = new ArrayList<>(List.of("\\timing on", "\\pset fieldsep '\\t'"));
        for (int i = 0; i <= times; i++) {
            statements.add(query);
        }
        List<List<String>> rows = new ArrayList<>();
        List<Long> nanos = new ArrayList<>();
        for (String line : client.sql(statements.toArray(new String[0])).split("\n", -1)) {
            if (line.startsWith(TIME)) {
                String millis = line.substring(TIME.length(), line.indexOf(' ', TIME.length()));
                nanos.add(Math.round(Double.parseDouble(millis) * NANOS_PER_MILLI));
            } else if (nanos.size() == times && !line.isEmpty()) {
                rows.add(Arrays.asList(line.split("\t", -1)));
            }
        }
        return new Answered(rows, nanos.subList(1, nanos.size()));
    }

    @Override
    public void close() {}
}
