package io.cairn.node.shell;

import io.cairn.engine.dialect.ScriptPart;
import java.util.List;
import java.util.function.Supplier;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/**
 * Tells the line editor whether a text is complete, and which word is to be completed.
 *
 * @param begun what earlier lines have left open
 */
record StatementParser(Supplier<String> begun) implements Parser {
    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE || context == ParseContext.SECONDARY_PROMPT) {
            ScriptPart part = ScriptPart.read(begun.get() + line);
            if (part.command() < 0 && !part.open().isEmpty()) {
                throw new EOFError(-1, -1, "the statement goes on", part.open());
            }
        }
        int start = cursor;
        boolean isFile = isFile(line);
        while (start > 0 && isPart(line.charAt(start - 1), isFile)) {
            start--;
        }
        if (start > 0 && line.charAt(start - 1) == '\\') {
            start--;
        }
        return new Word(line, cursor, line.substring(start, cursor));
    }

    @Override
    public boolean isEscapeChar(char c) {
        return false;
    }

    /** Whether the word at the end of a line is the name of a file. */
    static boolean isFile(String line) {
        return line.startsWith("\\i ") || line.startsWith("\\o ") || line.startsWith("\\e ");
    }

    private static boolean isPart(char c, boolean isFile) {
        return isFile ? !Character.isWhitespace(c) : Character.isLetterOrDigit(c) || c == '_' || c == '"' || c == '?';
    }

    /** The one word that matters. */
    private record Word(String line, int cursor, String word) implements CompletingParsedLine {
        @Override
        public int wordCursor() {
            return word.length();
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(word);
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return word.length();
        }

        @Override
        public int rawWordLength() {
            return word.length();
        }
    }
}
