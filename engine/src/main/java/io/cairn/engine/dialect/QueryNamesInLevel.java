package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;

/** One level of a statement, read from left to right for the places where a table's name stands. */
final class QueryNamesInLevel {
    private static final Words CHANGES = Words.of("insert update delete merge");
    private static final Words QUERIES = Words.of("select with values table");
    private static final Words SET_OPERATORS = Words.of("union intersect except");
    private static final Words BEFORE_STATEMENTS = Words.of("explain plan for");
    private static final Words BEFORE_TARGET = Words.of("from into only");
    private static final Words BEHIND_TABLES =
            Words.of("where group having window order limit offset fetch for union intersect except returning select");
    private static final Words BEHIND_NAME = Words.of(
            "where group having window order limit offset fetch for union intersect except returning on when using",
            "join left right inner cross full natural lateral tablesample");

    private final QueryNames names;
    private final List<Node> nodes;
    private final List<Node> out = new ArrayList<>();
    private QueryScope scope;

    /** What the change itself sees, not only the query within it. */
    private QueryScope ofChange;

    private int at;
    private boolean isStart = true;
    private boolean hasSelect;
    private boolean hasUsing;
    private String change = "";
    private int cases;

    /** Whether this is among the tables of FROM, where the next comma is followed by one. */
    private boolean isTables;

    /** Whether a table stands next. */
    private boolean isTable;

    QueryNamesInLevel(QueryNames names, List<Node> nodes, QueryScope scope, boolean isTable) {
        this.names = names;
        this.nodes = nodes;
        this.scope = scope;
        this.ofChange = scope;
        this.isTable = isTable
                && !nodes.isEmpty()
                && !(nodes.getFirst().is(TokenKind.WORD)
                        && QUERIES.has(nodes.getFirst().value()));
        this.isTables = this.isTable;
    }

    List<Node> rewrite() {
        while (at < nodes.size()) {
            List<WithQuery> queries = nodes.get(at).isWord("with") ? WithQuery.all(nodes, at) : List.of();
            if (!queries.isEmpty()) {
                with(queries);
            } else if (isStart && CHANGES.has(word())) {
                target();
            } else if (isTable) {
                table();
            } else if (isReadWhole()) {
                whole();
            } else {
                clause();
            }
        }
        return out;
    }

    /** The word here that is no part of a longer name; empty for all else. */
    private String word() {
        Node node = nodes.get(at);
        boolean isPart = at > 0 && nodes.get(at - 1).is(".");
        return node.is(TokenKind.WORD) && !isPart ? node.value() : "";
    }

    private void with(List<WithQuery> queries) {
        int first = WithQuery.first(nodes, at);
        scope = new QueryScope(scope);
        out.addAll(nodes.subList(at, first));
        out.addAll(names.queries(nodes, queries, first > at + 1, scope));
        at = queries.getLast().body() + 1;
        isStart = true;
        isTable = false;
        isTables = false;
    }

    /** What is changed is never a query of WITH. */
    private void target() {
        change = word();
        ofChange = scope;
        isStart = false;
        copy();
        while (at < nodes.size() && BEFORE_TARGET.has(word())) {
            copy();
        }
        int end = at < nodes.size() && nodes.get(at).isName() ? Nodes.nameEnd(nodes, at) : at;
        while (at < end) {
            copy();
        }
    }

    private void table() {
        Node node = nodes.get(at);
        if (node.isWord("lateral") || node.isWord("only")) {
            copy();
            return;
        }
        isTable = false;
        isStart = false;
        if (node instanceof Node.Group group) {
            at++;
            out.add(new Node.Group(group.open(), names.within(group.nodes(), scope, true), group.close()));
            return;
        }
        String own = isPlainName(at) ? scope.find(node) : null;
        if (own != null) {
            query(node, own);
            return;
        }
        if (node.isName()) {
            names.read(nodes.subList(at, Nodes.nameEnd(nodes, at)));
        }
        copy();
    }

    /** Writes a query's own name, and the one that was written as its alias unless it has another. */
    private void query(Node node, String own) {
        at++;
        out.add(Nodes.quoted(own, node.start()));
        boolean hasAlias = at < nodes.size()
                && nodes.get(at).isName()
                && !(nodes.get(at).is(TokenKind.WORD)
                        && BEHIND_NAME.has(nodes.get(at).value()));
        if (!hasAlias) {
            out.addAll(Nodes.template("AS ?", List.of(Nodes.quoted(node.value(), node.start()))));
        }
    }

    /** Whether a name without a schema stands there that is not called. */
    private boolean isPlainName(int place) {
        boolean isLonger = place + 1 < nodes.size()
                && (nodes.get(place + 1).is(".") || nodes.get(place + 1).isRound());
        return place < nodes.size() && nodes.get(place).isName() && !isLonger;
    }

    /** Whether {@code TABLE name} stands here for a query of WITH. */
    private boolean isReadWhole() {
        if (!word().equals("table")
                || at + 1 == nodes.size()
                || !nodes.get(at + 1).isName()) {
            return false;
        }
        names.read(nodes.subList(at + 1, Nodes.nameEnd(nodes, at + 1)));
        return isPlainName(at + 1) && scope.find(nodes.get(at + 1)) != null;
    }

    private void whole() {
        out.addAll(Nodes.of("SELECT * FROM"));
        at++;
        table();
    }

    private void clause() {
        Node node = nodes.get(at);
        String word = word();
        isStart = isStart && BEFORE_STATEMENTS.has(word);
        boolean begins = isTables ? word.equals("join") || node.is(",") : begins(word);
        hasUsing |= word.equals("using") && begins;
        hasSelect = word.equals("select") || hasSelect && !SET_OPERATORS.has(word);
        cases += word.equals("case") ? 1 : word.equals("end") ? -1 : 0;
        isTable = begins;
        isTables = begins || isTables && !ends(word);
        if (word.equals("returning") || Nodes.isAt(nodes, at, "on", "conflict")) {
            scope = change.isEmpty() ? scope : ofChange;
        }
        if (node instanceof Node.Group group) {
            at++;
            out.add(new Node.Group(group.open(), names.within(group.nodes(), scope, false), group.close()));
        } else {
            copy();
        }
    }

    /** Whether the first table of a list follows the word. */
    private boolean begins(String word) {
        if (word.equals("using")) {
            return !hasUsing && (change.equals("delete") || change.equals("merge"));
        }
        if (!word.equals("from") || !hasSelect && !change.equals("update")) {
            return false;
        }
        Node before = at > 0 ? nodes.get(at - 1) : nodes.get(at);
        boolean isComparison =
                before.isWord("distinct") && (Nodes.isAt(nodes, at - 2, "is") || Nodes.isAt(nodes, at - 2, "not"));
        return !before.isWord("as") && !isComparison;
    }

    private boolean ends(String word) {
        return BEHIND_TABLES.has(word)
                || change.equals("merge") && cases == 0 && word.equals("when")
                || Nodes.isAt(nodes, at, "on", "conflict");
    }

    private void copy() {
        out.add(nodes.get(at++));
    }
}
