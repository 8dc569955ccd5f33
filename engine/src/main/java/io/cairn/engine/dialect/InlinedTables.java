package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * WITH before UPDATE, DELETE or MERGE, which H2 has not: each of its queries is written where a table of its name is meant.
 */
final class InlinedTables {
    private static final int TOKENS_MAX = 20_000;
    private static final Words CHANGES = Words.of("update delete merge");
    private static final Words QUERIES = Words.of("select with values table");
    private static final Words TABLES = Words.of("from join using");
    private static final Words BEHIND_TABLES = Words.of(
            "where group having window order limit offset fetch for union except intersect on when returning set select");
    private static final Words BEHIND_NAME = Words.of("join left right inner cross full natural as lateral using");
    private static final Words VOLATILE =
            Words.of("nextval random gen_random_uuid random_uuid uuid rand clock_timestamp");

    private final Map<String, Query> queries = new LinkedHashMap<>();
    private int tokens;

    private InlinedTables() {}

    /**
     * A query of WITH.
     *
     * @param columns a list of names in brackets, or nothing
     */
    private record Query(Node.Group body, List<Node> columns, boolean isVolatile, int[] uses) {}

    /** The change without its WITH. */
    static List<Node> rewrite(List<Node> change) {
        return change.getFirst().isWord("with") ? new InlinedTables().run(change) : change;
    }

    private List<Node> run(List<Node> change) {
        if (Nodes.isAt(change, 1, "recursive")) {
            throw Refusal.notSupported(change.get(1).start(), "WITH RECURSIVE before a change");
        }
        int at = 1;
        while (at < change.size() && !change.get(at).isWord("insert")) {
            at = query(change, at);
            if (at < change.size() && CHANGES.has(change.get(at).value())) {
                // The target is no table of WITH.
                int target = Nodes.nameEnd(change, change.get(at).isWord("update") ? at + 1 : at + 2);
                List<Node> whole = new ArrayList<>(change.subList(at, target));
                whole.addAll(level(change.subList(target, change.size()), true, false));
                return whole;
            }
            at++;
        }
        return change;
    }

    /** Takes the query that stands there and gives the place behind it. */
    private int query(List<Node> change, int from) {
        boolean hasColumns = from + 1 < change.size() && change.get(from + 1).isRound();
        int as = from + (hasColumns ? 2 : 1);
        int body = as + 1;
        body += Nodes.isAt(change, body, "not", "materialized") ? 2 : Nodes.isAt(change, body, "materialized") ? 1 : 0;
        boolean isQuery = change.get(from).isName() && Nodes.isAt(change, as, "as") && body < change.size();
        if (!isQuery || !(change.get(body) instanceof Node.Group group) || !group.isRound()) {
            throw Refusal.malformed(change.get(from).start(), "WITH name AS (query) is expected");
        }
        if (group.nodes().isEmpty() || !QUERIES.has(group.nodes().getFirst().value())) {
            throw Refusal.notSupported(group.start(), "a statement within WITH that changes rows");
        }
        Node.Group inlined = within(group, false);
        boolean isVolatile = Nodes.tokens(List.of(inlined)).stream().anyMatch(token -> VOLATILE.has(token.value()));
        queries.put(
                change.get(from).value(),
                new Query(inlined, hasColumns ? List.of(change.get(from + 1)) : List.of(), isVolatile, new int[1]));
        return body + 1;
    }

    /**
     * A level with the queries in place of their names.
     *
     * @param hasTables whether FROM and its like stand before tables in it, not before what a function takes
     * @param isTable whether it begins with a table
     */
    private List<Node> level(List<Node> nodes, boolean hasTables, boolean isTable) {
        List<Node> out = new ArrayList<>();
        boolean isTables = isTable;
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            boolean isFrom = hasTables
                    && node.is(TokenKind.WORD)
                    && TABLES.has(node.value())
                    && !(i > 0 && nodes.get(i - 1).isWord("distinct"));
            isTables = isFrom || isTables && !(node.is(TokenKind.WORD) && BEHIND_TABLES.has(node.value()));
            Query query = isTable
                            && node.isName()
                            && !(i + 1 < nodes.size() && nodes.get(i + 1).is("."))
                    ? queries.get(node.value())
                    : null;
            if (query != null) {
                i = write(nodes, i, query, out);
            } else {
                out.add(node instanceof Node.Group group ? within(group, isTable) : node);
            }
            isTable = isFrom || isTables && node.is(",") || isTable && (node.isWord("lateral") || node.isWord("only"));
            isTables |= isTable;
        }
        return out;
    }

    private Node.Group within(Node.Group group, boolean isTable) {
        Query hidden = hidden(group.nodes());
        if (hidden != null) {
            throw Refusal.notSupported(group.start(), "a name of WITH that another WITH within the change has");
        }
        List<Node> nodes = group.nodes();
        boolean isQuery = !nodes.isEmpty()
                && (QUERIES.has(nodes.getFirst().value()) || nodes.getFirst().isRound());
        return new Node.Group(group.open(), level(nodes, isQuery || isTable, isTable && !isQuery), group.close());
    }

    private @Nullable Query hidden(List<Node> nodes) {
        if (!Nodes.isAt(nodes, 0, "with")) {
            return null;
        }
        for (int i = 1; i + 1 < nodes.size(); i++) {
            Query query = nodes.get(i).isName() ? queries.get(nodes.get(i).value()) : null;
            boolean isDefined = Nodes.isAt(nodes, i + 1, "as")
                    && i + 2 < nodes.size()
                    && nodes.get(i + 2).isRound();
            if (query != null && isDefined) {
                return query;
            }
        }
        return null;
    }

    /** Writes the query, and its alias, and gives the last place that was read. */
    private int write(List<Node> nodes, int name, Query query, List<Node> out) {
        tokens += Nodes.tokens(List.of(query.body)).size();
        if (tokens > TOKENS_MAX) {
            throw Refusal.tooDeep(
                    nodes.get(name).start(), "the queries of WITH, each written where it is named, are too long");
        }
        if (query.uses[0]++ > 0 && query.isVolatile) {
            throw Refusal.notSupported(
                    nodes.get(name).start(), "a query of WITH before a change that draws values and is named twice");
        }
        int alias = Nodes.isAt(nodes, name + 1, "as") ? name + 2 : name + 1;
        boolean hasAlias = alias < nodes.size()
                && nodes.get(alias).isName()
                && !(nodes.get(alias).is(TokenKind.WORD)
                        && (BEHIND_TABLES.has(nodes.get(alias).value())
                                || BEHIND_NAME.has(nodes.get(alias).value())));
        out.add(query.body);
        out.addAll(Nodes.of("AS"));
        out.add(nodes.get(hasAlias ? alias : name));
        boolean hasColumns =
                hasAlias && alias + 1 < nodes.size() && nodes.get(alias + 1).isRound();
        out.addAll(hasColumns ? List.of(nodes.get(alias + 1)) : query.columns);
        return hasColumns ? alias + 1 : hasAlias ? alias : name;
    }
}
