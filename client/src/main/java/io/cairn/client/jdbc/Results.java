package io.cairn.client.jdbc;

import io.cairn.client.api.Fate;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.sql.SqlResult;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;

/** What statements did, from the fate of the mutation that held them. */
final class Results {
    private Results() {}

    static List<SqlResult> of(List<SqlText> texts, Fate fate) {
        long each = texts.size() == 1 ? fate.changed() : Statement.SUCCESS_NO_INFO;
        return Collections.nCopies(texts.size(), new SqlResult(List.of(), List.of(), each));
    }
}
