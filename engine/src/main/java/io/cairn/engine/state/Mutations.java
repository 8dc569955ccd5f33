package io.cairn.engine.state;

import io.cairn.engine.log.Control;
import io.cairn.engine.log.Entry;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Signed;
import io.cairn.engine.mutation.Submission;
import io.cairn.engine.record.AccountRecord;
import io.cairn.engine.record.DatabaseAddress;
import io.cairn.engine.record.DatabaseRecord;
import io.cairn.engine.record.Keys;
import io.cairn.engine.schema.SchemaCache;
import io.cairn.engine.sql.SqlEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The way of a mutation into the open block: domain, nonce, expiry, quota, then its operation in a
 * transaction of its own. From the nonce on, a refusal consumes the nonce and changes nothing else.
 */
public final class Mutations {
    private final Control.Genesis genesis;
    private final Overlay block;
    private final Catalog catalog;
    private final Accounts accounts;
    private final SqlEngine sql;
    private final Programs programs;
    private final long height;
    private final List<RowHook> hooks;
    private final List<LinkedRead> missing = new ArrayList<>();
    private final LinkedHeads heads;
    private final Ticks ticks;
    private LinkedBlocks linked = LinkedBlocks.NONE;

    /** What outlives a block, for one thread. */
    record Kept(SqlEngine sql, Programs programs, List<RowHook> hooks, LinkedHeads heads) {
        Kept(@Nullable TraceOf wanted) {
            this(new SqlEngine(), new Programs(wanted), Mutations.hooks(), new LinkedHeads());
        }
    }

    Mutations(Control.Genesis genesis, Overlay block, Catalog catalog, Kept kept, long height) {
        this.genesis = genesis;
        this.block = block;
        this.catalog = catalog;
        this.accounts = new Accounts(block, catalog);
        this.sql = kept.sql();
        this.programs = kept.programs();
        this.hooks = kept.hooks();
        this.heads = kept.heads();
        this.height = height;
        this.ticks = new Ticks(block, catalog, kept, height);
    }

    /** What sees every change of a row; keeps what it has met, for one thread. */
    static List<RowHook> hooks() {
        return List.of(new SchemaRule(new SchemaCache()), new FieldIndexes(), new DeclaredIndexes());
    }

    /**
     * Refuses at the gate what the engine would surely refuse for its domain or nonce, so that it is never
     * logged: codes {@code chain-mismatch}, {@code nonce-used}, {@code nonce-too-old}, {@code nonce-too-far}, and for a
     * session {@code session-not-found}, {@code session-closed}, {@code session-expired}, {@code session-budget}, {@code
     * session-scope}.
     *
     * @param timeMillis the time that the entry would have at least
     */
    public void requireAdmissible(Submission submission, long timeMillis) {
        CairnException failure = submission.failure();
        if (failure != null) {
            throw failure;
        }
        for (Signed signed : submission.mutations()) {
            Operation operation =
                    signed.payload() == null ? null : signed.payload().operation();
            if (operation instanceof Operation.ReadToken || operation instanceof Operation.ApproveRelay) {
                throw new CairnException.Refused(
                        "type-not-applicable", "type", "read tokens and approvals are no mutations to log");
            }
        }
        if (submission instanceof Submission.Linked carried) {
            LinkedBlocks.open(carried.blocks(), heads);
        }
        switch (submission.submitted()) {
            case Submission.Linked _, Submission.Due _ ->
                throw new CairnException.Refused(
                        "type-not-applicable", "", "nobody submits what who orders puts into the log");
            case Submission.Single single -> requireAdmissible(single.signed(), timeMillis);
            case Submission.Bundled bundled -> {
                requireChain(bundled.chainId(), null);
                Accounts.requireFree(account(Objects.requireNonNull(bundled.payer())), bundled.nonce());
                requireAnySession(bundled, timeMillis);
            }
        }
    }

