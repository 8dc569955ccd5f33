package io.cairn.engine.document;

import io.cairn.engine.crypto.Addresses;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.TokenName;
import io.cairn.engine.model.Value;
import java.util.List;

/** Reads one question about tokens: its names, then its options. */
final class TokenQueryParser {
    private TokenQueryParser() {}

    static ReadQuery balance(List<String> names) {
        if (names.size() != 2) {
            throw new CairnException.Incorrect(
                    "query-length", "query", "wrong number of names; write [\"getBalance\", token, account]");
        }
        return new TokenQuery.OfBalance(
                TokenName.checked(names.getFirst(), "query/1"), account(names.getLast(), "query/2"));
    }

    private static Account account(String text, String at) {
        try {
            return Addresses.parseAnyForm(text);
        } catch (CairnException.Incorrect malformed) {
            throw new CairnException.Incorrect(malformed.code(), at, malformed.getMessage());
        }
    }

    static ReadQuery withdrawals(List<String> names, List<Value> options) {
        if (names.size() > 1) {
            throw new CairnException.Incorrect(
                    "query-length",
                    "query",
                    "wrong number of names; write [\"listWithdrawals\"] or [\"listWithdrawals\", token]");
        }
        String token = names.isEmpty() ? null : TokenName.checked(names.getFirst(), "query/1");
        int limit = 0;
        long after = -1;
        for (int i = 0; i < options.size(); i++) {
            String at = "query/" + (names.size() + 1 + i);
            if (options.get(i) instanceof Value.Int(var number) && limit == 0) {
                limit = limit(number, at);
            } else if (after < 0 && isStart(options.get(i))) {
                after = ((Value.Int) ((Value.Array) options.get(i)).values().getLast()).value();
            } else {
                throw new CairnException.Incorrect(
                        "query-type",
                        at,
                        "the options are one limit and one [\"startAfter\", number]: "
                                + QueryParser.shown(options.get(i)));
            }
        }
        return new TokenQuery.OfWithdrawals(token, limit == 0 ? Query.LIMIT_MAX : limit, Math.max(after, 0));
    }

    private static int limit(long number, String at) {
        if (number < 1 || number > Query.LIMIT_MAX) {
            throw new CairnException.Incorrect("query-type", at, "a limit is 1 to " + Query.LIMIT_MAX + ": " + number);
        }
        return (int) number;
    }

    private static boolean isStart(Value option) {
        return option instanceof Value.Array(var parts)
                && parts.size() == 2
                && parts.getFirst().equals(Value.of("startAfter"))
                && parts.getLast() instanceof Value.Int(var number)
                && number >= 0
                && number < Long.MAX_VALUE;
    }
}
