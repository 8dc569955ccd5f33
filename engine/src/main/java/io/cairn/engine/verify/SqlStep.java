package io.cairn.engine.verify;

import io.cairn.engine.codec.Json;
import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.ReadPurpose;
import io.cairn.engine.mutation.SqlFields;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.state.PrivateTransaction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks a node for before it runs the next statement of a private transaction: the pages that the
 * statement touches. The node runs it on a copy of its own, which it keeps for a while.
 *
 * @param height of the block whose state is copied; null for the newest, where this is the first statement
 * @param sender who will sign
 * @param seed what random numbers come from
 * @param timeMillis what {@code now()} is
 * @param prefix names the statements that were run before this one
 * @param before those statements, or null where the node should have a copy on which they were run
 * @param statement the next statement
 * @param describes whether it is only to be described
 * @param catalogs names of the catalogs that the client has, whose pages it does not need
 */
public record SqlStep(
        @Nullable Long height,
        Account sender,
        Hash seed,
        long timeMillis,
        Hash prefix,
        @Nullable List<SqlText> before,
        SqlText statement,
        boolean describes,
        List<Hash> catalogs) {

    /** The prefix of a transaction without statements. */
    public static final Hash NOTHING_BEFORE = Hash.ZERO;

    /** Copies the lists. */
    public SqlStep {
        before = before == null ? null : List.copyOf(before);
        catalogs = List.copyOf(catalogs);
    }

    /** The prefix of what comes behind a statement that was run. */
    public static Hash behind(Hash prefix, SqlText statement) {
        // Without what it led to: the node finds that itself. As JSON, since a COPY is larger than a value may be.
        SqlText bare = new SqlText(statement.text(), statement.parameters());
        String fields = Json.print(SqlFields.write(List.of(bare)));
        return Sha256.hash(prefix.toBytes(), fields.getBytes(StandardCharsets.UTF_8));
    }

    /** Names all that the step comes to, once it is known which block's state is copied. */
    public Hash name(String database) {
        String fields = Json.print(Value.Document.builder()
                .put("database", database)
                .put("sender", sender.text())
                .put("seed", seed.hex())
                .put("time", timeMillis)
                .put("behind", behind(prefix, statement).hex())
                .put("describes", Value.of(describes))
                .build());
        return Sha256.hash(fields.getBytes(StandardCharsets.UTF_8));
    }

    /** What the copy begins with, on the state after a block. */
    public PrivateTransaction.Start start(long base) {
        return new PrivateTransaction.Start(sender, base, seed, timeMillis);
    }

    /** What is signed where reads are on record. */
    public Operation.ReadSql read(String database) {
        SqlText asked =
                new SqlText(describes ? "DESCRIBE " + statement.text() : statement.text(), statement.parameters());
        return new Operation.ReadSql(database, asked, ReadPurpose.STEP, height);
    }

    /** The same question for a node that has no copy and shall not leave out any catalog. */
    public SqlStep whole(List<SqlText> statements) {
        return new SqlStep(height, sender, seed, timeMillis, prefix, statements, statement, describes, List.of());
    }

    /** The fields of a request. */
    public Value.Document toFields() {
        Value.Document.Builder fields = Value.Document.builder()
                .put("sender", sender.text())
                .put("seed", seed.hex())
                .put("time", timeMillis)
                .put("prefix", prefix.hex())
                .put("statement", SqlFields.write(List.of(statement)))
                .put("catalogs", CatalogNames.toValue(catalogs));
        if (height != null) {
            fields.put("at", height);
        }
        if (before != null) {
            fields.put("before", before.isEmpty() ? new Value.Array(List.of()) : SqlFields.write(before));
        }
        if (describes) {
            fields.put("describes", Value.of(true));
        }
        return fields.build();
    }

    /** The inverse of {@link #toFields}; other fields are the caller's. {@code query-malformed} where one is wrong. */
    public static SqlStep of(Value.Document fields) {
        if (!(fields.get("sender") instanceof Value.Text sender)
                || !(fields.get("time") instanceof Value.Int time)
                || time.value() < 0
                || !(fields.get("statement") instanceof Value.Array statement)) {
            throw malformed("sender", "a step has a sender, a time and a statement");
        }
        Value height = fields.get("at");
        if (height != null && !(height instanceof Value.Int number && number.value() >= 0)) {
            throw malformed("at", "a height is a number of at least 0");
        }
        return new SqlStep(
                height == null ? null : ((Value.Int) height).value(),
                Account.parse(sender.value()),
                hash(fields.get("seed"), "seed"),
                time.value(),
                hash(fields.get("prefix"), "prefix"),
                before(fields.get("before")),
                SqlFields.statements(statement.values(), "statement").getFirst(),
                Value.of(true).equals(fields.get("describes")),
                CatalogNames.of(fields.get("catalogs")));
    }

    private static @Nullable List<SqlText> before(@Nullable Value given) {
        if (given == null) {
            return null;
        }
        if (!(given instanceof Value.Array statements)) {
            throw malformed("before", "the statements before are an array");
        }
        return statements.values().isEmpty() ? List.of() : SqlFields.statements(statements.values(), "before");
    }

    private static Hash hash(@Nullable Value value, String at) {
        if (value instanceof Value.Text text) {
            return Hash.parse(text.value());
        }
        throw malformed(at, "a hash is 64 hexadecimal digits");
    }

    private static CairnException malformed(String at, String why) {
        return new CairnException.Incorrect("query-malformed", at, why);
    }
}
