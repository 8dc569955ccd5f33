package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * WITH before UPDATE, DELETE or MERGE, which H2 has not: each of its queries is written where it is named. {@link QueryNames}
 * has given each a name of its own and an alias, so a name in the change is known wherever it stands.
 */
final class InlinedTables {
    private static final int TOKENS_MAX = 20_000;

    /** H2 plans a query in brackets once for each query around it, and then again. */
    private static final int DEPTH_MAX = 8;

    private static final Words CHANGES = Words.of("update delete merge");
    private static final Words QUERIES = Words.of("select with values table");

    private static final Words TABLE_FOLLOWS = Words.of("from using");
    private static final Words BEHIND_ONE_TABLE = Words.of("on where returning");
    private static final Words VOLATILE =
            Words.of("nextval setval random gen_random_uuid random_uuid uuid rand clock_timestamp");

    private final Map<String, Query> queries = new TreeMap<>();
    private int tokens;

    private InlinedTables() {}

    /**
     * A query of WITH.
     *
     * @param columns a list of names in brackets, or nothing
     * @param depth how many queries are written into each other in it, itself included
     * @param isDrawn whether its rows may be others each time
     */
    private record Query(Node.Group body, List<Node> columns, int tokens, int depth, boolean isDrawn) {}

    /** The change without its WITH. */
    static List<Node> rewrite(List<Node> change) {
        return change.getFirst().isWord("with") ? new InlinedTables().run(change) : change;
    }

    private List<Node> run(List<Node> change) {
        List<WithQuery> all = WithQuery.all(change, 0);
        if (all.isEmpty()) {
            throw Refusal.malformed(change.getFirst().start(), "WITH name AS (query) is expected");
        }
        int start = all.getLast().body() + 1;
        if (start == change.size() || !CHANGES.has(change.get(start).value())) {
            return change;
        }
        if (WithQuery.first(change, 0) > 1) {
            throw Refusal.notSupported(change.get(1).start(), "WITH RECURSIVE before a change");
        }
        for (WithQuery each : all) {
            take(change, each);
        }
        Level level = new Level(change.subList(start, change.size()));
        level.isChange = true;
        return level.rewrite();
    }

    private void take(List<Node> change, WithQuery each) {
        Node.Group group = (Node.Group) change.get(each.body());
        if (group.nodes().isEmpty() || !QUERIES.has(group.nodes().getFirst().value())) {
            throw Refusal.notSupported(group.start(), "a statement within WITH that changes rows");
        }
        Node next = change.get(each.name() + 1);
        if (next instanceof Node.Group names) {
            CommonTables.requireNames(names, CommonTables.width(group.nodes()));
        }
        Level level = new Level(group.nodes());
        Node.Group body = new Node.Group(group.open(), level.rewrite(), group.close());
        queries.put(
                change.get(each.name()).value(),
                new Query(
                        body,
                        next.isRound() ? List.of(next) : List.of(),
                        Nodes.tokens(List.of(body)).size(),
                        level.depth + 1,
                        draws(body.nodes())));
    }

    private static boolean draws(List<Node> nodes) {
        for (int i = 0; i < nodes.size(); i++) {
            boolean isCalled = i + 1 < nodes.size() && nodes.get(i + 1).isRound();
            if (isCalled && VOLATILE.has(Ascii.lower(nodes.get(i).value()))
                    || Nodes.isAt(nodes, i, "next", "value")
                    || nodes.get(i) instanceof Node.Group group && draws(group.nodes())) {
                return true;
            }
        }
        return false;
    }

    /** One level of the change or of a query, in which the queries take the places of their names. */
    private final class Level {
        private final List<Node> nodes;
        private final List<Node> out = new ArrayList<>();

        /** The depth of what was written into it. */
        private int depth;

        /** Whether this is the change itself. */
        private boolean isChange;

        Level(List<Node> nodes) {
            this.nodes = nodes;
        }

        List<Node> rewrite() {
            int at = 0;
            while (at < nodes.size()) {
                Node node = nodes.get(at);
                Query query = node.is(TokenKind.QUOTED) ? queries.get(node.value()) : null;
                at = query == null ? copy(at) : write(at, query);
            }
            return out;
        }

        private int copy(int at) {
            if (nodes.get(at) instanceof Node.Group group) {
                Level inner = new Level(group.nodes());
                out.add(new Node.Group(group.open(), inner.rewrite(), group.close()));
                depth = Math.max(depth, inner.depth);
            } else {
                out.add(nodes.get(at));
            }
            return at + 1;
        }

        /** Writes the query and its alias, and gives the place behind. */
        private int write(int name, Query query) {
            int start = nodes.get(name).start();
            tokens += query.tokens;
            if (tokens > TOKENS_MAX) {
                throw Refusal.tooDeep(start, "the queries of WITH, each written where it is named, are too long");
            }
            depth = Math.max(depth, query.depth);
            if (depth > DEPTH_MAX) {
                throw Refusal.tooDeep(
                        start, "more than " + DEPTH_MAX + " queries of WITH before a change that name each other");
            }
            int alias = Nodes.isAt(nodes, name + 1, "as") ? name + 2 : name + 1;
            boolean hasColumns =
                    alias + 1 < nodes.size() && nodes.get(alias + 1).isRound();
            List<Node> given = hasColumns ? List.of(nodes.get(alias + 1)) : List.of();
            int end = hasColumns ? alias + 2 : alias + 1;
            if (query.isDrawn && !isReadOnce(name, end)) {
                throw Refusal.notSupported(
                        start, "a query of WITH that draws values, but as the one table of UPDATE FROM or MERGE USING");
            }
            out.add(query.body);
            out.addAll(nodes.subList(name + 1, alias + 1));
            out.addAll(CommonTables.named(given, query.columns));
            return end;
        }

        /** Whether the query that stands there is run once; any other would draw again for each row that it is asked about. */
        private boolean isReadOnce(int name, int end) {
            return isChange
                    && !nodes.getFirst().isWord("delete")
                    && TABLE_FOLLOWS.has(nodes.get(name - 1).value())
                    && (end == nodes.size()
                            || BEHIND_ONE_TABLE.has(nodes.get(end).value()));
        }
    }
}
