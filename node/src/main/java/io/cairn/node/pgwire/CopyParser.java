package io.cairn.node.pgwire;

import io.cairn.node.pgtype.SqlFailure;
import io.cairn.node.pgtype.SqlState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads {@code COPY table [(columns)] FROM STDIN} and {@code COPY table or (query) TO STDOUT}, with options. */
final class CopyParser {
    private final CommandParser parser;

    CopyParser(CommandParser parser) {
        this.parser = parser;
    }

    /** Reads what stands behind the word COPY. */
    Command command() {
        boolean query = parser.token().isSymbol('(');
        String source = query ? parenthesis() : table();
        List<String> columns = !query && parser.token().isSymbol('(') ? columns() : List.of();
        boolean in = parser.token().is("from");
        if (!in && !parser.token().is("to") || in && query) {
            throw parser.unexpected();
        }
        parser.advance();
        if (!parser.token().is(in ? "stdin" : "stdout")) {
            throw SqlFailure.of(SqlState.FEATURE_NOT_SUPPORTED, "COPY to or from a file or program is not supported")
                    .withHint("Use STDIN and STDOUT; psql's \\copy command works for anyone.");
        }
        parser.advance();
        CopyFormat format = format(options());
        if (in) {
            return new Command.CopyIn(source, columns, format);
        }
        String selected = columns.isEmpty() ? "*" : String.join(", ", columns);
        return new Command.CopyOut(query ? source : "SELECT " + selected + " FROM " + source, format);
    }

    /** The text between a parenthesis and the one that closes it. */
    private String parenthesis() {
        int start = parser.token().end();
        int depth = 0;
        while (true) {
            Token token = parser.token();
            if (token.kind() == Token.Kind.END) {
                throw parser.unexpected();
            }
            depth += token.isSymbol('(') ? 1 : token.isSymbol(')') ? -1 : 0;
            parser.advance();
            if (depth == 0) {
                return parser.sql().substring(start, token.start());
            }
        }
    }

    private String table() {
        int start = parser.token().start();
        int end = parser.token().end();
        parser.name();
        while (parser.token().isSymbol('.')) {
            parser.advance();
            end = parser.token().end();
            parser.name();
        }
        return parser.sql().substring(start, end);
    }

    private List<String> columns() {
        List<String> columns = new ArrayList<>();
        do {
            parser.advance();
            Token column = parser.token();
            parser.name();
            columns.add(parser.sql().substring(column.start(), column.end()));
        } while (parser.token().isSymbol(','));
        parser.expectSymbol(')');
        return columns;
    }

    /** Options in parentheses, or in the older form without them. */
    private Map<String, String> options() {
        Map<String, String> options = new HashMap<>();
        if (parser.token().is("with")) {
            parser.advance();
        }
        if (parser.token().isSymbol('(')) {
            do {
                parser.advance();
                String name = parser.name();
                boolean bare = parser.token().isSymbol(',') || parser.token().isSymbol(')');
                options.put(name, bare ? "true" : value());
            } while (parser.token().isSymbol(','));
            parser.expectSymbol(')');
        }
        while (parser.token().kind() == Token.Kind.WORD) {
            String name = parser.name();
            switch (name) {
                case "csv", "binary" -> options.put("format", name);
                case "header" -> options.put(name, "true");
                case "delimiter", "null", "quote", "escape" -> {
                    if (parser.token().is("as")) {
                        parser.advance();
                    }
                    options.put(name, value());
                }
                default ->
                    throw SqlFailure.of(
                            SqlState.FEATURE_NOT_SUPPORTED,
                            "COPY with " + name.toUpperCase(Locale.ROOT) + " is not supported");
            }
        }
        parser.requireEnd();
        return options;
    }

    private String value() {
        Token token = parser.token();
        switch (token.kind()) {
            case WORD, STRING, NUMBER, QUOTED_NAME -> parser.advance();
            default -> throw parser.unexpected();
        }
        return token.text();
    }

    private static CopyFormat format(Map<String, String> options) {
        String kind = options.getOrDefault("format", "text").toLowerCase(Locale.ROOT);
        if (!kind.equals("text") && !kind.equals("csv")) {
            throw SqlFailure.of(SqlState.FEATURE_NOT_SUPPORTED, "COPY format \"" + kind + "\" is not supported");
        }
        boolean csv = kind.equals("csv");
        // Nothing more is done: a row that was committed is never touched again to say so.
        boolean _ = truth("freeze", options.getOrDefault("freeze", "false"));
        for (String name : options.keySet()) {
            boolean known = switch (name) {
                case "format", "header", "delimiter", "null" -> true;
                case "quote", "escape" -> csv;
                case "freeze" -> true;
                case "encoding" ->
                    Setting.CLIENT_ENCODING.read(options.get(name)).equals("UTF8");
                default -> false;
            };
            if (!known) {
                throw SqlFailure.of(
                        SqlState.FEATURE_NOT_SUPPORTED,
                        "COPY option \"" + name + "\" is not supported with format " + kind);
            }
        }
        char quote = character(options, "quote", '"');
        char delimiter = character(options, "delimiter", csv ? ',' : '\t');
        String nullText = options.getOrDefault("null", csv ? "" : "\\N");
        boolean clash = csv ? delimiter == quote : "\\.abcdefghijklmnopqrstuvwxyz0123456789".indexOf(delimiter) >= 0;
        if (clash || delimiter == '\n' || delimiter == '\r') {
            throw SqlFailure.of(SqlState.INVALID_PARAMETER, "COPY delimiter cannot be \"" + delimiter + "\"");
        }
        if (nullText.indexOf('\n') >= 0 || nullText.indexOf('\r') >= 0 || nullText.indexOf(delimiter) >= 0) {
            throw SqlFailure.of(
                    SqlState.INVALID_PARAMETER, "COPY null representation cannot hold a delimiter or end a line");
        }
        boolean header = truth("header", options.getOrDefault("header", "false"));
        return new CopyFormat(csv, delimiter, nullText, header, quote, character(options, "escape", quote));
    }

    private static boolean truth(String option, String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "on", "1" -> true;
            case "false", "off", "0" -> false;
            default ->
                throw SqlFailure.of(
                        SqlState.FEATURE_NOT_SUPPORTED,
                        "COPY option \"" + option + "\" is true or false, not " + value);
        };
    }

    private static char character(Map<String, String> options, String name, char standard) {
        String value = options.getOrDefault(name, String.valueOf(standard));
        if (value.length() != 1 || value.charAt(0) > 0x7E) {
            throw SqlFailure.of(SqlState.INVALID_PARAMETER, "COPY " + name + " must be a single one-byte character");
        }
        return value.charAt(0);
    }
}
