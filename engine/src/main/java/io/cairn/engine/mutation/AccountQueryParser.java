package io.cairn.engine.mutation;

import io.cairn.engine.codec.Json;
import io.cairn.engine.crypto.Addresses;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a query about accounts: owners of the database, and keys that act for who signs. */
final class AccountQueryParser {
    /** The longest time that a key may act for an account: that of a session, 30 days. */
    private static final long SECONDS_MAX = 30L * 24 * 60 * 60;

    private static final List<String> LINK_FIELDS = List.of("address", "expiry", "linkTo");

    private AccountQueryParser() {}

    /** Parses a query of one of the functions that {@link WriteQueryParser} sends here. */
    static WriteQuery parse(String function, Value.Array source, String at) {
        String form = function.equals("addAddressLink") ? "{\"address\": key, \"expiry\": seconds}" : "account";
        if (source.values().size() != 2) {
            throw new CairnException.Incorrect(
                    "query-length", at, "wrong number of arguments; write [\"" + function + "\", " + form + "]");
        }
        Value argument = source.values().get(1);
        return switch (function) {
            case "addOwner" -> new WriteQuery.OnOwner(true, account(argument, at + "/1"), source);
            case "removeOwner" -> new WriteQuery.OnOwner(false, account(argument, at + "/1"), source);
            case "removeAddressLink" -> new WriteQuery.OnLink(false, account(argument, at + "/1"), 0, null, source);
            default -> link(argument, at + "/1", source);
        };
    }

    private static WriteQuery link(Value argument, String at, Value.Array source) {
        if (!(argument instanceof Value.Document fields)) {
            throw new CairnException.Incorrect("query-type", at, "a link is {address, expiry}");
        }
        for (Map.Entry<String, Value> field : fields) {
            if (!LINK_FIELDS.contains(field.getKey())) {
                throw new CairnException.Incorrect(
                        "query-type",
                        at + "/" + Names.shown(field.getKey()),
                        "a link has address, expiry and linkTo; the key agrees by naming the account in what it signs");
            }
        }
        if (!(fields.get("expiry") instanceof Value.Int(var seconds)) || seconds < 1 || seconds > SECONDS_MAX) {
            throw new CairnException.Incorrect(
                    "link-expiry",
                    at + "/expiry",
                    "expiry is the seconds that the key may act, 1 to " + SECONDS_MAX + ": no link is for ever");
        }
        Value linkTo = fields.get("linkTo");
        return new WriteQuery.OnLink(
                true,
                account(fields.get("address"), at + "/address"),
                seconds,
                linkTo == null ? null : account(linkTo, at + "/linkTo"),
                source);
    }

    private static Account account(@Nullable Value value, String at) {
        if (!(value instanceof Value.Text(var text))) {
            throw new CairnException.Incorrect(
                    "query-type",
                    at,
                    "an account is a text" + (value == null ? "" : ", not " + Names.shown(Json.print(value))));
        }
        try {
            return Addresses.parseAnyForm(text);
        } catch (CairnException.Incorrect malformed) {
            throw new CairnException.Incorrect(malformed.code(), at, malformed.getMessage());
        }
    }
}
