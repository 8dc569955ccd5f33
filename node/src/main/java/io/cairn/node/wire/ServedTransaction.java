package io.cairn.node.wire;

import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.SqlBase;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.sql.SqlEngine;
import io.cairn.engine.sql.SqlEngines;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.state.PrivateTransaction;
import io.cairn.node.database.Snapshot;
import io.cairn.node.gateway.SqlDatabase;
import io.cairn.node.gateway.SqlWork;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A transaction on a private copy of a block's state, which is committed as one mutation with what was seen. */
final class ServedTransaction implements SqlWork {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ServedDatabase database;
    private final SqlEngines engines;
    private final Snapshot base;
    private final PrivateTransaction copy;
    private final PrivateTransaction.Start start;
    private final List<SqlText> statements = new ArrayList<>();

    ServedTransaction(ServedDatabase database, SqlEngines engines, Account account, Snapshot base, long timeMillis) {
        this.database = database;
        this.engines = engines;
        this.base = base;
        this.start = new PrivateTransaction.Start(account, base.header().height(), seed(), timeMillis);
        this.copy = new PrivateTransaction(new StoppableView(base.view(), database::isStopped), start);
    }

    private static Hash seed() {
        byte[] seed = new byte[Hash.BYTES];
        RANDOM.nextBytes(seed);
        return Hash.of(seed);
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
        try {
            PrivateTransaction.Ran ran = on(engine -> copy.run(engine, statement));
            statements.add(new SqlText(text, parameters, ran.digest()));
            return ran.result();
        } catch (CairnException.Refused refused) {
            statements.add(new SqlText(text, parameters, SqlResult.digestOfRefusal(refused.code())));
            throw refused;
        }
    }

    @Override
    public Optional<SqlDatabase.Outcome> ask(String text, List<Value> parameters) {
        database.goOn();
        return database.ask(base, start.timeMillis(), text, parameters);
    }

    @Override
    public SqlResult describe(String text) {
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
        // The next transaction begins in a block that has this one.
        database.apply(operation, true);
    }

    @Override
    public void close() {
        // The copy is garbage.
    }
}
