package io.cairn.engine.mutation;

import io.cairn.engine.codec.ValueCodec;
import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;

/** The payloads of relaying: the relay itself, and the approval of one. */
final class RelayFields {
    /** The most approvals of one relay. */
    private static final int APPROVALS_MAX = 100;
    /** The most bytes of what a relayer adds, encoded. */
    private static final int EXTRA_BYTES_MAX = 64 << 10;

    private RelayFields() {}

    static Operation.Relay relay(PayloadFields fields) {
        List<Value> given = fields.list("approvals");
        if (given.size() > APPROVALS_MAX) {
            throw new CairnException.Incorrect(
                    "payload-list-length", "data/approvals", "a relay has at most " + APPROVALS_MAX + " approvals");
        }
        List<Value.Bytes> approvals = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            approvals.add(bytes(given.get(i), "data/approvals/" + i));
        }
        Value.Document extra = fields.documentOrNull("extra");
        if (extra == null || ValueCodec.encode(extra).length > EXTRA_BYTES_MAX) {
            throw new CairnException.Incorrect(
                    "payload-field-type", "data/extra", "what a relayer adds is an object of at most 64 KiB");
        }
        Value mutation = fields.find("mutation");
        return new Operation.Relay(
                fields.database(),
                fields.requireText("job"),
                bytes(mutation == null ? Value.none() : mutation, "data/mutation"),
                extra,
                approvals);
    }

    static Operation.ApproveRelay approval(PayloadFields fields) {
        return new Operation.ApproveRelay(
                fields.database(), fields.requireText("job"), hash(fields, "mutation"), hash(fields, "extra"));
    }

    private static Value.Bytes bytes(Value value, String at) {
        if (value instanceof Value.Bytes bytes) {
            return bytes;
        }
        throw new CairnException.Incorrect("payload-field-type", at, "the bytes of a mutation are expected");
    }

    private static Hash hash(PayloadFields fields, String name) {
        Value value = fields.find(name);
        if (value instanceof Value.Bytes bytes && bytes.value().length == Hash.BYTES) {
            return Hash.of(bytes.value());
        }
        throw new CairnException.Incorrect("payload-field-type", "data/" + name, "a hash of 32 bytes is expected");
    }

    static void write(Operation.Relay relay, Value.Document.Builder fields) {
        fields.put("database", relay.database())
                .put("job", relay.job())
                .put("mutation", relay.mutation())
                .put("extra", relay.extra())
                .put("approvals", new Value.Array(List.copyOf(relay.approvals())));
    }

    static void write(Operation.ApproveRelay approval, Value.Document.Builder fields) {
        fields.put("database", approval.database())
                .put("job", approval.job())
                .put("mutation", Value.of(approval.mutation().toBytes()))
                .put("extra", Value.of(approval.extra().toBytes()));
    }

    static Hash extraHash(Value.Document extra) {
        return Sha256.hash(ValueCodec.encode(extra));
    }
}
