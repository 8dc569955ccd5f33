package io.cairn.node.gateway;

import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.ReadOptions;
import io.cairn.client.api.SqlTransaction;
import io.cairn.engine.model.Value;
import io.cairn.engine.sql.SqlResult;
import java.util.List;

/** A database at a node: what it answers is proved, what is changed is signed here. */
final class RemoteDatabase implements SqlDatabase {
    private final ClientDatabase database;
    private final Statements statements;

    RemoteDatabase(ClientDatabase database) {
        this.database = database;
        this.statements = new Statements(database);
    }

    @Override
    public Outcome run(String text, List<Value> parameters) {
        return switch (statements.run(text, parameters, ReadOptions.PROVED)) {
            case Statements.Outcome.Answered answered ->
                new Outcome.Answered(answered.reading().result());
            case Statements.Outcome.Changed changed ->
                new Outcome.Changed(changed.fate().changed(), changed.rows());
        };
    }

    @Override
    public SqlResult describe(String text) {
        return statements.describe(text);
    }

    @Override
    public SqlWork begin() {
        return new Work(database.begin());
    }

    @Override
    public void cancel() {
        statements.cancel();
    }

    private final class Work implements SqlWork {
        private final SqlTransaction transaction;

        Work(SqlTransaction transaction) {
            this.transaction = transaction;
        }

        @Override
        public SqlResult run(String text, List<Value> parameters) {
            return statements.within(transaction, text, parameters);
        }

        @Override
        public SqlResult describe(String text) {
            return transaction.describe(text);
        }

        @Override
        public boolean isFailed() {
            return transaction.isFailed();
        }

        @Override
        public void commit() {
            transaction.commit();
        }

        @Override
        public void close() {
            transaction.close();
        }
    }
}
