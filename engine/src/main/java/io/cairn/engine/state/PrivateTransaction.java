package io.cairn.engine.state;

import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.SqlBase;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.record.DatabaseRecord;
import io.cairn.engine.sql.SequenceDraw;
import io.cairn.engine.sql.SequenceLane;
import io.cairn.engine.sql.SqlEngine;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.view.MapView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SQL statements of one user on a copy of a state that nobody else sees. What is edited goes nowhere: whoever wants it
 * to last signs the statements with the digests of what they led to. Not thread-safe.
 */
public final class PrivateTransaction {
    private final Overlay state;
    private final SqlScript script;

    /**
     * What a transaction begins with.
     *
     * @param height of the block whose state is copied
     * @param seed what random numbers come from
     * @param timeMillis what {@code now()} is
     */
    public record Start(Account sender, long height, Hash seed, long timeMillis) {}

    /** What became of a statement: rows or a count, and the digest of that. */
    public record Ran(SqlResult result, Hash digest) {}

    /** A copy of a state. */
    public PrivateTransaction(MapView base, Start start) {
        this(base, start, null);
    }

    /** The same; {@code known} is the database's record in that state, where it was parsed already. */
    public PrivateTransaction(MapView base, Start start, @Nullable DatabaseRecord known) {
        this.state = new Overlay(base);
        state.begin();
        Transaction.Place place = new Transaction.Place(start.height() + 1, 0, 0, start.seed(), start.timeMillis());
        Transaction transaction = new Transaction(
                new Transaction.Block(
                        state,
                        new Catalog(state, known),
                        new SqlEngine(),
                        new Programs(null),
                        new LinkedReads(state, LinkedBlocks.NONE, new ArrayList<>())),
                Mutations.hooks(),
                new Actor(start.sender(), start.sender(), null),
                place);
        SequenceLane lane = new SequenceLane(start.sender().text(), start.seed());
        this.script = new SqlScript(transaction, start.timeMillis(), start.seed(), start.height(), lane);
    }

    /**
     * Reads the state that was copied through another view of it from now on.
     *
     * @param base a view with the same content
     */
    public void rebase(MapView base) {
        state.rebase(base);
    }

    /** Calls this behind each statement: what it throws is what the statement failed with. */
    public void checkReads(Runnable check) {
        script.checkReads(check);
    }

    /** The private state. */
    public MapView state() {
        return state;
    }

    /**
     * Runs a statement.
     *
     * @throws CairnException.Refused where it is refused; then it has changed nothing, and only savepoints lead on
     */
    public Ran run(SqlEngine engine, SqlText text) {
        SqlResult result = script.run(engine, text);
        return new Ran(result, result.digest());
    }

    /** Says what a statement takes and answers, without running it. */
    public SqlResult describe(SqlEngine engine, String text) {
        return script.describe(engine, text);
    }

    /** What the last statement drew from sequences although nothing was set aside, so that others may draw the same. */
    public List<SequenceDraw> unreserved() {
        return script.unreserved();
    }

    /** What has values set aside for all transactions whose seeds begin as the one of a base does. */
    public static Operation.ExecuteSql reservation(String database, SequenceDraw wanted, SqlBase base) {
        return new Operation.ExecuteSql(
                database, List.of(new SqlText(SequenceDraw.STATEMENT, wanted.parameters())), base);
    }

    /** Whether the copy is still as it was: what was changed has been taken back. */
    public boolean isUnchanged() {
        return state.size() == 0;
    }

    /** How many keys differ from the state that was copied. */
    public int edits() {
        return state.size();
    }

    /** Whether a statement was refused and no savepoint was gone back to since. */
    public boolean isFailed() {
        return script.isFailed();
    }

    /** Whether any statement asked for the time. */
    public boolean askedForTime() {
        return script.askedForTime();
    }
}
