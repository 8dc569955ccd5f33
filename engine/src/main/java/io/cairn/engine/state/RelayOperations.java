package io.cairn.engine.state;

import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Mutation;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Payload;
import io.cairn.engine.mutation.Signed;
import io.cairn.engine.record.AccountRecord;
import io.cairn.engine.record.RuleKeys;
import io.cairn.engine.rule.Circumstances;
import io.cairn.engine.rule.RelayerJob;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Carries out mutations that others signed for a relayer job. Everything is bound: the user signs the job's name, the
 * relayer signs the user's mutation and what is added, and those who approve sign the ids of both.
 */
final class RelayOperations {
    private RelayOperations() {}

    static void execute(Operation.Relay relay, Transaction transaction) {
        EngineVersion1.requireDatabase(relay.database(), transaction);
        RelayerJob job = job(relay.job(), transaction);
        Account relayer = transaction.sender();
        if (!job.relayers().isEmpty() && !job.relayers().contains(relayer)) {
            throw new CairnException.Refused(
                    "relayer-not-allowed", "sender", relayer.text() + " may not relay for the job " + relay.job());
        }
        Value.Document schema = job.schema();
        if (schema != null) {
            transaction.automation().requireFits(schema, relay.extra(), "data/extra");
        }
        Signed signed = signed(relay.mutation(), "data/mutation", transaction);
        requireApproved(relay, job, Objects.requireNonNull(signed.id()), transaction);
        Payload payload = Objects.requireNonNull(signed.payload());
        if (!(payload.operation() instanceof Operation.ExecuteQueries queries)
                || !relay.job().equals(queries.job())) {
            throw new CairnException.Refused(
                    "relay-job-mismatch", "data/mutation", "the mutation was not signed for the job " + relay.job());
        }
        EngineVersion1.requireDatabase(queries.database(), transaction);
        Actor actor = used(signed, transaction);
        actor.requireScope(queries);
        Authority authority =
                new Authority(actor.account(), false, new Circumstances.Relay(relay.job(), relayer, relay.extra()));
        QueryOperations.execute(queries.queries(), authority, transaction);
    }

    private static RelayerJob job(String name, Transaction transaction) {
        byte[] stored = transaction.state().get(RuleKeys.relayerJob(name));
        if (stored == null) {
            throw new CairnException.Refused("relayer-job-not-found", "data/job", "there is no relayer job " + name);
        }
        return RelayerJob.decode(stored);
    }

    /** A mutation inside of the relay: signed, for this database, and not expired. */
    private static Signed signed(Value.Bytes bytes, String at, Transaction transaction) {
        byte[] encoded = bytes.value();
        Signed signed;
        try {
            signed = Signed.of(Mutation.decode(encoded), encoded.length);
        } catch (CairnException malformed) {
            throw new CairnException.Refused(malformed.code(), at, malformed.getMessage());
        }
        CairnException failure = signed.failure();
        if (failure != null || signed.payload() == null || signed.sender() == null) {
            throw new CairnException.Refused(
                    failure == null ? "signature-invalid" : failure.code(),
                    at,
                    "the mutation within the relay does not hold");
        }
        if (!signed.mutation().chainId().equals(transaction.database().chainId())) {
            throw new CairnException.Refused("chain-mismatch", at, "the mutation is signed for another chain");
        }
        if (transaction.timeMillis() > signed.payload().expiresMillis()) {
            throw new CairnException.Refused("expired", at, "the mutation expired before it was relayed");
        }
        return signed;
    }

    /** Uses up the nonce of who signed, and of a session's budget. Where the relay is refused both are free again. */
    private static Actor used(Signed signed, Transaction transaction) {
        Actor actor = Actor.of(transaction.state(), signed);
        byte[] key = actor.nonceKey();
        byte[] stored = transaction.state().get(key);
        AccountRecord record = stored == null ? AccountRecord.NEW : AccountRecord.decode(stored);
        long nonce = signed.mutation().nonce();
        Accounts.requireFree(record, nonce, "data/mutation/nonce");
        actor.requireOpen(transaction.timeMillis());
        AccountRecord used = record.use(nonce);
        if (actor.session() != null) {
            // Whoever brings it, what a session may do is what its owner allowed it.
            actor.requireBudget(signed.bytes(), record);
            used = used.charge(1, signed.bytes());
        }
        transaction.state().put(key, used.encode());
        return actor;
    }

    private static void requireApproved(Operation.Relay relay, RelayerJob job, Hash mutation, Transaction transaction) {
        if (job.needed() == 0) {
            return;
        }
        Hash extra = Operation.Relay.extraHash(relay.extra());
        TreeSet<Account> approved = new TreeSet<>();
        List<Value.Bytes> approvals = relay.approvals();
        for (int i = 0; i < approvals.size(); i++) {
            String at = "data/approvals/" + i;
            Signed signed = signed(approvals.get(i), at, transaction);
            boolean isThis =
                    Objects.requireNonNull(signed.payload()).operation() instanceof Operation.ApproveRelay approval
                            && approval.database().equals(relay.database())
                            && approval.job().equals(relay.job())
                            && approval.mutation().equals(mutation)
                            && approval.extra().equals(extra);
            if (!isThis) {
                throw new CairnException.Refused("relay-approval-mismatch", at, "the approval is for another relay");
            }
            Account signer = Objects.requireNonNull(signed.sender());
            if (job.signers().contains(signer)) {
                approved.add(signer);
            }
        }
        if (approved.size() < job.needed()) {
            throw new CairnException.Refused(
                    "relay-approvals-missing",
                    "data/approvals",
                    "the job " + relay.job() + " wants " + job.needed() + " of its signers; " + approved.size()
                            + " have signed");
        }
    }
}
