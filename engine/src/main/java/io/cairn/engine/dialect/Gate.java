package io.cairn.engine.dialect;

import java.util.List;

/** What clients may run: kinds of statement, clauses, operators and functions that are listed, and nothing else. */
final class Gate {
    private static final Words QUERIES = Words.of("select values table with");
    private static final Words CHANGES = Words.of("insert update delete merge");

    private static final Words OPERATORS =
            Words.of("+ - * / % ^ & < > = <= >= <> != || ~ ~* !~ !~* -> ->> #> #>> #- @> <@ && ? ?| ?& =>");

    private static final Words OWN_SCHEMAS = Words.of("information_schema pg_catalog");

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
            case "create", "alter", "drop", "comment" ->
                RightsParser.isAbout(nodes) ? StatementKind.RIGHTS : StatementKind.DEFINITION;
            case "grant", "revoke" -> StatementKind.RIGHTS;
            case "begin" -> StatementKind.BEGIN;
            case "start" -> only(nodes, "transaction", StatementKind.BEGIN);
            case "commit", "end" -> StatementKind.COMMIT;
            case "rollback", "abort" -> isRollbackTo(nodes) ? StatementKind.ROLLBACK_TO : StatementKind.ROLLBACK;
            case "savepoint" -> StatementKind.SAVEPOINT;
            case "release" -> StatementKind.RELEASE;
            case "set", "reset" -> StatementKind.SET;
            case "show" -> shown(nodes);
            case "diff" -> StatementKind.DIFFERENCE;
            default -> throw Refusal.notAllowed(first, "a statement that nobody may run");
        };
    }

    private static StatementKind shown(List<Node> nodes) {
        if (Nodes.isAt(nodes, 1, "history", "of")) {
            return StatementKind.SHOW_HISTORY;
        }
        return Nodes.isAt(nodes, 1, "reads") ? StatementKind.SHOW_READS : StatementKind.SHOW;
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

    /** Refuses clauses, operators and functions, at every level. */
    static void check(List<Node> nodes, StatementKind kind) {
        if (kind == StatementKind.DEFINITION) {
            Definitions.check(nodes);
            checkTarget(nodes);
        }
        Nodes.visitLevels(nodes, level -> {
            checkLevel(level);
            Functions.check(level);
        });
    }

    /** The schemas that are the engine's own hold nothing that a statement makes, changes or drops. */
    private static void checkTarget(List<Node> nodes) {
        int end = Nodes.find(nodes, 0, "as");
        for (int i = 0; i + 1 < end; i++) {
            if (nodes.get(i) instanceof Node.Leaf(Token token)
                    && token.isName()
                    && OWN_SCHEMAS.has(Ascii.lower(token.value()))
                    && nodes.get(i + 1).is(".")) {
                throw Refusal.notAllowed(token, "a schema that nobody may change");
            }
        }
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
            if (Nodes.isAt(nodes, i, "similar", "to")) {
                throw Refusal.notSupported(token.start(), "SIMILAR TO; the operators ~ and LIKE may be");
            }
            if (token.kind() == TokenKind.QUOTED && QueryNames.isKept(token.value())) {
                throw Refusal.notAllowed(token, "a name that nobody may give");
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
        }
    }
}
