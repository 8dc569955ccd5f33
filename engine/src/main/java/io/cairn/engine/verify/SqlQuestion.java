package io.cairn.engine.verify;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.log.Header;
import io.cairn.engine.model.Value;
import io.cairn.engine.sql.Rights;
import io.cairn.engine.sql.SqlContext;
import io.cairn.engine.sql.SqlEngine;
import io.cairn.engine.sql.SqlLimits;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.sql.SqlStatement;
import io.cairn.engine.view.MapView;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A question in SQL. Prover and verifier find the result by the same {@link #run}, each on an engine that has met no
 * catalog, so that both load the same pages.
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

    /** The result over the state after a block, whose time is the statement's, for a caller who may read everything. */
    public SqlResult run(MapView state, Header header) {
        return run(state, header, Rights.unlimited());
    }

    /** The result as far as somebody may read it. */
    public SqlResult run(MapView state, Header header, Rights rights) {
        SqlContext context =
                new SqlContext(header.timeMillis(), seed(header), caller, SqlLimits.forQueries(), rights);
        return new SqlEngine().query(state, context, new SqlStatement(text, parameters));
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
