package io.cairn.engine.dialect;

import java.util.List;

/** What clients may run: kinds of statement, clauses, operators and functions that are listed, and nothing else. */
final class Gate {
    private static final Words QUERIES = Words.of("select values table with");
    private static final Words CHANGES = Words.of("insert update delete merge");

    private static final Words OPERATORS = Words.of("+ - * / % ^ < > = <= >= <> != || ~ ~* !~ !~* -> ->> #> #>>");

    /** What these tables show differs from node to node. */
    private static final Words HIDDEN_TABLES = Words.of(
            "in_doubt locks query_statistics rights roles session_state sessions settings synonyms triggers users",
            "index_columns_statistics enum_values_statistics");

    private static final Words HIDDEN_SCHEMAS = Words.of("information_schema");

    private Gate() {}

    /** The kind of a statement; refuses every kind that is not listed. */
    static StatementKind kind(List<Node> nodes) {
        Node first = nodes.getFirst();
        if (first instanceof Node.Group group
                && group.isRound()
                && !group.nodes().isEmpty()) {
            StatementKind inner = kind(group.nodes());
            if (inner == StatementKind.QUERY) {
                return inner;
            }
        }
        if (first instanceof Node.Leaf leaf && leaf.token().kind() == TokenKind.WORD) {
            return kind(nodes, leaf.token());
        }
        throw Refusal.malformed(first.start(), "a statement begins with a word");
    }

    private static StatementKind kind(List<Node> nodes, Token first) {
        return switch (first.value()) {
            case "select", "values", "table" -> StatementKind.QUERY;
            case "with" -> withKind(nodes);
            case "explain" -> explained(nodes, first);
            case "insert", "update", "delete", "merge" -> changeKind(first.value());
            case "truncate" -> StatementKind.TRUNCATE;
            case "copy" -> StatementKind.COPY;
            case "create", "alter", "drop", "comment" -> StatementKind.DEFINITION;
            case "begin" -> StatementKind.BEGIN;
            case "start" -> only(nodes, "transaction", StatementKind.BEGIN);
            case "commit", "end" -> StatementKind.COMMIT;
            case "rollback", "abort" -> isRollbackTo(nodes) ? StatementKind.ROLLBACK_TO : StatementKind.ROLLBACK;
            case "savepoint" -> StatementKind.SAVEPOINT;
            case "release" -> StatementKind.RELEASE;
            case "set", "reset" -> StatementKind.SET;
            case "show" -> Nodes.isAt(nodes, 1, "history", "of") ? StatementKind.SHOW_HISTORY : StatementKind.SHOW;
            case "diff" -> StatementKind.DIFFERENCE;
            default -> throw Refusal.notAllowed(first, "a statement that nobody may run");
        };
    }

    private static StatementKind changeKind(String word) {
        return switch (word) {
            case "insert" -> StatementKind.INSERT;
            case "update" -> StatementKind.UPDATE;
            case "delete" -> StatementKind.DELETE;
            default -> StatementKind.MERGE;
        };
    }

    private static boolean isRollbackTo(List<Node> nodes) {
        return Nodes.find(nodes, 1, "to") < nodes.size();
    }

    private static StatementKind only(List<Node> nodes, String second, StatementKind kind) {
        if (!Nodes.isAt(nodes, 1, second)) {
            throw Refusal.notAllowed(((Node.Leaf) nodes.getFirst()).token(), "a statement that nobody may run");
        }
        return kind;
    }

    private static StatementKind withKind(List<Node> nodes) {
        int body = Nodes.find(nodes, 1, Words.of("select values table insert update delete merge"));
        if (body == nodes.size()) {
            return StatementKind.QUERY;
        }
        String word = nodes.get(body).value();
        return CHANGES.has(word) ? changeKind(word) : StatementKind.QUERY;
    }

    private static StatementKind explained(List<Node> nodes, Token explain) {
        int body = Nodes.isAt(nodes, 1, "plan", "for") ? 3 : 1;
        Node next = body < nodes.size() ? nodes.get(body) : nodes.getFirst();
        if (!QUERIES.has(next.value()) && !CHANGES.has(next.value())) {
            throw Refusal.notAllowed(explain, "only queries and changes are explained, without options");
        }
        return StatementKind.EXPLAIN;
    }

    /** Refuses clauses, operators, functions and hidden tables, at every level. */
    static void check(List<Node> nodes, StatementKind kind) {
        if (kind == StatementKind.DEFINITION) {
            Definitions.check(nodes);
        }
        Nodes.visitLevels(nodes, level -> {
            checkLevel(level);
            Functions.check(level);
        });
    }

    private static void checkLevel(List<Node> nodes) {
        for (int i = 0; i < nodes.size(); i++) {
            if (!(nodes.get(i) instanceof Node.Leaf(Token token))) {
                continue;
            }
            Node before = i > 0 ? nodes.get(i - 1) : null;
            if (token.kind() == TokenKind.OPERATOR && !OPERATORS.has(token.text())) {
                throw Refusal.notSupported(token.start(), "the operator " + token.text());
            }
            if (token.is(";")) {
                throw Refusal.malformed(token.start(), "a semicolon within brackets");
            }
            if (token.isWord("uescape")) {
                throw Refusal.notSupported(token.start(), "UESCAPE");
            }
            if (before instanceof Node.Leaf(Token left)
                    && left.kind() == TokenKind.STRING
                    && token.kind() == TokenKind.STRING
                    && !(left.text().startsWith("'") && token.text().startsWith("'"))) {
                throw Refusal.notSupported(token.start(), "strings of two notations side by side");
            }
            boolean isHidden = token.isName()
                    && i >= 2
                    && nodes.get(i - 1).is(".")
                    && HIDDEN_SCHEMAS.has(Ascii.lower(nodes.get(i - 2).value()))
                    && HIDDEN_TABLES.has(Ascii.lower(token.value()));
            if (isHidden) {
                throw Refusal.notAllowed(token, "a table that differs from node to node");
            }
        }
    }
}
