package io.cairn.engine.mutation;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.TokenName;
import io.cairn.engine.model.Value;
import java.util.List;

/** Reads a query about tokens of the database. */
final class TokenQueryParser {
    private TokenQueryParser() {}

    /** Parses a query of one of the functions that {@link WriteQueryParser} sends here. */
    static WriteQuery parse(String function, Value.Array source, String at) {
        List<Value> parts = source.values();
        boolean credits = function.equals("creditToken");
        if (parts.size() != 3 && (credits || parts.size() != 2)) {
            String form = "[\"" + function + "\", token, amount]";
            throw new CairnException.Incorrect(
                    "query-length",
                    at,
                    "wrong number of arguments; write " + form
                            + (credits ? "" : ", or [\"" + function + "\", token] for all"));
        }
        if (!(parts.get(1) instanceof Value.Text(var name))) {
            throw new CairnException.Incorrect("query-type", at + "/1", "a token is named by a text");
        }
        String token = TokenName.checked(name, at + "/1");
        if (credits) {
            return new WriteQuery.OnCredit(token, amount(parts.get(2), at + "/2"), source);
        }
        return new WriteQuery.OnWithdrawal(
                token, parts.size() == 3 ? amount(parts.get(2), at + "/2") : WriteQuery.OnWithdrawal.ALL, source);
    }

    private static long amount(Value value, String at) {
        if (value instanceof Value.Int(var amount) && amount > 0) {
            return amount;
        }
        throw new CairnException.Incorrect(
                "token-amount-invalid",
                at,
                "an amount is a whole number of the token's smallest unit, 1 to " + Long.MAX_VALUE + ", not "
                        + Names.shown(Json.print(value)));
    }
}
