package io.cairn.client.jdbc;

import io.cairn.engine.mutation.SqlText;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A statement cut at its parameters. JDBC's escapes ({@code {ts '…'}}, {@code {fn …}}) are written out as SQL.
 *
 * @param pieces the text between the marks of parameters, one more than there are marks
 * @param numbers the parameter of each mark, from 1: {@code ?} in order, or as {@code $1} says
 * @param words the first words in capitals, at most three
 * @param returns whether it says RETURNING
 */
record SqlTemplate(List<String> pieces, List<Integer> numbers, List<String> words, boolean returns) {
    private static final Set<String> QUESTIONS = Set.of("SELECT", "VALUES", "WITH", "TABLE", "EXPLAIN", "SHOW", "DIFF");
    private static final Set<String> RETURNING = Set.of("INSERT", "UPDATE", "DELETE");
    private static final int WORDS_MAX = 3;
    private static final int PARAMETER_DIGITS_MAX = 5;

    static SqlTemplate of(String sql, boolean escapes) throws SQLException {
        return new Scan(sql, escapes).read();
    }

    /** How many parameters it has. */
    int parameterCount() {
        return numbers.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** Whether it begins as a question does; WITH may go before a change all the same. */
    boolean asks() {
        return !words.isEmpty() && QUESTIONS.contains(words.getFirst());
    }

    /** Whether it may say what it did to rows. */
    boolean canReturn() {
        return !words.isEmpty() && RETURNING.contains(words.getFirst());
    }

    /** The same, giving columns back; all of them where the list is empty. */
    SqlTemplate returning(List<String> columns) {
        List<String> longer = new ArrayList<>(pieces);
        String last = longer.removeLast().stripTrailing();
        while (last.endsWith(";")) {
            last = last.substring(0, last.length() - 1).stripTrailing();
        }
        String names = columns.isEmpty()
                ? "*"
                : String.join(", ", columns.stream().map(SqlTemplate::quoted).toList());
        // On a line of its own, as a comment may end the text.
        longer.add(last + "\nRETURNING " + names);
        return new SqlTemplate(longer, numbers, words, true);
    }

    /** An identifier in quotes. */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** The text with what stands for each parameter. */
    String text(List<String> marks) {
        StringBuilder text = new StringBuilder(pieces.getFirst());
        for (int i = 0; i < numbers.size(); i++) {
            text.append(marks.get(numbers.get(i) - 1)).append(pieces.get(i + 1));
        }
        return text.toString();
    }

    /** The text with its parameters as {@code $1}, {@code $2}. */
    String numbered() {
        return text(IntStream.rangeClosed(1, parameterCount())
                .mapToObj(number -> "$" + number)
                .toList());
    }

    /** One walk over a text. */
    private static final class Scan {
        private final String sql;
        private final boolean escapes;
        private final List<String> pieces = new ArrayList<>();
        private final List<String> words = new ArrayList<>();
        private StringBuilder piece = new StringBuilder();
        private final List<Integer> numbers = new ArrayList<>();
        private boolean counted;
        private boolean returns;
        private int open;
        private int at;

        Scan(String sql, boolean escapes) {
            this.sql = sql;
            this.escapes = escapes;
        }

        SqlTemplate read() throws SQLException {
            while (at < sql.length()) {
                char c = sql.charAt(at);
                String skipped = skipped(c);
                if (skipped != null) {
                    piece.append(skipped);
                } else if (c == '?') {
                    at++;
                    mark(-1);
                } else if (c == '$' && at + 1 < sql.length() && isDigit(sql.charAt(at + 1))) {
                    mark(number());
                } else if (escapes && c == '{') {
                    escape();
                } else if (escapes && c == '}' && open > 0) {
                    open--;
                    at++;
                } else {
                    word(c);
                }
            }
            if (open > 0) {
                throw Failures.of("42601", "an escape in braces without its end", null);
            }
            pieces.add(piece.toString());
            return new SqlTemplate(List.copyOf(pieces), List.copyOf(numbers), List.copyOf(words), returns);
        }

        /** Ends a piece at a parameter; one without a number is the next. */
        private void mark(int number) throws SQLException {
            boolean counts = number < 0;
            if (!numbers.isEmpty() && counts != counted) {
                throw Failures.of("42601", "parameters with and without numbers", null);
            }
            counted = counts;
            numbers.add(counts ? numbers.size() + 1 : number);
            pieces.add(piece.toString());
            piece = new StringBuilder();
        }

        private int number() throws SQLException {
            int start = ++at;
            while (at < sql.length() && isDigit(sql.charAt(at))) {
                at++;
            }
            boolean fits = at - start <= PARAMETER_DIGITS_MAX;
            int number = fits ? Integer.parseInt(sql.substring(start, at)) : 0;
            if (number < 1 || number > SqlText.PARAMETERS_MAX) {
                throw Failures.of("42601", "parameters have numbers from 1 to " + SqlText.PARAMETERS_MAX, null);
            }
            return number;
        }

        private static boolean isDigit(char c) {
            return c >= '0' && c <= '9';
        }

        private void word(char c) {
            int start = at++;
            while (isWord(c) && at < sql.length() && isWord(sql.charAt(at))) {
                at++;
            }
            String read = sql.substring(start, at);
            if (isWord(c) && words.size() < WORDS_MAX) {
                words.add(read.toUpperCase(Locale.ROOT));
            }
            piece.append(read);
            returns |= read.equalsIgnoreCase("returning");
            boolean isBackslashed = read.equalsIgnoreCase("e") && at < sql.length() && sql.charAt(at) == '\'';
            if (isBackslashed) {
                piece.append(backslashed());
            }
        }

        private static boolean isWord(char c) {
            return Character.isLetterOrDigit(c) || c == '_' || c == '$';
        }

        /** Moves over a string, a quoted name or a comment; null where there is none. */
        private @Nullable String skipped(char c) {
            int start = at;
            if (c == '\'' || c == '"') {
                at = behind(String.valueOf(c), at + 1);
            } else if (sql.startsWith("--", at)) {
                at = behind("\n", at);
            } else if (sql.startsWith("/*", at)) {
                comment();
            } else if (c == '$' && tagEnd() > 0) {
                at = behind(sql.substring(at, tagEnd()), tagEnd());
            } else {
                return null;
            }
            return sql.substring(start, at);
        }

        private int behind(String mark, int from) {
            int found = sql.indexOf(mark, from);
            return found < 0 ? sql.length() : found + mark.length();
        }

        private void comment() {
            int depth = 0;
            do {
                boolean opens = sql.startsWith("/*", at);
                boolean closes = sql.startsWith("*/", at);
                depth += opens ? 1 : closes ? -1 : 0;
                at += opens || closes ? 2 : 1;
            } while (depth > 0 && at < sql.length());
            at = Math.min(at, sql.length());
        }

        /** Where a dollar quote's text begins that opens here, or 0. */
        private int tagEnd() {
            int end = at + 1;
            while (end < sql.length() && (Character.isLetterOrDigit(sql.charAt(end)) || sql.charAt(end) == '_')) {
                end++;
            }
            return end < sql.length() && sql.charAt(end) == '$' ? end + 1 : 0;
        }

        private String backslashed() {
            int start = at++;
            while (at < sql.length() && sql.charAt(at) != '\'') {
                at += sql.charAt(at) == '\\' ? 2 : 1;
            }
            at = Math.min(at + 1, sql.length());
            return sql.substring(start, at);
        }

        /** What a brace opens, in SQL's own words. */
        private void escape() throws SQLException {
            do {
                at++;
            } while (at < sql.length() && Character.isWhitespace(sql.charAt(at)));
            int start = at;
            while (at < sql.length() && Character.isLetter(sql.charAt(at))) {
                at++;
            }
            String word = sql.substring(start, at).toLowerCase(Locale.ROOT);
            piece.append(
                    switch (word) {
                        case "d" -> "date ";
                        case "t" -> "time ";
                        case "ts" -> "timestamp ";
                        case "fn", "oj" -> "";
                        case "escape" -> "escape ";
                        default -> throw Failures.unsupported("the escape {" + word + "}");
                    });
            open++;
        }
    }
}
