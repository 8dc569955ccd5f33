package io.cairn.engine.model;

/**
 * What a token of a database is called: 1 to 64 of the letters A to Z and a to z, digits and {@code . _ -}. Names that begin
 * with {@code chain:} are kept for what the main chain will deposit.
 */
public final class TokenName {
    private static final int LENGTH_MAX = 64;
    private static final String RESERVED = "chain:";

    private TokenName() {}

    /** Whether a text is the name of a token, of a database's own or of the main chain's. */
    public static boolean isValid(String text) {
        String own = isReserved(text) ? text.substring(RESERVED.length()) : text;
        return !own.isEmpty() && text.length() <= LENGTH_MAX && own.chars().allMatch(TokenName::isLetter);
    }

    /** Whether a name is kept for the main chain. */
    public static boolean isReserved(String text) {
        return text.startsWith(RESERVED);
    }

    /** The name of a token; {@code token-name-invalid} for any other text. */
    public static String checked(String text, String at) {
        if (!isValid(text)) {
            throw new CairnException.Incorrect(
                    "token-name-invalid", at, "the name of a token is 1 to 64 of A-Z, a-z, 0-9, '.', '_' and '-'");
        }
        return text;
    }

    private static boolean isLetter(int c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '_' || c == '-';
    }
}
