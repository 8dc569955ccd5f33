package io.cairn.engine.sql;

import io.cairn.engine.dialect.Ascii;
import io.cairn.engine.pgcatalog.QueryTexts;
import io.cairn.h2.api.ErrorCode;
import io.cairn.h2.message.DbException;

/** H2's words for a failure, without what the statement was rewritten to. */
final class FailureText {
    /** What H2 puts where it could not read on. */
    private static final String MARK = "[*]";

    private FailureText() {}

    static String of(DbException failure) {
        String text = QueryTexts.shown(unnumbered(String.valueOf(failure.getMessage())));
        return switch (failure.getErrorCode()) {
            case ErrorCode.SYNTAX_ERROR_1, ErrorCode.SYNTAX_ERROR_2 -> syntax(text);
            case ErrorCode.UNKNOWN_DATA_TYPE_1 -> "there is no type " + Ascii.lower(text.substring(text.indexOf('"')));
            case ErrorCode.VALUE_TOO_LONG_2 ->
                isNumber(failure)
                        ? text.replace("Value too long for column", "A number has too many digits for")
                        : text;
            case ErrorCode.LIKE_ESCAPE_ERROR_1 ->
                isRegex(failure)
                        ? "no regular expression that is understood here: " + text.substring(text.indexOf('"'))
                        : text;
            case ErrorCode.DUPLICATE_KEY_1 ->
                isMetTwice(failure)
                        ? "a row cannot be changed a second time: several rows of the source match it"
                        : text;
            default -> text;
        };
    }

    /** H2's text without its own number at the end. */
    private static String unnumbered(String text) {
        int number = text.lastIndexOf(" [");
        return number < 0 || !text.endsWith("]") ? text : text.substring(0, number);
    }

    /** What stands where the statement could not be read on, as far as who wrote it can know it. */
    private static String syntax(String text) {
        int mark = text.lastIndexOf(MARK);
        int end = text.lastIndexOf("\"; expected ");
        String rest =
                mark < 0 ? "" : text.substring(mark + MARK.length(), Math.max(mark + MARK.length(), end(text, end)));
        String token = token(rest.replace("\"\"", "\""));
        if (mark < 0 || Ascii.upper(token).startsWith(SystemFunctions.PREFIX)) {
            return "the statement cannot be read";
        }
        if (token.isEmpty()) {
            return "syntax error at the end";
        }
        return "syntax error at or near " + (token.startsWith("\"") ? token : "\"" + token + "\"");
    }

    private static int end(String text, int expected) {
        return expected >= 0 ? expected : text.endsWith("\"") ? text.length() - 1 : text.length();
    }

    /** The first word, name, string or sign of a text. */
    private static String token(String after) {
        int start = 0;
        while (start < after.length() && after.charAt(start) == ' ') {
            start++;
        }
        String text = after.substring(start);
        if (text.isEmpty()) {
            return text;
        }
        char first = text.charAt(0);
        if (first == '"' || first == '\'') {
            int close = text.indexOf(first, 1);
            return close < 0 ? text : text.substring(0, close + 1);
        }
        int end = 0;
        while (end < text.length() && Ascii.continuesWord(text.charAt(end))) {
            end++;
        }
        return text.substring(0, Math.max(1, end));
    }

    /** Whether what was too long is a number, as H2 tells by the type behind the column's name. */
    static boolean isNumber(DbException failure) {
        String text = String.valueOf(failure.getMessage());
        int end = text.indexOf(")\": ");
        int bracket = end < 0 ? -1 : text.lastIndexOf('(', end);
        return bracket >= 0
                && (text.startsWith("NUMERIC", bracket - "NUMERIC".length())
                        || text.startsWith("DECFLOAT", bracket - "DECFLOAT".length()));
    }

    /** Whether MERGE or UPDATE FROM met one row twice, which H2 calls a key that is there already. */
    static boolean isMetTwice(DbException failure) {
        return String.valueOf(failure.getMessage()).contains(": \"Merge using ON column expression, duplicate _ROWID_");
    }

    /** Whether an expression was wrong that is none of LIKE's: H2 says it in one way, but only that one has a cause. */
    static boolean isRegex(DbException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof com.google.re2j.PatternSyntaxException) {
                return true;
            }
        }
        return false;
    }

    /** Whether the constraint that is not there is the key that a foreign key needs. */
    static boolean isKey(DbException failure) {
        return String.valueOf(failure.getMessage()).startsWith("Constraint \"PRIMARY KEY | UNIQUE (");
    }

    /** Whether what was no date or time is written as one, so that a part of it is out of range. */
    static boolean isTime(DbException failure) {
        String text = unnumbered(String.valueOf(failure.getMessage()));
        int constant = text.lastIndexOf("constant \"");
        return constant >= 0 && isOf(text.substring(constant + "constant \"".length()), "0123456789-:.+TZ \"");
    }

    /** Whether what was no number is an integer, of more digits than its type has. */
    static boolean isInteger(DbException failure) {
        String text = String.valueOf(failure.getMessage());
        int quote = text.indexOf('"');
        if (quote < 0 || !isNumberFormat(failure)) {
            return false;
        }
        int start = text.startsWith("'", quote + 1) ? quote + 2 : quote + 1;
        int end = text.indexOf(start == quote + 1 ? '"' : '\'', start);
        return end > start && isOf(text.substring(start, end), "0123456789+- ");
    }

    private static boolean isNumberFormat(DbException failure) {
        Throwable cause = failure.getCause();
        while (cause != null && !(cause instanceof NumberFormatException)) {
            cause = cause.getCause();
        }
        return cause != null;
    }

    /** Whether a text has these characters only, a digit among them. */
    private static boolean isOf(String text, String characters) {
        boolean hasDigit = false;
        for (int i = 0; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) < 0) {
                return false;
            }
            hasDigit |= text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        return hasDigit;
    }
}
