package io.cairn.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * How much of a token there was where more was asked for, as a receipt keeps it beside the code of the refusal.
 *
 * @param token its name
 * @param kind what there was so much of
 * @param amount how much there was
 * @param asked how much was asked for; 0 where it is not told, or all was
 * @param account who had it; empty for who signed, or where it is nobody's
 */
public record TokenShortage(String token, Kind kind, long amount, long asked, String account) {
    private static final String TOKEN = "token";
    private static final String ASKED = "asked";
    private static final String ACCOUNT = "account";

    /** What there is an amount of. */
    public enum Kind {
        /** What programs may still mint. */
        AVAILABLE("available"),
        /** What programs may move of what an account has. */
        BALANCE("balance"),
        /** What an account may take out. */
        WITHDRAWABLE("withdrawable"),
        /** What was ever credited, of which there can be 2^63-1. */
        CREDITED("credited");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /** What a refusal tells; null where it tells of no token. */
    public static @Nullable TokenShortage of(CairnException refusal) {
        Value.Document detail = refusal instanceof CairnException.Refused refused ? refused.detail() : null;
        return detail == null ? null : of(detail);
    }

    /** What the detail of an outcome tells; null where it tells of no token. */
    public static @Nullable TokenShortage of(Value.Document detail) {
        if (!(detail.get(TOKEN) instanceof Value.Text(var token))) {
            return null;
        }
        for (Kind kind : Kind.values()) {
            if (detail.get(kind.word) instanceof Value.Int(var amount)) {
                long asked = detail.get(ASKED) instanceof Value.Int(var told) ? told : 0;
                String account = detail.get(ACCOUNT) instanceof Value.Text(var text) ? text : "";
                return new TokenShortage(token, kind, amount, asked, account);
            }
        }
        return null;
    }

    /** Adds it to what is told of a refusal. */
    public void tell(Value.Document.Builder detail) {
        detail.put(TOKEN, token).put(kind.word, amount);
        if (asked > 0) {
            detail.put(ASKED, asked);
        }
        if (!account.isEmpty()) {
            detail.put(ACCOUNT, account);
        }
    }

    /** It alone. */
    public Value.Document toValue() {
        Value.Document.Builder detail = Value.Document.builder();
        tell(detail);
        return detail.build();
    }

    /** The same, of who signed. */
    public TokenShortage ofSigner() {
        return new TokenShortage(token, kind, amount, asked, "");
    }

    /** The same without what only who wrote the program knows. */
    public TokenShortage withoutAsked() {
        return new TokenShortage(token, kind, amount, 0, account);
    }

    /** It in words. */
    public String words() {
        String some = amount + " of " + token;
        String there = switch (kind) {
            case AVAILABLE -> "programs may mint " + some;
            case BALANCE -> "programs may move " + some + (account.isEmpty() ? "" : " from " + account);
            case WITHDRAWABLE -> some + " may be taken out" + (account.isEmpty() ? "" : " by " + account);
            case CREDITED -> some + " are credited, and there are at most " + Long.MAX_VALUE;
        };
        return asked == 0 ? there : there + (kind == Kind.CREDITED ? ", not " + asked + " more" : ", not " + asked);
    }
}
