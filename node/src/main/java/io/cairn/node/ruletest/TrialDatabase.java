package io.cairn.node.ruletest;

import io.cairn.client.api.SignedMutations;
import io.cairn.client.key.Signer;
import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.document.DocumentReader;
import io.cairn.engine.document.StoredDocument;
import io.cairn.engine.log.Control;
import io.cairn.engine.log.Entry;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.log.ReplicaSet;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Clock;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Payload;
import io.cairn.engine.mutation.Submission;
import io.cairn.engine.mutation.Visibility;
import io.cairn.engine.mutation.WriteQuery;
import io.cairn.engine.rule.Documents;
import io.cairn.engine.state.EngineVersions;
import io.cairn.engine.state.ProgramReads;
import io.cairn.engine.state.SettingCheck;
import io.cairn.engine.state.StateMachine;
import io.cairn.engine.tree.MemoryPageStore;
import io.cairn.engine.tree.StateTree;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A database in memory whose users are known by name. */
final class TrialDatabase {
    private static final String NETWORK = "trial";
    private static final String OWNER = "owner";

    private final TreeMap<String, Signer> users = new TreeMap<>();
    private final StateMachine machine;
    private long nonce;
    private long timeMillis;

    TrialDatabase(long timeMillis) {
        this.timeMillis = timeMillis;
        StateTree tree = new StateTree(new MemoryPageStore(), 1);
        Control.Genesis genesis = new Control.Genesis(
                NETWORK,
                0,
                1,
                ReplicaSet.single(NodeKey.of(new byte[NodeKey.SEED_BYTES]).publicKey()));
        machine = new StateMachine(EngineVersions.released(), genesis, tree.view(tree.empty()));
        require(apply(OWNER, new Operation.CreateDatabase("a trial", Visibility.PUBLIC)));
    }

    /** What programs read where these queries of the owner have been carried out. */
    static Documents documents(List<Value> queries, long timeMillis, String signer) {
        TrialDatabase database = new TrialDatabase(timeMillis);
        if (!queries.isEmpty()) {
            Value.Array all = new Value.Array(queries);
            require(database.apply(OWNER, Operation.ExecuteQueries.parse(database.address(), all, "documents")));
        }
        return ProgramReads.of(database.machine.state(), timeMillis, signer);
    }

    /** The address of a user; whoever is named exists. */
    String address(String name) {
        return user(name).account().address();
    }

    private Signer user(String name) {
        return users.computeIfAbsent(name, TrialSigner::named);
    }

    /** Goes on in time; crons that are due run. */
    void advanceTo(long millis) {
        if (millis < timeMillis) {
            throw new CairnException.Incorrect("rule-test-malformed", "time", "time does not go back");
        }
        timeMillis = millis;
        Long due = machine.mutations().nextDueMillis();
        while (due != null && due <= timeMillis) {
            byte[] clock = new Clock(due, address()).encode();
            order(clock);
            due = machine.mutations().nextDueMillis();
        }
    }

    /** Sets something up as the owner; what is refused is thrown. */
    void set(Value.Array query) {
        SettingCheck.require(WriteQuery.parse(query, "query"), "query");
        require(query(OWNER, query));
    }

    /** One query of a user. */
    Outcome query(String user, Value.Array query) {
        return apply(user, Operation.ExecuteQueries.parse(address(), new Value.Array(List.of(query)), "query"));
    }

    private static void require(Outcome outcome) {
        if (!outcome.isOk()) {
            throw new CairnException.Incorrect(outcome.code(), outcome.at(), outcome.code() + " at " + outcome.at());
        }
    }

    /** A document's fields, or null. */
    Value.@Nullable Document find(String collection, String id) {
        DocumentReader reader = new DocumentReader(machine.state());
        StoredDocument found = reader.isCollection(collection) ? reader.find(collection, id) : null;
        return found == null ? null : found.fields();
    }

    private String address() {
        return Objects.requireNonNull(machine.database()).address();
    }

    private Outcome apply(String user, Operation operation) {
        String chain = machine.database() == null ? NETWORK : machine.database().chainId();
        return order(SignedMutations.sign(user(user), chain, ++nonce, new Payload(operation, Long.MAX_VALUE))
                .encode());
    }

    private Outcome order(byte[] payload) {
        Entry entry = new Entry(machine.nextSequence(), timeMillis, payload);
        return machine.apply(entry, entry.encode(), Submission.ofEntry(payload)).getFirst();
    }
}
