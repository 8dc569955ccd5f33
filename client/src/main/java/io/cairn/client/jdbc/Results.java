package io.cairn.client.jdbc;

import io.cairn.client.api.Fate;
import io.cairn.engine.log.StatementResult;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.sql.SqlColumn;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.sql.SqlType;
import java.util.ArrayList;
import java.util.List;

/** What statements did, from the fate of the mutation that held them. */
final class Results {
    private Results() {}

    static List<SqlResult> of(List<SqlText> texts, Fate fate) {
        if (fate.results().size() == texts.size()) {
            return fate.results().stream().map(Results::result).toList();
        }
        // One that answered nothing: what the mutation changed is what it changed.
        return List.of(new SqlResult(List.of(), List.of(), fate.changed()));
    }

    private static SqlResult result(StatementResult result) {
        List<SqlColumn> columns = new ArrayList<>();
        for (int i = 0; i < result.columns().size(); i++) {
            SqlType type = SqlType.named(result.types().get(i));
            columns.add(new SqlColumn(result.columns().get(i), type, 0, 0, true));
        }
        return new SqlResult(columns, result.rows(), result.changed());
    }
}
