package io.cairn.engine.verify;

import io.cairn.engine.codec.Json;
import io.cairn.engine.log.Entry;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The JSON text of receipts. */
final class ReceiptJson {
    private static final String FORMAT = "cairn-receipt-1";

    private ReceiptJson() {}

    static String print(Receipt receipt) {
        Value.Document.Builder fields = Value.Document.builder()
                .put("format", FORMAT)
                .put("database", receipt.database())
                .put("mutation", base64(receipt.entry().payload()))
                .put("sequence", receipt.entry().sequence())
                .put("time", receipt.entry().timeMillis())
                .put("index", receipt.index())
                .put("logIndex", receipt.entry().sequence() - 1)
                .put("logProof", hashes(receipt.logProof()))
                .put("outcome", base64(receipt.outcome().bytes()))
                .put("receiptProof", steps(receipt.outcome().steps()))
                .put("header", base64(receipt.header()))
                .put("checkpoint", receipt.checkpoint());
        return Json.print(fields.build()) + "\n";
    }

    static Receipt parse(String json) {
        Receipt receipt;
        try {
            if (!(Json.parse(json) instanceof Value.Document fields)) {
                throw malformed("", "a receipt is a JSON object");
            }
            require(text(fields, "format").equals(FORMAT), "format");
            receipt = read(fields);
        } catch (CairnException.Incorrect refusal) {
            throw malformed(refusal.at(), refusal.getMessage());
        }
        if (!receipt.toJson().equals(json)) {
            throw malformed("", "the text is not in canonical form");
        }
        return receipt;
    }

    private static Receipt read(Value.Document fields) {
        long sequence = number(fields, "sequence");
        long time = number(fields, "time");
        long index = number(fields, "index");
        require(sequence >= 1, "sequence");
        require(index <= Integer.MAX_VALUE, "index");
        return new Receipt(
                text(fields, "database"),
                new Entry(sequence, time, bytes(fields, "mutation")),
                (int) index,
                readHashes(fields),
                new OutcomeProof(bytes(fields, "outcome"), readSteps(fields)),
                bytes(fields, "header"),
                text(fields, "checkpoint"));
    }

    private static Value hashes(List<Hash> hashes) {
        List<Value> values = new ArrayList<>(hashes.size());
        hashes.forEach(hash -> values.add(Value.of(hash.hex())));
        return new Value.Array(values);
    }

    private static Value steps(List<OutcomeProof.Step> steps) {
        List<Value> values = new ArrayList<>(steps.size());
        for (OutcomeProof.Step step : steps) {
            values.add(Value.Document.builder()
                    .put(step.side().word(), step.sibling().hex())
                    .build());
        }
        return new Value.Array(values);
    }

    private static List<Hash> readHashes(Value.Document fields) {
        List<Hash> hashes = new ArrayList<>();
        for (Value value : array(fields, "logProof")) {
            hashes.add(hash(value, "logProof"));
        }
        return hashes;
    }

    private static List<OutcomeProof.Step> readSteps(Value.Document fields) {
        List<OutcomeProof.Step> steps = new ArrayList<>();
        for (Value value : array(fields, "receiptProof")) {
            require(value instanceof Value.Document step && step.size() == 1, "receiptProof");
            for (OutcomeProof.Side side : OutcomeProof.Side.values()) {
                Value sibling = ((Value.Document) value).get(side.word());
                if (sibling != null) {
                    steps.add(new OutcomeProof.Step(side, hash(sibling, "receiptProof")));
                }
            }
        }
        return steps;
    }

    private static Hash hash(Value value, String name) {
        require(value instanceof Value.Text, name);
        return Hash.parse(((Value.Text) value).value());
    }

    private static List<Value> array(Value.Document fields, String name) {
        if (fields.get(name) instanceof Value.Array array) {
            return array.values();
        }
        throw malformed(name, "the field " + name + " is no array");
    }

    private static String text(Value.Document fields, String name) {
        if (fields.get(name) instanceof Value.Text text) {
            return text.value();
        }
        throw malformed(name, "the field " + name + " is no text");
    }

    private static long number(Value.Document fields, String name) {
        if (fields.get(name) instanceof Value.Int number && number.value() >= 0) {
            return number.value();
        }
        throw malformed(name, "the field " + name + " is no number of 0 or more");
    }

    private static byte[] bytes(Value.Document fields, String name) {
        try {
            return Base64.getUrlDecoder().decode(text(fields, name));
        } catch (IllegalArgumentException notBase64) {
            throw malformed(name, "the field " + name + " is not base64url: " + notBase64.getMessage());
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static void require(boolean holds, String name) {
        if (!holds) {
            throw malformed(name, "the field " + name + " is malformed");
        }
    }

    private static CairnException.ProofInvalid malformed(String at, String what) {
        return new CairnException.ProofInvalid("receipt-malformed", at, what);
    }
}
