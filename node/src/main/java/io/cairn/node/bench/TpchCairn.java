package io.cairn.node.bench;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.sql.SqlStatement;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Our engine on a tree in memory, in this process. */
final class TpchCairn implements TpchServer {
    private static final int LOAD_ROWS = 5_000;

    private final SqlState state = new SqlState();

    @Override
    public String name() {
        return "cairn";
    }

    @Override
    public void load(Map<String, Path> files) {
        TpchQueries.TABLES.forEach(table -> state.change(SqlStatement.of(table)));
        TpchQueries.INDEXES.forEach(index -> state.change(SqlStatement.of(index)));
        files.forEach((table, file) -> {
            try (BufferedReader lines = Files.newBufferedReader(file)) {
                StringBuilder batch = new StringBuilder();
                int count = 0;
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    batch.append(line).append('\n');
                    if (++count % LOAD_ROWS == 0) {
                        copy(table, batch);
                    }
                }
                copy(table, batch);
            } catch (IOException e) {
                throw new CairnException.Unavailable("bench-failed", "cannot read rows: " + e.getMessage(), e);
            }
        });
    }

    private void copy(String table, StringBuilder batch) {
        if (!batch.isEmpty()) {
            state.change(new SqlStatement("copy " + table + " from stdin", List.of(new Value.Text(batch.toString()))));
            batch.setLength(0);
        }
    }

    @Override
    public Answered answer(String query, int times) {
        SqlResult result = state.query(SqlStatement.of(query));
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            long begin = System.nanoTime();
            result = state.query(SqlStatement.of(query));
            nanos.add(System.nanoTime() - begin);
        }
        List<List<String>> rows = result.rows().stream()
                .map(row -> row.stream().map(String::valueOf).toList())
                .toList();
        return new Answered(rows, nanos);
    }

    @Override
    public void close() {}
}
