package io.cairn.engine.state;

import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Role;
import io.cairn.engine.record.CollectionRecord;
import io.cairn.engine.record.DatabaseRecord;

/** Engine version 1: databases, members, collections and documents. */
final class EngineVersion1 implements EngineVersion {
    private static final int NUMBER = 1;

    private final DocumentOperations documents = new DocumentOperations();
    private final SqlOperations sql = new SqlOperations();

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void execute(Operation operation, Transaction transaction) {
        switch (operation) {
            case Operation.CreateDatabase _ ->
                throw new CairnException.Refused("database-exists", "type", "the database exists already");
            case Operation.ReadToken _ ->
                throw new CairnException.Refused("type-not-applicable", "type", "a read token changes nothing");
            case Operation.Relay relay -> RelayOperations.execute(relay, transaction);
            case Operation.ApproveRelay _ ->
                throw new CairnException.Refused("type-not-applicable", "type", "an approval is part of a relay");
            case Operation.SetDatabase set -> setDatabase(set, transaction);
            case Operation.SetMember set -> setMember(set, transaction);
            case Operation.CreateCollection create -> createCollection(create, transaction);
            case Operation.SetCollection set -> setCollection(set, transaction);
            case Operation.OpenSession open -> SessionOperations.open(open, transaction);
            case Operation.CloseSession close -> SessionOperations.close(close, transaction);
            case Operation.SetSchema set -> {
                requireOwner(set.database(), transaction);
                SchemaOperations.execute(set, transaction);
            }
            case Operation.ExecuteSql execute -> sql.execute(execute, transaction);
            case Operation.ExecuteQueries execute -> QueryOperations.execute(execute, transaction);
            case Operation.ReadSql read -> ReadOperations.execute(read, transaction);
            case Operation.OnDocuments operationOnDocuments -> documents.execute(operationOnDocuments, transaction);
        }
    }

    private static void setDatabase(Operation.SetDatabase set, Transaction transaction) {
        requireOwner(set.database(), transaction);
        DatabaseRecord before = transaction.database();
        transaction.putDatabase(before.with(
                set.description() == null ? before.description() : set.description(),
                set.visibility() == null ? before.visibility() : set.visibility(),
                set.quotaEntries() == null ? before.quotaEntries() : set.quotaEntries(),
                set.quotaBytes() == null ? before.quotaBytes() : set.quotaBytes()));
    }

    private static void setMember(Operation.SetMember set, Transaction transaction) {
        requireOwner(set.database(), transaction);
        Account owner = transaction.database().owner();
        if (set.member().equals(owner)) {
            throw new CairnException.Refused(
                    "owner-fixed", "data/member", "the account that created the database stays its owner");
        }
        if (set.role() == null && transaction.role(set.member()) == null) {
            throw new CairnException.Refused("member-not-found", "data/member", "the account has no role");
        }
        transaction.putRole(set.member(), set.role());
    }

    private static void createCollection(Operation.CreateCollection create, Transaction transaction) {
        requireOwner(create.database(), transaction);
        if (transaction.findCollection(create.name()) != null) {
            throw new CairnException.Refused(
                    "collection-exists", "data/name", "there is a collection " + create.name() + " already");
        }
        addCollection(create.name(), create.strangersMayAdd(), transaction);
    }

    static CollectionRecord addCollection(String name, boolean strangersMayAdd, Transaction transaction) {
        DocumentOperations.requireNoTable(name, transaction);
        DatabaseRecord database = transaction.database().withCollection();
        transaction.putDatabase(database);
        CollectionRecord collection =
                new CollectionRecord(database.collections(), strangersMayAdd, transaction.sequence());
        transaction.putCollection(name, collection);
        return collection;
    }

    private static void setCollection(Operation.SetCollection set, Transaction transaction) {
        requireOwner(set.database(), transaction);
        CollectionRecord before = transaction.findCollection(set.name());
        if (before == null) {
            throw new CairnException.Refused(
                    "collection-not-found", "data/name", "there is no collection " + set.name());
        }
        transaction.putCollection(
                set.name(), new CollectionRecord(before.number(), set.strangersMayAdd(), before.createdSequence()));
    }

    private static void requireOwner(String database, Transaction transaction) {
        requireDatabase(database, transaction);
        if (!transaction.has(Role.OWNER)) {
            throw new CairnException.Refused("not-permitted", "sender", "only an owner of the database may do this");
        }
    }

    static void requireDatabase(String database, Transaction transaction) {
        if (!database.equals(transaction.database().address())) {
            throw new CairnException.Refused(
                    "database-mismatch", "data/database", "the mutation names another database: " + database);
        }
    }
}
