package io.cairn.engine.dialect;

import io.cairn.engine.model.CairnException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** From a statement in PostgreSQL's SQL to one that the engine may run, or to a refusal. */
public final class Dialect {
    private static final Words CONTROL =
            Words.of("begin start commit end rollback abort savepoint release set reset show");

    private static final Words RIGHTS = Words.of("grant revoke create alter drop comment");

    private static final Words COPY = Words.of("copy");

    private static final Words NO_DEFINITIONS = Words.of("select insert update delete values");

    private Dialect() {}

    /**
     * Reads one statement; a semicolon at its end is no part of it.
     *
     * @param tables what is known of the tables, asked only by statements that change them
     * @throws CairnException.Incorrect {@code sql-too-long}, {@code sql-too-deep}, {@code sql-malformed},
     *     {@code sql-empty}, {@code sql-several-statements}, {@code sql-not-allowed}, {@code sql-no-function},
     *     {@code sql-not-supported}, {@code sql-no-table}, {@code sql-no-unique-key}, {@code sql-too-many-names},
     *     {@code sql-no-constraint},
     *     {@code sql-no-interval}, {@code sql-interval-too-long}
     */
    public static Statement read(String text, TableLookup tables) {
        List<Node> nodes = JsonCalls.questions(single(Nodes.of(Lexer.read(text))));
        String shape = shape(Nodes.tokens(nodes));
        StatementKind kind = Gate.kind(nodes);
        List<Node> numbered = Parameters.number(nodes);
        return switch (kind) {
            case BEGIN, COMMIT, ROLLBACK, SAVEPOINT, RELEASE, ROLLBACK_TO, SET, SHOW ->
                new Statement.Session(kind, words(nodes), shape);
            case COPY -> Copies.read(nodes, tables, shape);
            case RIGHTS -> RightsParser.read(nodes, text, shape);
            case SHOW_HISTORY -> Travel.history(numbered, shape);
            case SHOW_READS -> ReadsParser.read(nodes, shape);
            case DIFFERENCE -> Travel.difference(numbered, shape);
            case QUERY, EXPLAIN, INSERT, UPDATE, DELETE, MERGE, TRUNCATE, DEFINITION ->
                engine(kind, numbered, tables, shape);
        };
    }

    /** A statement about the transaction or session, or nothing for any other. */
    public static Optional<Statement.Session> control(String text) {
        // Most statements are others, and their first word says so.
        if (Ascii.beginsWithWord(text) && !CONTROL.hasFirstOf(text)) {
            return Optional.empty();
        }
        List<Node> nodes = single(Nodes.of(Lexer.read(text)));
        StatementKind kind = Gate.kind(nodes);
        return switch (kind) {
            case BEGIN, COMMIT, ROLLBACK, SAVEPOINT, RELEASE, ROLLBACK_TO, SET, SHOW ->
                Optional.of(new Statement.Session(kind, words(nodes), shape(Nodes.tokens(nodes))));
            default -> Optional.empty();
        };
    }

    /** The words and names that a text holds, unquoted ones in lower case; fails as {@link #read} does. */
    public static Set<String> names(String text) {
        Set<String> names = new TreeSet<>();
        for (Token token : Nodes.tokens(Nodes.of(Lexer.read(text)))) {
            if (token.kind() == TokenKind.WORD || token.kind() == TokenKind.QUOTED) {
                names.add(token.value());
            }
        }
        return names;
    }

    /** Whether a statement is COPY, which takes its rows from a parameter. */
    public static boolean isCopy(String text) {
        return COPY.hasFirstOf(text);
    }

    /** Whether the first word of a statement says that it defines nothing; it may be no statement at all. */
    public static boolean isPlainlyNoDefinition(String text) {
        return NO_DEFINITIONS.hasFirstOf(text);
    }

    /**
     * The word for the change of rows that a statement makes, in lower case, whatever stands before it; empty for every
     * other statement and for a text that cannot be read, which whoever runs it refuses.
     */
    public static String change(String text) {
        try {
            StatementKind kind = Gate.kind(single(Nodes.of(Lexer.read(text))));
            return kind.changesRows() ? Ascii.lower(kind.name()) : "";
        } catch (CairnException.Incorrect unreadable) {
            return "";
        }
    }

    /** Whether the first word of a text may be that of a statement about rights. */
    public static boolean mayBeOfRights(String text) {
        return !Ascii.beginsWithWord(text) || RIGHTS.hasFirstOf(text);
    }

    /**
     * What a statement asks about rights; empty for a statement of any other kind, of which nothing else is read.
     *
     * @throws CairnException.Incorrect as {@link #read} does
     */
    public static Optional<RightsChange> rights(String text) {
        // Most statements are others, and their first word says so.
        if (!mayBeOfRights(text)) {
            return Optional.empty();
        }
        List<Node> nodes = single(Nodes.of(Lexer.read(text)));
        return Gate.kind(nodes) == StatementKind.RIGHTS
                ? Optional.of(RightsParser.read(nodes, text, "").change())
                : Optional.empty();
    }

    /**
     * A condition in PostgreSQL's SQL as H2 reads it.
     *
     * @throws CairnException.Incorrect as {@link #read} does
     */
    public static String condition(String text) {
        List<Node> nodes = Nodes.of(Lexer.read(text));
        for (Token token : Nodes.tokens(nodes)) {
            if (token.is(";") || token.kind() == TokenKind.PARAMETER) {
                throw Refusal.malformed(token.start(), "a condition has neither semicolons nor parameters");
            }
        }
        if (nodes.isEmpty()) {
            throw Refusal.malformed(0, "a condition is expected");
        }
        if (Travel.cut(nodes).asOf().isPresent() || Changes.kindWithin(nodes) != StatementKind.QUERY) {
            throw Refusal.notSupported(nodes.getFirst().start(), "a condition about the past or with a change");
        }
        Gate.check(nodes, StatementKind.QUERY);
        return Nodes.text(Nodes.tokens(Nodes.inEveryLevel(QueryNames.rewrite(nodes), Dialect::rewriteLevel)));
    }

