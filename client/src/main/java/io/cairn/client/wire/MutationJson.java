package io.cairn.client.wire;

import io.cairn.engine.crypto.Signatures;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Bundle;
import io.cairn.engine.mutation.Mutation;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Mutations and bundles as JSON: DB3's field names, binary as base64url without padding, {@code nonce} a number or a
 * decimal text. A bundle has {@code mutation_list} instead of {@code type} and {@code data}. An optional {@code
 * sender} must be the account that the key gives. Unknown fields are refused.
 */
public final class MutationJson {
    private static final List<String> MUTATION = List.of(
            "version",
            "chain_id",
            "sender_payment_chain_id",
            "nonce",
            "type",
            "data",
            "sender_signature",
            "sender_public_key",
            "sender");
    private static final List<String> BUNDLE = List.of(
            "version",
            "chain_id",
            "sender_payment_chain_id",
            "nonce",
            "mutation_list",
            "sender_signature",
            "sender_public_key",
            "sender");

    private MutationJson() {}

    /** The canonical bytes of a JSON mutation or bundle. */
    public static byte[] decode(Value json) {
        if (json instanceof Value.Document fields) {
            return fields.has("mutation_list")
                    ? bundle(fields).encode()
                    : mutation(fields, "").encode();
        }
        throw new CairnException.Incorrect("mutation-malformed", "", "a mutation is a JSON object");
    }

    private static Mutation mutation(Value.Document fields, String at) {
        requireKnown(fields, MUTATION, at);
        Mutation mutation = new Mutation(
                text(fields, "version", at),
                text(fields, "chain_id", at),
                text(fields, "sender_payment_chain_id", at),
                nonce(fields, at),
                text(fields, "type", at),
                bytes(fields, "data", at),
                bytes(fields, "sender_signature", at),
                bytes(fields, "sender_public_key", at));
        if (mutation.signature().length > 0) {
            requireSender(fields.get("sender"), Signatures.account(mutation.scheme(), mutation.publicKey()), at);
        }
        return mutation;
    }

    private static Bundle bundle(Value.Document fields) {
        requireKnown(fields, BUNDLE, "");
        if (!(fields.get("mutation_list") instanceof Value.Array list)) {
            throw wrong("mutation_list", "expected an array");
        }
        List<Mutation> mutations = new ArrayList<>();
        for (int i = 0; i < list.values().size(); i++) {
            String at = "mutation_list/" + i;
            if (!(list.values().get(i) instanceof Value.Document inner)) {
                throw wrong(at, "a mutation is a JSON object");
            }
            mutations.add(mutation(inner, at + "/"));
        }
        Bundle bundle = new Bundle(
                text(fields, "version", ""),
                text(fields, "chain_id", ""),
                text(fields, "sender_payment_chain_id", ""),
                nonce(fields, ""),
                mutations,
                bytes(fields, "sender_signature", ""),
                bytes(fields, "sender_public_key", ""));
        requireSender(fields.get("sender"), Signatures.account(bundle.scheme(), bundle.publicKey()), "");
        return bundle;
    }

    private static void requireKnown(Value.Document fields, List<String> known, String at) {
        for (String name : fields.fields().keySet()) {
            if (!known.contains(name)) {
                throw new CairnException.Incorrect("field-unknown", at + name, "unknown field of a mutation");
            }
        }
    }

    private static void requireSender(@Nullable Value claimed, Account sender, String at) {
        if (claimed != null
                && !(claimed instanceof Value.Text text
                        && Account.parse(text.value()).equals(sender))) {
            throw new CairnException.Incorrect("sender-mismatch", at + "sender", "the key belongs to " + sender.text());
        }
    }

    private static String text(Value.Document fields, String name, String at) {
        if (fields.get(name) instanceof Value.Text text) {
            return text.value();
        }
        throw wrong(at + name, "expected a text");
    }

    private static long nonce(Value.Document fields, String at) {
        Value value = fields.get("nonce");
        if (value instanceof Value.Int number) {
            return number.value();
        }
        if (value instanceof Value.Text text) {
            try {
                return Long.parseLong(text.value());
            } catch (NumberFormatException malformed) {
                throw wrong(at + "nonce", "expected a decimal number");
            }
        }
        throw wrong(at + "nonce", "expected a number");
    }

    private static byte[] bytes(Value.Document fields, String name, String at) {
        String text = text(fields, name, at);
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException malformed) {
            throw wrong(at + name, "expected base64url");
        }
    }

    private static CairnException wrong(String at, String message) {
        return new CairnException.Incorrect("field-malformed", at, message);
    }

    /** The JSON form of a mutation. */
    public static Value.Document encode(Mutation mutation) {
        return Value.Document.builder()
                .put("version", mutation.version())
                .put("chain_id", mutation.chainId())
                .put("sender_payment_chain_id", mutation.paymentChain())
                .put("nonce", mutation.nonce())
                .put("type", mutation.type())
                .put("data", base64(mutation.data()))
                .put("sender_signature", base64(mutation.signature()))
                .put("sender_public_key", base64(mutation.publicKey()))
                .build();
    }

    /** The JSON form of a bundle. */
    public static Value.Document encode(Bundle bundle) {
        List<Value> mutations = new ArrayList<>();
        bundle.mutations().forEach(mutation -> mutations.add(encode(mutation)));
        return Value.Document.builder()
                .put("version", bundle.version())
                .put("chain_id", bundle.chainId())
                .put("sender_payment_chain_id", bundle.paymentChain())
                .put("nonce", bundle.nonce())
                .put("mutation_list", new Value.Array(mutations))
                .put("sender_signature", base64(bundle.signature()))
                .put("sender_public_key", base64(bundle.publicKey()))
                .build();
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
