package io.cairn.engine.state;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Role;
import io.cairn.engine.mutation.SessionScope;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.sql.SqlContext;
import io.cairn.engine.sql.SqlKind;
import io.cairn.engine.sql.SqlLimits;
import io.cairn.engine.sql.SqlStatement;

/** Carries out the statements of one mutation in order; the first that is refused refuses them all. */
final class SqlOperations {
    void execute(Operation.ExecuteSql execute, Transaction transaction) {
        EngineVersion1.requireDatabase(execute.database(), transaction);
        for (int i = 0; i < execute.statements().size(); i++) {
            try {
                execute(execute.statements().get(i), i, transaction);
            } catch (CairnException.Refused refused) {
                throw new CairnException.Refused(
                        refused.code(), "data/statements/" + i + "/" + refused.at(), refused.getMessage());
            }
        }
    }

    private static void execute(SqlText text, int index, Transaction transaction) {
        SqlContext context = new SqlContext(
                transaction.timeMillis(),
                seed(transaction, index),
                transaction.sender().text(),
                SqlLimits.forChanges());
        SqlStatement statement = new SqlStatement(text.text(), text.parameters());
        SqlKind kind = transaction.sql().kind(transaction.state(), context, statement);
        transaction.actor().requireScope(kind == SqlKind.DEFINITION ? SessionScope.DEFINE : SessionScope.SQL);
        Role needed = kind == SqlKind.DEFINITION ? Role.OWNER : Role.WRITER;
        if (!transaction.has(needed)) {
            throw new CairnException.Refused(
                    "not-permitted",
                    "text",
                    kind == SqlKind.DEFINITION
                            ? "only an owner of the database may define its tables"
                            : "only members with role writer may change rows");
        }
        long before = transaction.changed();
        long rows = transaction
                .sql()
                .change(new DocumentState(transaction), context, statement)
                .changed();
        // Documents that it changed were counted already.
        transaction.changedRows(rows - (transaction.changed() - before));
    }

    /** What random numbers of a statement come from: its mutation, and its place there. */
    private static long seed(Transaction transaction, int index) {
        byte[] source = new ByteWriter(36)
                .bytes(transaction.mutation().toBytes())
                .u32(index)
                .toBytes();
        return new ByteReader(Sha256.hash(source).toBytes()).u64();
    }
}
