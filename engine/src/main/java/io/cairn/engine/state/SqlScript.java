package io.cairn.engine.state;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.dialect.Dialect;
import io.cairn.engine.dialect.RightsChange;
import io.cairn.engine.dialect.Statement;
import io.cairn.engine.dialect.StatementKind;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.mutation.Role;
import io.cairn.engine.mutation.SessionScope;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.sql.LaneUsedUpException;
import io.cairn.engine.sql.Rights;
import io.cairn.engine.sql.SequenceDraw;
import io.cairn.engine.sql.SequenceLane;
import io.cairn.engine.sql.SqlContext;
import io.cairn.engine.sql.SqlEngine;
import io.cairn.engine.sql.SqlLimits;
import io.cairn.engine.sql.SqlPlace;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.sql.SqlStatement;
import io.cairn.engine.view.EditableMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The SQL statements of one transaction in order, and its savepoints. The same code runs them for a mutation and on a
 * private copy of the state, so that both come to the same. A refused statement leaves no edit behind; after it only
 * the way back to a savepoint is open.
 */
final class SqlScript {
    private static final int SAVEPOINTS_MAX = 1_000;
    private static final int ATTEMPTS_MAX = 16;
    private static final SqlResult NOTHING = new SqlResult(List.of(), List.of(), 0);

    private final Transaction transaction;
    private final long timeMillis;
    private final Hash seed;
    private final long order;
    private final @Nullable SequenceLane lane;
    private final List<Savepoint> savepoints = new ArrayList<>();
    private Runnable readCheck = () -> {};
    private boolean failed;
    private boolean askedForTime;
    /** What the sender may do, until a statement may have changed it. */
    private @Nullable Rights known;

    private int next;

    /** Where the transaction stood when the savepoint was made. */
    private record Savepoint(String name, Transaction.Mark mark) {}

    /**
     * A transaction without statements.
     *
     * @param timeMillis what {@code now()} is
     * @param seed what random numbers come from
     * @param order what ids of documents begin with, see {@link DocumentIds}
     * @param lane where values of sequences are taken from; null for the head
     */
    SqlScript(Transaction transaction, long timeMillis, Hash seed, long order, @Nullable SequenceLane lane) {
        this.transaction = transaction;
        this.timeMillis = timeMillis;
        this.seed = seed;
        this.order = order;
        this.lane = lane;
    }

    /** Calls this behind each statement: what it throws is what the statement failed with. */
    void checkReads(Runnable check) {
        readCheck = check;
    }

    /** Whether a statement was refused and no savepoint was gone back to since. */
    boolean isFailed() {
        return failed;
    }

    /** Whether any statement asked for the time. */
    boolean askedForTime() {
        return askedForTime;
    }

    /** Runs the next statement. */
    SqlResult run(SqlEngine engine, SqlText text) {
        int place = next++;
        Optional<Statement.Session> control = SqlEngine.control(text.text());
        if (control.isPresent()) {
            control(control.get());
            return NOTHING;
        }
        if (failed) {
            throw new CairnException.Refused(
                    "sql-25P02", "text", "a statement of the transaction was refused: go back to a savepoint first");
        }
        Transaction.Mark mark = transaction.mark();
        try {
            SqlResult result = steadily(engine, text, place, mark);
            readCheck.run();
            return result;
        } catch (CairnException failure) {
            CairnException cause = cause(failure);
            transaction.rollbackTo(mark);
            if (cause instanceof CairnException.Refused) {
                failed = true;
            } else {
                // Not the statement is at fault, so it may be run again.
                next = place;
            }
            throw cause;
        }
    }

    /** Where the engine breaks, once more with nothing at hand: what comes of that is the same everywhere. */
    private SqlResult steadily(SqlEngine engine, SqlText text, int place, Transaction.Mark mark) {
        try {
            return drawing(engine, text, place);
        } catch (CairnException.Refused refused) {
            if (!refused.code().equals(SqlEngine.MISTAKE)) {
                throw refused;
            }
            transaction.rollbackTo(mark);
            engine.forget();
            return drawing(engine, text, place);
        }
    }

    /** The failure, or what reads failed with before it: H2 goes on over some of them. */
    private CairnException cause(CairnException failure) {
        try {
            readCheck.run();
            return failure;
        } catch (CairnException unread) {
            return unread;
        }
    }

    /** Says what a statement takes and answers, without running it; not one of the transaction's statements. */
    SqlResult describe(SqlEngine engine, String text) {
        try {
            SqlResult result = engine.query(transaction.state(), context(next), SqlStatement.of("DESCRIBE " + text));
            readCheck.run();
            return result;
        } catch (CairnException failure) {
            throw cause(failure);
        }
    }

