package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;

/**
 * What a text holds to which more may be added, as a shell reads it line by line.
 *
 * @param statements those that a semicolon outside quotes and comments ends, without it
 * @param rest what was begun and not ended; empty where nothing but blanks and whole comments are left
 * @param open what the rest waits for: nothing, {@code -} for a semicolon, else the mark of what is open: {@code '},
 *     {@code "}, {@code $}, {@code (} or {@code *} for a comment
 * @param command where a backslash stands outside quotes, behind which nothing was read; -1 for nowhere
 */
public record ScriptPart(List<String> statements, String rest, String open, int command) {
    /** Copies the list. */
    public ScriptPart {
        statements = List.copyOf(statements);
    }

    /** Cuts a text of any form; never fails. */
    public static ScriptPart read(String text) {
        Lexer.Part part = Lexer.readPart(text);
        List<String> statements = new ArrayList<>();
        int start = 0;
        int depth = 0;
        boolean isEmpty = true;
        for (Token token : part.tokens()) {
            if (token.is(";")) {
                if (!isEmpty) {
                    statements.add(text.substring(firstCharacter(text, start), token.start()));
                }
                start = token.end();
                depth = 0;
                isEmpty = true;
                continue;
            }
            isEmpty &= token.kind() == TokenKind.SPACE;
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
        }
        int end = part.isOpen() ? text.length() : part.end();
        if (isEmpty && !part.isOpen()) {
            return new ScriptPart(statements, "", "", command(text, part));
        }
        String open = part.isOpen() ? mark(text, part.end()) : depth > 0 ? "(" : "-";
        return new ScriptPart(statements, text.substring(start, end), open, command(text, part));
    }

    private static int firstCharacter(String text, int start) {
        int first = start;
        while (Ascii.isSpace(text.charAt(first))) {
            first++;
        }
        return first;
    }

    private static int command(String text, Lexer.Part part) {
        return part.isOpen() || part.end() == text.length() ? -1 : part.end();
    }

    private static String mark(String text, int start) {
        char first = text.charAt(start);
        if (first == '/') {
            return "*";
        }
        if (first == '$') {
            return "$";
        }
        int apostrophe = text.indexOf('\'', start);
        int quote = text.indexOf('"', start);
        return quote >= 0 && (apostrophe < 0 || quote < apostrophe) ? "\"" : "'";
    }
}
