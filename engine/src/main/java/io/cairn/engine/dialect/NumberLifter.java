package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a statement once, from left to right, for {@link LiftedNumbers}. It knows of SQL only what it has to. */
final class NumberLifter {
    private static final int NUMBERS_MAX = 64;
    private static final int DIGITS_MAX = 10;

    private static final Words STATEMENTS = Words.of("select update delete insert");
    private static final Words UPDATE = Words.of("update");
    /** What may make a number mean more than its value, or stands between two tables. */
    private static final int NOT_PLAIN = 1;
    /** What ends the part of a question that rows are chosen by. */
    private static final int BEHIND_WHERE = 2;
    /** What may stand before an operator and is no column. */
    private static final int NO_COLUMN = 4;
    /** What may stand behind a number, beside punctuation. */
    private static final int FOLLOWER = 8;
    /** What begins a part of a statement. */
    private static final int PART = 16;

    private static final Map<String, Integer> WORDS = new LinkedHashMap<>();
    private static final int WORD_LENGTH_MAX = 9;

    static {
        mark(NOT_PLAIN, "select with or on case using returning union intersect except join for of interval over");
        mark(BEHIND_WHERE | FOLLOWER, "group order limit offset fetch having window");
        mark(
                NO_COLUMN,
                "and not where set in is like ilike between similar to any all some exists null true false default"
                        + " escape collate distinct from date time timestamp");
        mark(FOLLOWER, "and where");
        mark(PART, "from where set values");
    }

    private static void mark(int flags, String words) {
        for (String word : Words.of(words).sorted()) {
            WORDS.merge(word, flags, (known, more) -> known | more);
        }
    }

    /** Where the reader is. */
    private enum Part {
        OTHER,
        TABLES,
        CONDITION,
        VALUES
    }

    /** What was read, as far as it matters; an operator compares or adds. */
    private enum Kind {
        NOTHING,
        COLUMN,
        OPERATOR,
        MINUS,
        OPEN,
        COMMA,
        OTHER
    }

    private final String text;
    private final List<Long> numbers = new ArrayList<>();
    private final StringBuilder lifted = new StringBuilder();
    private int at;
    private int copied;
    private int depth;
    private boolean isUpdate;
    private boolean isPlain = true;
    private Part part = Part.OTHER;
    private Kind last = Kind.NOTHING;
    private Kind second = Kind.NOTHING;
    private Kind third = Kind.NOTHING;
    private int lastStart;
    /** Where a number begins and ends that was read last, and waits for what follows; -1 for none. */
    private int numberStart = -1;

    private int numberEnd;

    NumberLifter(String text) {
        this.text = text;
    }

    @Nullable
    LiftedNumbers lifted() {
        if (!STATEMENTS.hasFirstOf(text)) {
            return null;
        }
        isUpdate = UPDATE.hasFirstOf(text);
        at = Ascii.firstWordEnd(text, Ascii.firstWordStart(text));
        while (at < text.length() && isPlain) {
            token();
        }
        settle(true);
        if (!isPlain || numbers.isEmpty()) {
            return null;
        }
        return new LiftedNumbers(lifted.append(text, copied, text.length()).toString(), numbers);
    }

    private void token() {
        char c = text.charAt(at);
        if (Ascii.isSpace(c)) {
            at++;
        } else if (Ascii.isDigit(c)) {
            number();
        } else if (c == '\'' || c == '"') {
            quoted(c);
        } else if (c < 0x80 && Ascii.startsWord(c)) {
            word();
        } else {
            symbol(c);
        }
    }

    private void read(Kind kind, int start) {
        third = second;
        second = last;
        last = kind;
        lastStart = start;
    }

