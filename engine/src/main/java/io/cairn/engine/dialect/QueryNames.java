package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;

/**
 * Names of WITH, found by SQL's scopes. H2 takes a name for a table's where there is one, and only then for that of a query
 * of WITH; so each query gets a name here that no table has, and where it is read its own becomes the alias.
 */
final class QueryNames {
    /** No statement holds a name that begins so, as {@link Gate} refuses it. */
    private static final String PREFIX = "cairn with ";

    /** H2 has names of at most 256 characters. */
    private static final int LENGTH_MAX = 200;

    private int count;
    private final List<List<Node>> tables = new ArrayList<>();

    private QueryNames() {}

    /** The statement with a name of its own for each query of its WITHs. */
    static List<Node> rewrite(List<Node> statement) {
        return speaks(statement) ? new QueryNames().within(statement, new QueryScope(null), false) : statement;
    }

    /** The names of all tables that a statement or a part of one reads, but of what it changes; queries of WITH are none. */
    static List<List<Node>> tables(List<Node> nodes) {
        QueryNames names = new QueryNames();
        names.within(nodes, new QueryScope(null), false);
        return names.tables;
    }

    /** Notes that a table is read. */
    void read(List<Node> table) {
        tables.add(List.copyOf(table));
    }

    /** Whether a name is kept from clients. */
    static boolean isKept(String name) {
        return name.startsWith(PREFIX);
    }

    private static boolean speaks(List<Node> nodes) {
        for (Node node : nodes) {
            boolean does = node instanceof Node.Group group ? speaks(group.nodes()) : node.isWord("with");
            if (does) {
                return true;
            }
        }
        return false;
    }

    /** A level with the names in place; {@code isTable} where it may begin with a table. */
    List<Node> within(List<Node> level, QueryScope scope, boolean isTable) {
        return new QueryNamesInLevel(this, level, scope, isTable).rewrite();
    }

    /**
     * Writes the queries of a WITH.
     *
     * @param isRecursive whether each may name itself
     * @param scope what they name and what they are found in from here on
     */
    List<Node> queries(List<Node> level, List<WithQuery> queries, boolean isRecursive, QueryScope scope) {
        if (isRecursive) {
            queries.forEach(query -> scope.declare(level.get(query.name()), name(level, query)));
        }
        List<Node> out = new ArrayList<>();
        for (WithQuery query : queries) {
            Node name = level.get(query.name());
            String own = isRecursive ? scope.open(name.value()) : name(level, query);
            if (!out.isEmpty()) {
                out.addAll(Nodes.of(","));
            }
            out.add(Nodes.quoted(own, name.start()));
            out.addAll(level.subList(query.name() + 1, query.body()));
            Node.Group body = (Node.Group) level.get(query.body());
            out.add(new Node.Group(body.open(), within(body.nodes(), scope, false), body.close()));
            if (!isRecursive) {
                scope.declare(name, own);
                scope.open(name.value());
            }
        }
        return out;
    }

    private String name(List<Node> level, WithQuery query) {
        String name = level.get(query.name()).value();
        count++;
        return PREFIX + count + " " + (name.length() > LENGTH_MAX ? "query" : name);
    }
}
