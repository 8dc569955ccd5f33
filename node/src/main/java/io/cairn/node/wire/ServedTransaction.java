package io.cairn.node.wire;

import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.SqlBase;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.sql.SequenceDraw;
import io.cairn.engine.sql.SqlEngine;
import io.cairn.engine.sql.SqlEngines;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.state.PrivateTransaction;
import io.cairn.node.database.Newest;
import io.cairn.node.gateway.SqlDatabase;
import io.cairn.node.gateway.SqlWork;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A transaction on a private copy of a block's state, which is committed as one mutation with what was seen. */
final class ServedTransaction implements SqlWork {
    private static final int RESERVATIONS_MAX = 64;

    private final ServedDatabase database;
    private final SqlEngines engines;
    private final Account account;
    private final Hash seed;
    private final long timeMillis;
    private final Set<String> unreservable = new HashSet<>();
    private Newest base;
    private PrivateTransaction.Start start;
    private PrivateTransaction copy;
    private int reservations;
    private boolean ended;
    private final List<SqlText> statements = new ArrayList<>();

    ServedTransaction(ServedDatabase database, SqlEngines engines, Account account, Hash seed, long timeMillis) {
        this.database = database;
        this.engines = engines;
        this.account = account;
        this.seed = seed;
        this.timeMillis = timeMillis;
        base = database.base();
        this.start = start(base);
        this.copy = copy(base, start);
    }

    private PrivateTransaction.Start start(Newest newest) {
        return new PrivateTransaction.Start(account, newest.sealed().header().height(), seed, timeMillis);
    }

    private PrivateTransaction copy(Newest newest, PrivateTransaction.Start begun) {
        return new PrivateTransaction(new StoppableView(newest.view(), database::isStopped), begun, newest.database());
    }

    private <T> T on(Function<SqlEngine, T> work) {
        database.goOn();
        SqlEngine engine = engines.take();
        try {
            return work.apply(engine);
        } finally {
            engines.giveBack(engine);
        }
    }

    @Override
    public SqlResult run(String text, List<Value> parameters) {
        if (statements.size() == SqlText.STATEMENTS_MAX) {
            throw new CairnException.Refused(
                    "sql-54000", "text", "a transaction has at most " + SqlText.STATEMENTS_MAX + " statements");
        }
        SqlText statement = new SqlText(text, parameters);
        Seen seen = see(statement);
        while (setAside()) {
            beginAgain();
            seen = see(statement);
        }
        statements.add(new SqlText(text, parameters, seen.digest()));
        return seen.result();
    }

    /** What a statement is refused with, run on the private copy and not made a part of the transaction; null if it is not. */
    CairnException.@Nullable Refused refusal(SqlText statement) {
        return see(statement) instanceof Seen.Refused refused ? refused.refusal() : null;
    }

    /** What became of a statement. */
    private sealed interface Seen {
        Hash digest();

        /** The result, or throws what the statement was refused with. */
        SqlResult result();

        record Answered(SqlResult result, Hash digest) implements Seen {}

        record Refused(CairnException.Refused refusal) implements Seen {
            @Override
            public Hash digest() {
                return SqlResult.digestOfRefusal(refusal.code());
            }

            @Override
            public SqlResult result() {
                throw refusal;
            }
        }
    }

    private Seen see(SqlText statement) {
        database.recordStep(statement.text(), statement.parameters(), base);
        try {
            PrivateTransaction.Ran ran = on(engine -> copy.run(engine, statement));
            return new Seen.Answered(ran.result(), ran.digest());
        } catch (CairnException.Refused refused) {
            if (refused.code().equals(StoppableView.CANCELED)) {
                // Nobody comes back to it.
                close();
            }
            return new Seen.Refused(refused);
        }
    }

    /** As the client's library does: has values set aside of sequences from which others may draw the same. */
    private boolean setAside() {
        boolean any = false;
        for (SequenceDraw draw : copy.unreserved()) {
            String name = draw.schema() + "." + draw.sequence();
            if (reservations < RESERVATIONS_MAX && draw.isReservable() && !unreservable.contains(name)) {
                reservations++;
                try {
                    SqlBase lane = new SqlBase(start.height(), seed, null);
                    database.apply(PrivateTransaction.reservation(database.address(), draw.more(), lane));
                    any = true;
                } catch (CairnException.Refused refused) {
                    unreservable.add(name);
                }
            }
        }
        return any;
    }

    private void beginAgain() {
        base = database.base();
        start = start(base);
        copy = copy(base, start);
        for (SqlText statement : statements) {
            if (!Objects.equals(see(statement).digest(), statement.expected())) {
                throw new CairnException.Refused(
                        "sql-40001", "text", "a statement leads to another result now: run the transaction again");
            }
        }
    }

    @Override
    public Optional<SqlDatabase.Outcome> ask(String text, List<Value> parameters) {
        database.goOn();
        return database.ask(base, timeMillis, text, parameters);
    }

    @Override
    public SqlResult describe(String text) {
        database.recordStep("DESCRIBE " + text, List.of(), base);
        return on(engine -> copy.describe(engine, text));
    }

    @Override
    public boolean isFailed() {
        return copy.isFailed();
    }

    @Override
    public void commit() {
        if (copy.isFailed()) {
            throw new CairnException.Refused("sql-25P02", "", "a statement was refused: the transaction cannot commit");
        }
        if (copy.isUnchanged()) {
            // All that was read is the state after one block.
            return;
        }
        Long time = copy.askedForTime() ? start.timeMillis() : null;
        Operation operation = new Operation.ExecuteSql(
                database.address(), statements, new SqlBase(start.height(), start.seed(), time));
        try {
            database.apply(operation);
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        if (!ended) {
            ended = true;
            database.ended(seed);
        }
    }
}