    /** A TRUNCATE in H2's words, as one statement for each of its tables. */
    public static List<String> truncations(Statement.Engine truncate) {
        return Truncations.each(truncate.text());
    }

    /** A definition in H2's words, an ALTER TABLE of several changes as one statement for each of them. */
    public static List<String> alterations(Statement.Engine definition) {
        return Alterations.each(definition.text());
    }

    /** Whether a definition is an ALTER TABLE of several changes, none of which is a new name. */
    public static boolean makesSeveralChanges(String text) {
        List<Node> nodes = Nodes.of(Lexer.read(text));
        return Nodes.isAt(nodes, 0, "alter", "table") && Nodes.split(nodes).size() > 1;
    }

    /** Checks, rewrites and writes out a statement for the engine. */
    static Statement.Engine engine(StatementKind kind, List<Node> nodes, TableLookup tables, String shape) {
        Travel.Cut cut = Travel.cut(nodes);
        List<Node> plain = SystemNames.inEveryLevel(cut.nodes());
        Gate.check(plain, kind);
        StatementKind changed = kind == StatementKind.QUERY ? Changes.kindWithin(plain) : kind;
        if (cut.asOf().isPresent() && changed != StatementKind.QUERY) {
            throw Refusal.notSupported(nodes.getFirst().start(), "only queries look at the past");
        }
        boolean isChange = kind == StatementKind.UPDATE || kind == StatementKind.DELETE || kind == StatementKind.MERGE;
        plain = QueryNames.rewrite(plain);
        plain = isChange ? InlinedTables.rewrite(plain) : plain;
        plain = kind.changesRows() ? OwnWrites.rewrite(plain) : plain;
        // Before anything is written otherwise, as a call in brackets has the name that it was called by.
        List<Node> labelled = Labels.rewrite(Nodes.inEveryGroup(plain, level -> Labels.rewrite(level, false)), true);
        List<Node> levels = rewriteLevel(Nodes.inEveryGroup(labelled, Dialect::rewriteLevel));
        List<Node> rewritten = switch (kind) {
            case INSERT, UPDATE, DELETE, MERGE -> new Changes(levels, tables).rewrite();
            case EXPLAIN -> explained(levels, tables);
            case DEFINITION -> {
                refuseChange(levels);
                yield Types.inDefinition(levels, tables);
            }
            case TRUNCATE -> Truncations.rewrite(levels);
            case QUERY -> CommonTables.answer(levels);
            default -> levels;
        };
        boolean returnsRows = kind == StatementKind.QUERY
                || kind == StatementKind.EXPLAIN
                || rewritten.getFirst().isWord("select");
        List<Token> tokens = Nodes.tokens(rewritten);
        List<Integer> parameters = new ArrayList<>();
        List<Token> compact = Parameters.compact(tokens, parameters);
        return new Statement.Engine(
                changed, Nodes.text(compact), parameters, Parameters.count(nodes), returnsRows, cut.asOf(), shape);
    }

    private static List<Node> explained(List<Node> levels, TableLookup tables) {
        refuseChange(levels);
        int body = Nodes.isAt(levels, 1, "plan", "for") ? 3 : 1;
        List<Node> plan = new ArrayList<>(Nodes.of("EXPLAIN"));
        List<Node> statement = levels.subList(body, levels.size());
        if (Gate.kind(statement) == StatementKind.QUERY) {
            plan.addAll(statement);
            return plan;
        }
        int returning = Nodes.find(statement, 0, "returning");
        plan.addAll(new Changes(statement.subList(0, returning), tables).rewrite());
        return plan;
    }

    /** A view or plan must not hide a change. */
    private static void refuseChange(List<Node> nodes) {
        if (Changes.kindWithin(nodes) != StatementKind.QUERY) {
            throw Refusal.notSupported(nodes.getFirst().start(), "a change within this statement");
        }
    }

    private static List<Node> rewriteLevel(List<Node> level) {
        List<Node> plain = QueryEnds.rewrite(PatternLists.rewrite(Filters.rewrite(level)));
        return Selects.rewrite(CommonTables.rewrite(Expressions.rewrite(plain)));
    }

    private static List<Node> single(List<Node> nodes) {
        int end = nodes.size();
        while (end > 0 && nodes.get(end - 1).is(";")) {
            end--;
        }
        List<Node> statement = nodes.subList(0, end);
        if (statement.isEmpty()) {
            throw new CairnException.Incorrect("sql-empty", "sql", "the text holds no statement");
        }
        for (Node node : statement) {
            if (node.is(";")) {
                throw Refusal.refusal("sql-several-statements", node.start(), "one statement at a time");
            }
        }
        return statement;
    }

    private static List<String> words(List<Node> nodes) {
        return Nodes.tokens(nodes).stream()
                .map(token -> token.kind() == TokenKind.WORD ? token.value() : token.plain())
                .toList();
    }

    private static String shape(List<Token> tokens) {
        StringBuilder shape = new StringBuilder();
        for (Token token : tokens) {
            if (!shape.isEmpty()) {
                shape.append(' ');
            }
            boolean isValue = token.isLiteral() || token.kind() == TokenKind.PARAMETER;
            shape.append(isValue ? "?" : token.kind() == TokenKind.WORD ? token.value() : token.plain());
        }
        return shape.toString();
    }
}