    /** Each mutation of a bundle has its own fate; where the sessions of all are over or used up, none is logged. */
    private void requireAnySession(Submission.Bundled bundled, long timeMillis) {
        CairnException first = null;
        for (Signed signed : bundled.mutations()) {
            if (signed.failure() != null) {
                return;
            }
            try {
                requireSession(signed, Actor.of(block, signed), timeMillis);
                return;
            } catch (CairnException.Refused refusal) {
                first = first == null ? refusal : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private void requireSession(Signed signed, Actor actor, long timeMillis) {
        actor.requireOpen(timeMillis);
        actor.requireBudget(signed.bytes(), accounts.at(actor.nonceKey()));
        actor.requireScope(Objects.requireNonNull(signed.payload()).operation());
    }

    private void requireAdmissible(Signed signed, long timeMillis) {
        requireChain(signed.mutation().chainId(), signed);
        Actor actor = Actor.of(block, signed);
        Accounts.requireFree(accounts.at(actor.nonceKey()), signed.mutation().nonce());
        requireSession(signed, actor, timeMillis);
    }

    /** What is known of an account. */
    public AccountRecord account(Account account) {
        return accounts.of(account);
    }

    List<Outcome> apply(Entry entry, Submission submission, EngineVersion version) {
        if (submission instanceof Submission.Due) {
            return ticks.run(entry);
        }
        return switch (submission.submitted()) {
            case Submission.Due _, Submission.Linked _ -> List.of();
            case Submission.Single single -> List.of(apply(entry, 0, single.signed(), null, version));
            case Submission.Bundled bundled -> applyBundle(entry, bundled, version);
        };
    }

    /** What runs next by itself; null where nothing does. */
    public @Nullable Long nextDueMillis() {
        return ticks.nextDueMillis();
    }

    /** See {@link Ticks#entriesBeforeClock}. */
    public int entriesBeforeClock(long sequence) {
        return ticks.entriesBeforeClock(sequence);
    }

    /** See {@link Ticks#requireClock}. */
    void requireClock(Entry entry, Submission submission) {
        ticks.requireClock(entry, submission);
    }

    /**
     * Opens what an entry carries of other databases, for its rules.
     *
     * @throws CairnException.Incorrect {@code link-proof-wrong} where a block does not hold, which nobody who orders
     *     honestly lets into the log
     */
    void openLinked(Entry entry, Submission submission) {
        try {
            linked = submission instanceof Submission.Linked carried
                    ? LinkedBlocks.open(carried.blocks(), heads)
                    : LinkedBlocks.NONE;
        } catch (CairnException.ProofInvalid wrong) {
            throw new CairnException.Incorrect(
                    "link-proof-wrong",
                    "entries/" + entry.sequence(),
                    "the entry carries a block of another database that does not hold: " + wrong.code() + ", "
                            + wrong.getMessage());
        }
    }

    /** What rules asked for of other databases since this was made, and no entry carried. */
    List<LinkedRead> missing() {
        return missing;
    }

    private Transaction transaction(Actor actor, Transaction.Place place) {
        LinkedReads reads = new LinkedReads(block, linked, missing);
        return new Transaction(new Transaction.Block(block, catalog, sql, programs, reads), hooks, actor, place);
    }

    static Outcome outcome(Entry entry, int index, Hash id, Transaction transaction) {
        return new Outcome(
                entry.sequence(),
                index,
                id,
                Outcome.OK,
                "",
                transaction.changed(),
                transaction.generated(),
                transaction.results(),
                transaction.detail());
    }

    static Value.@Nullable Document detail(CairnException refusal) {
        return refusal instanceof CairnException.Refused refused ? refused.detail() : null;
    }

    private List<Outcome> applyBundle(Entry entry, Submission.Bundled bundled, EngineVersion version) {
        Account payer = bundled.payer();
        try {
            if (bundled.failure() != null || payer == null) {
                throw bundled.failure() == null ? unsigned() : bundled.failure();
            }
            requireChain(bundled.chainId(), null);
            accounts.use(Keys.account(payer), bundled.nonce());
        } catch (CairnException refusal) {
            requireAboutInput(refusal);
            return refuseAll(entry, bundled, refusal.code());
        }
        List<Outcome> outcomes = new ArrayList<>(bundled.mutations().size());
        for (int i = 0; i < bundled.mutations().size(); i++) {
            outcomes.add(apply(entry, i, bundled.mutations().get(i), payer, version));
        }
        return outcomes;
    }

    /**
     * Refuses every mutation of an entry on which the engine breaks, and uses up the nonces of those who signed, so
     * that neither they nor anybody else can send it again.
     */
    List<Outcome> quarantine(Entry entry, Submission submission) {
        if (submission instanceof Submission.Due) {
            return ticks.passOver(entry);
        }
        if (submission.submitted() instanceof Submission.Bundled bundled && bundled.payer() != null) {
            accounts.useUp(Keys.account(bundled.payer()), bundled.chainId(), bundled.nonce());
        }
        for (Signed signed : submission.mutations()) {
            byte[] key = nonceKey(signed);
            if (key != null) {
                accounts.useUp(
                        key, signed.mutation().chainId(), signed.mutation().nonce());
            }
        }
        return refuseAll(entry, submission, "quarantined");
    }

    /** Where the nonces of a signer are; null where the signature does not hold, or there is no such session. */
    private byte @Nullable [] nonceKey(Signed signed) {
        try {
            return signed.sender() == null ? null : Actor.of(block, signed).nonceKey();
        } catch (CairnException.Refused noSession) {
            return null;
        }
    }

    private List<Outcome> refuseAll(Entry entry, Submission submission, String code) {
        List<Outcome> outcomes = new ArrayList<>(submission.mutations().size());
        for (int i = 0; i < submission.mutations().size(); i++) {
            Signed signed = submission.mutations().get(i);
            outcomes.add(refused(entry, i, signed, code, "", null));
        }
        return outcomes;
    }

    private Outcome apply(Entry entry, int index, Signed signed, @Nullable Account payer, EngineVersion version) {
        try {
            if (signed.sender() == null) {
                throw signed.failure() == null ? unsigned() : signed.failure();
            }
            requireChain(signed.mutation().chainId(), signed);
            Actor actor = Actor.of(block, signed);
            accounts.use(actor.nonceKey(), signed.mutation().nonce());
            actor.requireOpen(entry.timeMillis());
            accounts.charge(actor, payer, signed.bytes());
            return execute(entry, index, signed, actor, version);
        } catch (CairnException refusal) {
            requireAboutInput(refusal);
            return refused(entry, index, signed, refusal.code(), refusal.at(), detail(refusal));
        }
    }

    /** Throws on what is about this machine: an outcome is the same on every replica. */
    static void requireAboutInput(CairnException failure) {
        if (!failure.isAboutInput()) {
            throw failure;
        }
    }

    private Outcome execute(Entry entry, int index, Signed signed, Actor actor, EngineVersion version) {
        if (signed.payload() == null || signed.id() == null) {
            throw signed.failure() == null ? unsigned() : signed.failure();
        }
        if (entry.timeMillis() > signed.payload().expiresMillis()) {
            throw new CairnException.Refused("expired", "data/expires", "the mutation expired before it was ordered");
        }
        actor.requireScope(signed.payload().operation());
        Transaction.Place place =
                new Transaction.Place(height, entry.sequence(), index, signed.id(), entry.timeMillis());
        Transaction transaction = transaction(actor, place);
        block.begin();
        try {
            if (signed.payload().operation() instanceof Operation.CreateDatabase create && catalog.database() == null) {
                create(create, signed, transaction);
            } else {
                version.execute(signed.payload().operation(), transaction);
            }
        } catch (CairnException refusal) {
            CairnException told = transaction.linked().told(refusal, transaction::mayReadAll);
            block.rollback();
            throw told;
        }
        block.commit();
        if (transaction.catalogChanged()) {
            catalog.forget();
        }
        return outcome(entry, index, signed.id(), transaction);
    }

    private void create(Operation.CreateDatabase create, Signed signed, Transaction transaction) {
        Account owner = transaction.sender();
        transaction.putDatabase(new DatabaseRecord(
                genesis.network(),
                DatabaseAddress.of(genesis.network(), owner, signed.mutation().nonce()),
                owner,
                transaction.mutation(),
                create.description(),
                create.visibility(),
                0,
                0,
                0));
        transaction.state().put(Keys.replicaSet(), genesis.replicas().encode());
    }

    private void requireChain(String chainId, @Nullable Signed signed) {
        DatabaseRecord database = catalog.database();
        boolean creates = signed != null
                && signed.payload() != null
                && signed.payload().operation() instanceof Operation.CreateDatabase;
        String expected = creates || database == null ? genesis.network() : database.chainId();
        if (!chainId.equals(expected)) {
            throw new CairnException.Refused(
                    "chain-mismatch", "chain_id", "the mutation is signed for another chain; this one is " + expected);
        }
    }

    private static Outcome refused(
            Entry entry, int index, Signed signed, String code, String at, Value.@Nullable Document detail) {
        Hash id = signed.id() == null ? Hash.ZERO : signed.id();
        return new Outcome(entry.sequence(), index, id, code, at, 0, List.of(), List.of(), detail);
    }

    private static CairnException unsigned() {
        return new CairnException.ProofInvalid("signature-invalid", "sender_signature", "the signature does not hold");
    }
}