    private void number() {
        settle(false);
        int start = at;
        while (at < text.length() && Ascii.isDigit(text.charAt(at))) {
            at++;
        }
        boolean isWhole = at == text.length() || !Ascii.continuesWord(text.charAt(at)) && text.charAt(at) != '.';
        boolean isSigned = last == Kind.MINUS && second != Kind.COLUMN;
        Kind before = isSigned ? second : last;
        Kind left = isSigned ? third : second;
        if (isWhole && at - start <= DIGITS_MAX && mayBeLifted(before, left) && isInteger(start)) {
            numberStart = isSigned ? lastStart : start;
            numberEnd = at;
        }
        read(Kind.OTHER, start);
        while (at < text.length() && (Ascii.continuesWord(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
    }

    private boolean mayBeLifted(Kind before, Kind left) {
        return switch (part) {
            case CONDITION -> (before == Kind.OPERATOR || before == Kind.MINUS) && left == Kind.COLUMN;
            case VALUES -> depth == 1 && (before == Kind.OPEN || before == Kind.COMMA);
            case OTHER, TABLES -> false;
        };
    }

    private boolean isInteger(int start) {
        boolean isPadded = text.charAt(start) == '0' && at - start > 1;
        return !isPadded && Long.parseLong(text, start, at, 10) <= Integer.MAX_VALUE;
    }

    /** Takes the number out that was read last, now that it is known what follows. */
    private void settle(boolean isFollowed) {
        if (numberStart >= 0 && isFollowed) {
            isPlain &= numbers.size() < NUMBERS_MAX;
            boolean isNegative = text.charAt(numberStart) == '-';
            int digits = numberStart;
            while (!Ascii.isDigit(text.charAt(digits))) {
                digits++;
            }
            long value = Long.parseLong(text, digits, numberEnd, 10);
            numbers.add(isNegative ? -value : value);
            lifted.append(text, copied, numberStart)
                    .append("CAST(?")
                    .append(numbers.size())
                    .append(" AS INTEGER)");
            copied = numberEnd;
        }
        numberStart = -1;
    }

    private void quoted(char quote) {
        settle(false);
        int start = at;
        // Behind a letter it is a string of another kind, with rules of its own.
        isPlain &= start == 0 || !Ascii.continuesWord(text.charAt(start - 1));
        int end = text.indexOf(quote, start + 1);
        isPlain &= end > 0;
        at = end < 0 ? text.length() : end + 1;
        read(quote == '"' ? Kind.COLUMN : Kind.OTHER, start);
    }

    private void word() {
        int start = at;
        while (at < text.length() && Ascii.continuesWord(text.charAt(at))) {
            at++;
        }
        String word = at - start > WORD_LENGTH_MAX ? "" : Ascii.lower(text.substring(start, at));
        int flags = WORDS.getOrDefault(word, 0);
        settle((flags & FOLLOWER) != 0);
        isPlain &= (flags & NOT_PLAIN) == 0;
        if (depth == 0 && (flags & BEHIND_WHERE) != 0) {
            part = Part.OTHER;
        } else if (depth == 0 && (flags & PART) != 0) {
            enter(word);
        }
        read((flags & NO_COLUMN) != 0 ? Kind.OTHER : Kind.COLUMN, start);
    }

    private void enter(String word) {
        switch (word) {
            case "from" -> {
                part = Part.TABLES;
                isPlain &= !isUpdate;
            }
            case "values" -> part = Part.VALUES;
            default -> part = Part.CONDITION;
        }
    }

    private void symbol(char c) {
        int start = at++;
        switch (c) {
            case '(' -> {
                settle(false);
                depth++;
                read(Kind.OPEN, start);
            }
            case ')' -> {
                settle(true);
                depth--;
                read(Kind.OTHER, start);
            }
            case ',' -> {
                settle(true);
                isPlain &= part != Part.TABLES || depth > 0;
                read(Kind.COMMA, start);
            }
            case ';' -> {
                settle(true);
                read(Kind.OTHER, start);
            }
            case '=', '<', '>', '!', '+' -> operator(c, start);
            case '-' -> {
                settle(false);
                isPlain &= !text.startsWith("-", at);
                read(Kind.MINUS, start);
            }
            case '.', '*' -> {
                settle(false);
                read(Kind.OTHER, start);
            }
            default -> isPlain = false;
        }
    }

    private void operator(char c, int start) {
        settle(false);
        if (c != '+' && at < text.length()) {
            char next = text.charAt(at);
            boolean isOfTwo = next == '=' && c != '=' || next == '>' && c == '<';
            at += isOfTwo ? 1 : 0;
            isPlain &= c != '!' || isOfTwo;
        }
        // More than that is an operator that is not known here.
        isPlain &= at == text.length() || "=<>!+*/".indexOf(text.charAt(at)) < 0;
        read(Kind.OPERATOR, start);
    }
}