    /** Runs a statement until it finds a range of values set aside that is long enough, or draws at the head. */
    private SqlResult drawing(SqlEngine engine, SqlText text, int place) {
        if (lane == null) {
            return execute(engine, text, place);
        }
        lane.begin();
        Transaction.Mark mark = transaction.mark();
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            try {
                return execute(engine, text, place);
            } catch (LaneUsedUpException tooShort) {
                transaction.rollbackTo(mark);
            }
        }
        throw new CairnException.Refused("sql-54000", "text", "the statement draws from too many sequences");
    }

    private SqlResult reserve(SqlEngine engine, SqlText text, SqlContext context) {
        if (lane == null) {
            throw new CairnException.Refused(
                    "sql-0A000", "text", "values are set aside for transactions that were run before");
        }
        if (rights(text).limitsChanges()) {
            throw new CairnException.Refused("sql-42501", "text", "only who may write all tables sets values aside");
        }
        engine.reserve(transaction.state(), context, SequenceDraw.of(text.parameters()), lane);
        return NOTHING;
    }

    /** What the last statement drew from sequences although nothing was set aside. */
    List<SequenceDraw> unreserved() {
        return lane == null ? List.of() : lane.unreserved();
    }

    private SqlResult execute(SqlEngine engine, SqlText text, int place) {
        SqlContext context = context(place);
        if (SequenceDraw.isReservation(text.text())) {
            transaction.actor().requireScope(SessionScope.SQL);
            return reserve(engine, text, context);
        }
        SqlStatement statement = new SqlStatement(text.text(), text.parameters());
        Optional<RightsChange> rights = SqlEngine.rightsChange(text.text());
        if (rights.isPresent()) {
            transaction.actor().requireScope(SessionScope.DEFINE);
            known = null;
            new SqlRights(transaction, context).execute(rights.get());
            return NOTHING;
        }
        boolean defines = engine.isDefinition(transaction.state(), context, statement);
        transaction.actor().requireScope(defines ? SessionScope.DEFINE : SessionScope.SQL);
        if (defines) {
            return define(engine, context, statement);
        }
        EditableMap state = new DocumentState(transaction, new DocumentIds(order, seed(place)), lane);
        return change(engine, state, context.with(rights(text)), statement);
    }

    private SqlResult define(SqlEngine engine, SqlContext context, SqlStatement statement) {
        known = null;
        if (!transaction.has(Role.OWNER)) {
            throw new CairnException.Refused(
                    "not-permitted", "text", "only an owner of the database may define its tables");
        }
        RightsUpkeep upkeep = RightsUpkeep.before(transaction, context);
        SqlResult result = change(engine, transaction.state(), context, statement);
        if (upkeep != null) {
            upkeep.follow(!Dialect.makesSeveralChanges(statement.text()));
        }
        return result;
    }

    private SqlResult change(SqlEngine engine, EditableMap state, SqlContext context, SqlStatement statement) {
        long before = transaction.changed();
        SqlResult result = engine.change(state, context, statement);
        askedForTime |= engine.askedForTime();
        // Documents that it changed were counted already.
        transaction.changedRows(before + result.changed() - transaction.changed());
        return result;
    }

    /** The sender's rights for one statement; those of the owners where it is of a pattern that the sender may run. */
    private Rights rights(SqlText text) {
        Rights rights = known;
        if (rights == null) {
            rights = ReadPolicy.rights(transaction.state(), transaction.database(), transaction.sender());
            if (!transaction.has(Role.WRITER) && !rights.hasAny()) {
                throw new CairnException.Refused(
                        "not-permitted", "text", "only members with role writer may change rows");
            }
            known = rights;
        }
        return rights.forChange(text.text());
    }

    private SqlContext context(int place) {
        return new SqlContext(
                timeMillis,
                seed(place),
                transaction.sender().text(),
                SqlLimits.forChanges(),
                new SqlPlace(transaction.height(), transaction.sequence(), transaction.index()),
                Rights.unlimited());
    }

    private long seed(int place) {
        byte[] source = new ByteWriter(36).bytes(seed.toBytes()).u32(place).toBytes();
        return new ByteReader(Sha256.hash(source).toBytes()).u64();
    }

    private void control(Statement.Session control) {
        String name = control.words().getLast();
        switch (control.kind()) {
            case SAVEPOINT -> {
                requireNotFailed();
                if (savepoints.size() == SAVEPOINTS_MAX) {
                    throw new CairnException.Refused(
                            "sql-54000", "text", "a transaction has at most " + SAVEPOINTS_MAX + " savepoints");
                }
                savepoints.add(new Savepoint(name, transaction.mark()));
            }
            case RELEASE -> {
                requireNotFailed();
                savepoints.subList(find(name), savepoints.size()).clear();
            }
            case ROLLBACK_TO -> {
                int found = find(name);
                Savepoint savepoint = savepoints.get(found);
                known = null;
                savepoints.subList(found + 1, savepoints.size()).clear();
                transaction.rollbackTo(savepoint.mark());
                failed = false;
            }
            default ->
                throw new CairnException.Refused(
                        "sql-0A000",
                        "text",
                        "a mutation is one transaction: " + word(control.kind()) + " has no place");
        }
    }

    private void requireNotFailed() {
        if (failed) {
            throw new CairnException.Refused(
                    "sql-25P02", "text", "a statement of the transaction was refused: go back to a savepoint first");
        }
    }

    /** The newest savepoint of a name. */
    private int find(String name) {
        for (int i = savepoints.size() - 1; i >= 0; i--) {
            if (savepoints.get(i).name().equals(name)) {
                return i;
            }
        }
        failed = true;
        throw new CairnException.Refused("sql-3B001", "text", "there is no savepoint " + name);
    }

    private static String word(StatementKind kind) {
        return kind.name();
    }
}
