package io.cairn.node.shell;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.sql.SqlColumn;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.sql.SqlType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Answers every statement with itself; {@code fail} fails and {@code wait} waits until it is interrupted. */
final class FakeSession implements Session {
    final List<String> statements = Collections.synchronizedList(new ArrayList<>());
    final CountDownLatch interrupted = new CountDownLatch(1);
    private @Nullable Long at;

    static SqlResult result(List<String> names, List<List<@Nullable String>> rows) {
        List<SqlColumn> columns = names.stream()
                .map(name -> new SqlColumn(name, name.equals("n") ? SqlType.INTEGER : SqlType.VARCHAR, 0, 0, true))
                .toList();
        return new SqlResult(columns, rows, 0);
    }

    @Override
    public Answer run(String statement) {
        statements.add(statement);
        if (statement.startsWith("fail")) {
            throw new CairnException.Refused("sql-42703", "statement", "Column \"x\" not found");
        }
        if (statement.startsWith("wait")) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException stop) {
                interrupted.countDown();
                throw new CairnException.Unavailable("interrupted", "interrupted");
            }
        }
        return new Answer.Rows(
                result(List.of("said"), List.of(List.of(statement))), at == null ? 7 : at, Hash.ZERO, "proved", () ->
                        new byte[] {1, 2, 3});
    }

    @Override
    public SqlResult ask(String question) {
        return result(List.of("table", "column"), List.of(List.of("birds", "weight"), List.of("birds", "Wing Span")));
    }

    @Override
    public String block() {
        return "";
    }

    @Override
    public void abandon() {
        // Nothing is kept.
    }

    @Override
    public void readAt(@Nullable Long height) {
        at = height;
    }

    @Override
    public String name() {
        return "db";
    }

    @Override
    public List<String> about() {
        return List.of("a database of a test");
    }
}
