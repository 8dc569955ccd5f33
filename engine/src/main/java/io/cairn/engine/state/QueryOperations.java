package io.cairn.engine.state;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.DocumentFunction;
import io.cairn.engine.mutation.Names;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Role;
import io.cairn.engine.mutation.WriteQuery;
import io.cairn.engine.record.CollectionRecord;
import java.util.List;

/** Queries that write. Mutations bring them, and whatever in the engine writes on its own. */
final class QueryOperations {
    private QueryOperations() {}

    static void execute(Operation.ExecuteQueries execute, Transaction transaction) {
        EngineVersion1.requireDatabase(execute.database(), transaction);
        if (execute.job() != null) {
            throw new CairnException.Refused(
                    "relay-needed",
                    "data/job",
                    "this was signed for a relayer of the job " + execute.job() + " to bring");
        }
        execute(execute.queries(), Authority.ofSender(transaction), transaction);
    }

    /**
     * Carries out queries in order; what one of them is refused for, all are.
     *
     * @param authority who asks
     */
    static void execute(List<WriteQuery> queries, Authority authority, Transaction transaction) {
        for (int i = 0; i < queries.size(); i++) {
            String at = "data/queries/" + i;
            switch (queries.get(i)) {
                case WriteQuery.OnDocument write -> write(write, authority, at, transaction);
                case WriteQuery.OnIndex change -> {
                    requireOwner(authority, transaction);
                    if (change.isAdded()) {
                        Collections.find(change.collection(), true, authority, transaction);
                    }
                    IndexOperations.execute(change, transaction);
                }
                case WriteQuery.OnSetting set -> {
                    requireOwner(authority, transaction);
                    SettingOperations.execute(set, authority, at, transaction);
                }
                case WriteQuery.OnOwner change -> {
                    requireOwner(authority, transaction);
                    AccountOperations.execute(change, at, transaction);
                }
                case WriteQuery.OnLink link -> AccountOperations.execute(link, authority, at, transaction);
                case WriteQuery.OnCredit credit -> {
                    requireOwner(authority, transaction);
                    TokenLedger.credit(credit, at, transaction);
                }
                case WriteQuery.OnWithdrawal withdrawal ->
                    TokenLedger.withdraw(withdrawal, authority.account(), at, transaction);
                case WriteQuery.OnSchema set -> {
                    requireOwner(authority, transaction);
                    if (set.schema() != null) {
                        Collections.find(set.collection(), true, authority, transaction);
                    }
                    SchemaOperations.execute(
                            new Operation.SetSchema(transaction.database().address(), set.collection(), set.schema()),
                            transaction);
                }
            }
        }
    }

    private static void requireOwner(Authority authority, Transaction transaction) {
        if (!authority.isEngine() && !transaction.has(authority.account(), Role.OWNER)) {
            throw new CairnException.Refused("not-permitted", "sender", "only an owner of the database may do this");
        }
    }

    private static void write(WriteQuery.OnDocument query, Authority authority, String at, Transaction transaction) {
        DocumentFunction function = query.function();
        boolean creates = function != DocumentFunction.UPDATE && function != DocumentFunction.DELETE;
        CollectionRecord collection = Collections.find(query.collection(), creates, authority, transaction);
        String given = query.id();
        String id = given == null ? DocumentOperations.generate(transaction, transaction.nextDocument()) : given;
        Write.Request request = new Write.Request(
                function,
                query.method(),
                new Write.Place(query.collection(), collection.number(), collection.strangersMayAdd(), id),
                query.data().source(),
                authority,
                at);
        DocumentWriter.write(
                request,
                before -> {
                    Value.Document after = query.data()
                            .on(
                                    function.merges() ? before : null,
                                    transaction.timeMillis(),
                                    authority.account().address(),
                                    authority.relayed());
                    Names.document(after, at);
                    return after;
                },
                transaction);
        if (given == null) {
            transaction.generated(id);
        }
    }
}
