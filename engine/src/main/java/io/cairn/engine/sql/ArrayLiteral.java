package io.cairn.engine.sql;

import io.cairn.engine.dialect.Ascii;
import io.cairn.engine.model.CairnException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's text of an array of one dimension, such as <code>{a,"b c",NULL}</code>, read as strictly as there. */
final class ArrayLiteral {
    private static final String BLANKS = " \t\n\r\u000B\f";

    private final String text;
    private int at;

    ArrayLiteral(String text) {
        this.text = text;
    }

    /** The elements, null for NULL; {@code sql-22P02} where it is no array, {@code sql-0A000} for arrays of arrays. */
    List<@Nullable String> elements() {
        List<@Nullable String> elements = new ArrayList<>();
        skipBlanks();
        if (peek() == '[') {
            throw SystemFunctions.refused("0A000", "arrays with bounds are not supported: " + text);
        }
        expect('{');
        skipBlanks();
        if (peek() == '}') {
            at++;
        } else {
            add(elements);
        }
        skipBlanks();
        if (at < text.length()) {
            throw malformed();
        }
        return elements;
    }

    private void add(List<@Nullable String> elements) {
        boolean goesOn = true;
        while (goesOn) {
            skipBlanks();
            elements.add(peek() == '"' ? quoted() : bare());
            if (elements.size() > SystemFunctions.ELEMENTS_MAX) {
                throw SystemFunctions.refused("54000", "an array of more elements than there may be");
            }
            skipBlanks();
            goesOn = peek() == ',';
            if (goesOn) {
                at++;
            }
        }
        expect('}');
    }

    private String quoted() {
        StringBuilder element = new StringBuilder();
        at++;
        while (peek() != '"') {
            if (peek() == '\\') {
                at++;
            }
            element.append(peek());
            at++;
        }
        at++;
        return element.toString();
    }

    private @Nullable String bare() {
        if (peek() == '{') {
            throw SystemFunctions.refused("0A000", "arrays of arrays are not supported: " + text);
        }
        StringBuilder element = new StringBuilder();
        boolean isEscaped = false;
        int end = 0;
        while (peek() != ',' && peek() != '}') {
            if (peek() == '{' || peek() == '"') {
                throw malformed();
            }
            boolean escapes = peek() == '\\';
            at += escapes ? 1 : 0;
            isEscaped |= escapes;
            element.append(peek());
            end = escapes || !isBlank(peek()) ? element.length() : end;
            at++;
        }
        element.setLength(end);
        if (element.isEmpty()) {
            throw malformed();
        }
        String read = element.toString();
        return !isEscaped && Ascii.lower(read).equals("null") ? null : read;
    }

    private char peek() {
        if (at >= text.length()) {
            throw malformed();
        }
        return text.charAt(at);
    }

    private void expect(char mark) {
        if (peek() != mark) {
            throw malformed();
        }
        at++;
    }

    private void skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isBlank(char c) {
        return BLANKS.indexOf(c) >= 0;
    }

    private CairnException malformed() {
        return SystemFunctions.refused("22P02", "malformed array literal: \"" + text + "\"");
    }
}
