package io.cairn.client.api;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Mutation;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Payload;
import io.cairn.engine.mutation.Signed;
import io.cairn.engine.mutation.WriteQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What users sign for a relayer job, what its signers approve, and what a relayer sends. */
final class Relays {
    private final String database;
    private final Contact contact;
    private final Submitter submitter;

    Relays(String database, Contact contact, Submitter submitter) {
        this.database = database;
        this.contact = contact;
        this.submitter = submitter;
    }

    byte[] sign(String job, Value.Array queries, Duration life, @Nullable Long nonce) {
        if (job.isEmpty()) {
            throw new CairnException.Incorrect("relay-job-missing", "job", "name the relayer job that may bring it");
        }
        Operation operation = Queries.operation(database, queries).forJob(job);
        long expires = submitter.nowMillis() + life.toMillis();
        return submitter
                .signed(new Payload(operation, expires), nonce)
                .mutation()
                .encode();
    }

    Relayed read(byte[] signed) {
        Signed checked = checked(signed);
        Payload payload = Objects.requireNonNull(checked.payload());
        if (!(payload.operation() instanceof Operation.ExecuteQueries queries) || queries.job() == null) {
            throw new CairnException.Incorrect(
                    "relay-job-missing", "data/job", "this was not signed for a relayer job");
        }
        boolean isOfDatabase = queries.database().equals(database)
                && checked.mutation().chainId().equals(contact.heads().pin().chainId());
        if (!isOfDatabase) {
            throw new CairnException.Incorrect(
                    "chain-mismatch", "data/database", "this was signed for another database");
        }
        List<Value> sources = new ArrayList<>();
        queries.queries().stream().map(WriteQuery::source).forEach(sources::add);
        return new Relayed(
                Objects.requireNonNull(checked.id()),
                Objects.requireNonNull(checked.actor()),
                queries.job(),
                new Value.Array(sources),
                checked.mutation().nonce(),
                payload.expiresMillis());
    }

    byte[] approve(byte[] signed, Value.Document extra) {
        submitter.requireOwnKey();
        Relayed relayed = read(signed);
        Hash hash = Operation.Relay.extraHash(extra);
        return submitter
                .signed(new Operation.ApproveRelay(database, relayed.job(), relayed.id(), hash))
                .mutation()
                .encode();
    }

    Operation.Relay relay(byte[] signed, Value.Document extra, List<byte[]> approvals) {
        Relayed relayed = read(signed);
        List<Value.Bytes> attached = new ArrayList<>();
        for (byte[] approval : approvals) {
            requireApproval(approval, "approvals/" + attached.size());
            attached.add(Value.of(approval));
        }
        return new Operation.Relay(database, relayed.job(), Value.of(signed), extra, attached);
    }

    private static void requireApproval(byte[] bytes, String at) {
        Operation operation;
        try {
            operation = Objects.requireNonNull(checked(bytes).payload()).operation();
        } catch (CairnException.Incorrect malformed) {
            throw new CairnException.Incorrect(malformed.code(), at, "it is no approval: " + malformed.getMessage());
        }
        if (!(operation instanceof Operation.ApproveRelay)) {
            throw new CairnException.Incorrect(
                    "relay-approval-missing", at, "it is no approval but a mutation of type " + operation.type());
        }
    }

    private static Signed checked(byte[] bytes) {
        Signed checked = Signed.of(Mutation.decode(bytes), bytes.length);
        CairnException failure = checked.failure();
        if (failure != null) {
            throw failure;
        }
        return checked;
    }
}
