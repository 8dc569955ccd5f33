package io.cairn.engine.rule;

import io.cairn.engine.crypto.Addresses;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.TokenName;
import io.cairn.engine.model.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions of triggers and crons that move tokens: mint, transfer and withdraw. */
public final class TokenFunctions {
    /** The names of these functions. */
    public static final List<String> NAMES = List.of("transfer", "withdraw", "mint");

    private static final String TOKEN = "token";
    private static final String AMOUNT = "amount";
    private static final String FROM = "from";
    private static final String TO = "to";

    private TokenFunctions() {}

    /** The fields that the argument of a function has, all of them and no others. */
    public static List<String> fields(String function) {
        return switch (function) {
            case "mint" -> List.of(TOKEN, AMOUNT, TO);
            case "transfer" -> List.of(TOKEN, AMOUNT, FROM, TO);
            default -> List.of(TOKEN, AMOUNT, FROM);
        };
    }

    /** What a call asks for; {@code program-argument-wrong} where it is not asked for rightly. */
    static TokenMove of(String function, Value argument) {
        List<String> names = fields(function);
        if (!(argument instanceof Value.Document fields)) {
            throw DataFunctions.wrong(function, function + "() takes an object of " + String.join(", ", names));
        }
        for (String given : fields.fields().keySet()) {
            if (!names.contains(given)) {
                throw wrong(function, given, function + "() takes " + String.join(", ", names) + ", nothing else");
            }
        }
        String token = token(function, fields.get(TOKEN));
        long amount = amount(function, fields.get(AMOUNT));
        return switch (function) {
            case "mint" -> new TokenMove.Mint(token, amount, account(function, TO, fields));
            case "transfer" ->
                new TokenMove.Transfer(token, amount, account(function, FROM, fields), account(function, TO, fields));
            default -> new TokenMove.Withdraw(token, amount, account(function, FROM, fields));
        };
    }

    private static String token(String function, @Nullable Value value) {
        if (value instanceof Value.Text(var name) && TokenName.isValid(name)) {
            return name;
        }
        throw wrong(function, TOKEN, "token is the name of a token: 1 to 64 of A-Z, a-z, 0-9, '.', '_' and '-'");
    }

    private static long amount(String function, @Nullable Value value) {
        if (value instanceof Value.Int(var amount) && amount > 0) {
            return amount;
        }
        throw wrong(
                function,
                AMOUNT,
                "amount is a whole number of the token's smallest unit, at least 1; what a program computes is exact up to"
                        + " 2^53");
    }

    private static Account account(String function, String field, Value.Document fields) {
        if (!(fields.get(field) instanceof Value.Text(var text))) {
            throw wrong(function, field, field + " is an account, as a text");
        }
        try {
            return Addresses.parseAnyForm(text);
        } catch (CairnException.Incorrect malformed) {
            throw wrong(function, field, malformed.getMessage());
        }
    }

    private static CairnException.Refused wrong(String function, String field, String what) {
        return new CairnException.Refused(DataFunctions.WRONG, function + "()/" + field, what);
    }
}
