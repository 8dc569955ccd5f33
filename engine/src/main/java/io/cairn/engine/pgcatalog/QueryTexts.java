package io.cairn.engine.pgcatalog;

/** Texts of the engine for clients: a query of WITH has the name there that its author gave it. */
public final class QueryTexts {
    /** What the names of the queries of WITH begin with, before a number and a blank. */
    public static final String PREFIX = "cairn with ";

    private QueryTexts() {}

    /** The text without the part of names that no client wrote. */
    public static String shown(String text) {
        int at = text.indexOf(PREFIX);
        if (at < 0) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        int from = 0;
        while (at >= 0) {
            int end = at + PREFIX.length();
            while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
                end++;
            }
            boolean isNumbered = end > at + PREFIX.length() && end < text.length() && text.charAt(end) == ' ';
            shown.append(text, from, isNumbered ? at : end);
            from = isNumbered ? end + 1 : end;
            at = text.indexOf(PREFIX, from);
        }
        return shown.append(text, from, text.length()).toString();
    }
}
