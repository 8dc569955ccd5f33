package io.cairn.node.pgwire;

import io.cairn.node.pgtype.SqlFailure;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/** Query: statements in one text, which are a transaction together. */
final class SimpleProtocol {
    private final Executor executor;
    private final Held held;
    private final FrameOutput out;

    SimpleProtocol(Executor executor, Held held, FrameOutput out) {
        this.executor = executor;
        this.held = held;
        this.out = out;
    }

    void query(byte[] bytes) throws IOException {
        Body body = new Body(bytes);
        String sql = body.string();
        body.end();
        held.closeStatement("");
        held.closePortal("");
        List<Lexer.Statement> all = Lexer.statements(sql);
        if (all.size() > 1) {
            executor.together();
        }
        Iterator<Lexer.Statement> statements = all.iterator();
        if (!statements.hasNext()) {
            Ending.EMPTY.send(out);
        }
        while (statements.hasNext()) {
            Lexer.Statement statement = statements.next();
            Ending ending = run(sql, statement);
            if (!statements.hasNext()) {
                // Before the last statement is called complete, so that a failure to commit is told in its place.
                executor.settle();
            }
            ending.send(out);
        }
    }

    private Ending run(String sql, Lexer.Statement statement) throws IOException {
        try {
            Portal portal = Portal.simple(CommandParser.parse(statement.text()));
            try {
                return executor.run(portal, 0, false);
            } finally {
                portal.close();
            }
        } catch (SqlFailure failure) {
            throw shifted(failure, sql, statement.start());
        }
    }

    /** With its position counted in the whole text. */
    static SqlFailure shifted(SqlFailure failure, String sql, int start) {
        return failure.position() == 0 ? failure : failure.at(failure.position() + sql.codePointCount(0, start));
    }
}
