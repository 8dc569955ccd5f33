package io.cairn.engine.verify;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.log.Header;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.sql.Rights;
import io.cairn.engine.sql.SqlContext;
import io.cairn.engine.sql.SqlEngine;
import io.cairn.engine.sql.SqlLimits;
import io.cairn.engine.sql.SqlPast;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.sql.SqlStatement;
import io.cairn.engine.sql.SqlTarget;
import io.cairn.engine.sql.TimeTravel;
import io.cairn.engine.view.MapView;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A question in SQL. Prover and verifier find the result by the same {@link #run}, on engines that both have the
 * catalog at hand or both do not, so that both load the same pages.
 *
 * @param database the address of the database
 * @param text the statement
 * @param parameters the values of its parameters
 * @param caller who asks, as the text of an account; empty for nobody in particular
 */
public record SqlQuestion(String database, String text, List<Value> parameters, String caller) {
    /** Copies the list. */
    public SqlQuestion {
        parameters = List.copyOf(parameters);
    }

    /** A question of nobody in particular. */
    public SqlQuestion(String database, String text, List<Value> parameters) {
        this(database, text, parameters, "");
    }

    /** The states that the statement is about; fails as {@link SqlTarget#of} does. */
    public SqlTarget target() {
        return SqlTarget.of(statement());
    }

    private SqlStatement statement() {
        return new SqlStatement(text, parameters);
    }

    /** What the statement may know beside the state after a block. */
    public SqlContext context(Header header, Rights rights) {
        return new SqlContext(header.timeMillis(), seed(header), caller, SqlLimits.forQueries()).with(rights);
    }

    /**
     * The result over the state after a block, whose time is the statement's.
     *
     * @param engine runs the statement, unless that is about several states
     * @param past the states before, and whose they are
     * @param rights what the caller may read; who is limited may not ask whose changes the past holds
     */
    public SqlResult run(SqlEngine engine, MapView state, Header header, SqlPast past, Rights rights) {
        SqlContext context = context(header, rights);
        SqlTarget target = target();
        boolean isOfRows = target instanceof SqlTarget.History || target instanceof SqlTarget.Difference;
        if (isOfRows && rights.limitsReading()) {
            throw new CairnException.Refused(
                    "sql-42501",
                    "statement",
                    "permission denied for the history of rows: the reader's rights are limited");
        }
        return switch (target) {
            case SqlTarget.Asked _, SqlTarget.Block _, SqlTarget.Time _ ->
                engine.query(state, context.with(rights.about(state, header.height())), statement());
            case SqlTarget.History _ -> TimeTravel.history(state, header.height(), context, statement(), past);
            case SqlTarget.Reads _ -> TimeTravel.reads(state, context, statement(), past);
            case SqlTarget.Difference heights -> TimeTravel.difference(heights, context, statement(), past);
        };
    }

    /** What random numbers come from: the block and the text, neither of which a node can choose for a question. */
    private long seed(Header header) {
        byte[] source = new ByteWriter(64)
                .bytes(header.hash().toBytes())
                .bytes(text.getBytes(StandardCharsets.UTF_8))
                .toBytes();
        return new ByteReader(Sha256.hash(source).toBytes()).u64();
    }
}
