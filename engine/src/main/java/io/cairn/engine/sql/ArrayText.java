package io.cairn.engine.sql;

import java.util.ArrayList;
import java.util.List;

/** PostgreSQL's text of an array of texts, such as <code>{a,0,"b c"}</code>. */
final class ArrayText {
    private final String text;
    private int at = 1;

    /** A text that begins and ends with a brace. */
    ArrayText(String text) {
        this.text = text;
    }

    /** The elements; {@code sql-22P02} where it is no array. */
    List<String> elements() {
        List<String> elements = new ArrayList<>();
        int end = text.length() - 1;
        if (text.substring(1, Math.max(1, end)).trim().isEmpty()) {
            return elements;
        }
        while (at <= end) {
            elements.add(element(end));
            if (at < end && text.charAt(at) != ',') {
                throw SystemFunctions.refused("22P02", "no array of texts: " + text);
            }
            at++;
        }
        return elements;
    }

    private String element(int end) {
        while (at < end && text.charAt(at) == ' ') {
            at++;
        }
        boolean isQuoted = text.charAt(at) == '"';
        at += isQuoted ? 1 : 0;
        StringBuilder element = new StringBuilder();
        while (at < end && text.charAt(at) != (isQuoted ? '"' : ',')) {
            if (text.charAt(at) == '\\' && at + 1 < end) {
                at++;
            }
            element.append(text.charAt(at++));
        }
        if (isQuoted) {
            at++;
            return element.toString();
        }
        return element.toString().trim();
    }
}
