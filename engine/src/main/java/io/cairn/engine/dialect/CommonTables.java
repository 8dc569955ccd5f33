package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;

/**
 * Queries of WITH, and rows of VALUES in FROM: H2 knows no MATERIALIZED, wants the columns of a recursive query by name,
 * and calls those of VALUES otherwise than PostgreSQL.
 */
final class CommonTables {
    private static final Words JOINED = Words.of("join from lateral");

    private static final Words CHANGES = Words.of("insert update delete merge");

    private static final Words SET_OPERATORS = Words.of("union intersect except");
    private static final Words BEHIND_ROWS = Words.of("order limit offset fetch union intersect except");

    private CommonTables() {}

    /** VALUES as a statement, whose columns H2 calls otherwise; every other statement as it is. */
    static List<Node> answer(List<Node> statement) {
        if (!Nodes.isAt(statement, 0, "values") || width(statement) == 0) {
            return statement;
        }
        int end = Nodes.find(statement, 1, BEHIND_ROWS);
        boolean isJoined = Nodes.find(statement, end, SET_OPERATORS) < statement.size();
        if (isJoined) {
            return statement;
        }
        List<Node> answer = Nodes.template(
                "SELECT * FROM (?) AS \"*VALUES*\"?", statement.subList(0, end), numbered(width(statement), 0));
        answer.addAll(statement.subList(end, statement.size()));
        return answer;
    }

    /** A level with the queries of its WITH as H2 reads them. */
    static List<Node> rewrite(List<Node> level) {
        int with = Nodes.find(level, 0, "with");
        if (with == level.size()) {
            return level;
        }
        List<Node> out = new ArrayList<>(level.subList(0, with + 1));
        int at = with + 1;
        boolean isRecursive = Nodes.isAt(level, at, "recursive");
        if (isRecursive) {
            out.add(level.get(at++));
        }
        boolean goesOn = true;
        while (goesOn) {
            int end = query(level, at, isRecursive, out);
            if (end == at) {
                return level;
            }
            goesOn = end < level.size() && level.get(end).is(",");
            at = end;
            if (goesOn) {
                out.add(level.get(at++));
            }
        }
        out.addAll(level.subList(at, level.size()));
        return out;
    }

    /** Writes the query that stands there and gives the place behind it; the same place where none does. */
    private static int query(List<Node> level, int from, boolean isRecursive, List<Node> out) {
        if (from >= level.size() || !level.get(from).isName()) {
            return from;
        }
        boolean hasColumns = from + 1 < level.size() && level.get(from + 1).isRound();
        int as = from + (hasColumns ? 2 : 1);
        int body = as + 1;
        body += Nodes.isAt(level, body, "not", "materialized") ? 2 : Nodes.isAt(level, body, "materialized") ? 1 : 0;
        boolean isQuery = Nodes.isAt(level, as, "as")
                && body < level.size()
                && level.get(body).isRound();
        if (!isQuery || !(level.get(body) instanceof Node.Group group)) {
            return from;
        }
        if (!group.nodes().isEmpty() && CHANGES.has(group.nodes().getFirst().value())) {
            throw Refusal.notSupported(group.start(), "a statement within WITH that changes rows");
        }
        if (hasColumns) {
            requireNames((Node.Group) level.get(from + 1), width(group.nodes()));
        }
        out.add(level.get(from));
        out.addAll(named(level.subList(from + 1, as), columns(group, isRecursive)));
        out.add(level.get(as));
        out.add(group);
        return body + 1;
    }

    /** Refuses more names than there are columns, where their number, which is not 0, can be seen. */
    static void requireNames(Node.Group names, int width) {
        int named = Nodes.split(names.nodes()).size();
        if (width > 0 && named > width) {
            throw Refusal.refusal(
                    "sql-too-many-names",
                    names.start(),
                    named + " names for the " + width + " columns of a query of WITH");
        }
    }

    /**
     * A list of names, which may be shorter than the query has columns: those behind keep their own.
     *
     * @param given a list in brackets, or nothing
     * @param own the names that the columns have without it, so too
     */
    static List<Node> named(List<Node> given, List<Node> own) {
        if (given.isEmpty() || own.isEmpty()) {
            return given.isEmpty() ? own : given;
        }
        Node.Group list = (Node.Group) given.getFirst();
        List<List<Node>> names = new ArrayList<>(Nodes.split(list.nodes()));
        List<List<Node>> others = Nodes.split(((Node.Group) own.getFirst()).nodes());
        if (list.nodes().isEmpty() || names.size() >= others.size()) {
            return given;
        }
        names.addAll(others.subList(names.size(), others.size()));
        return List.of(Nodes.round(list.start(), Nodes.join(names)));
    }

    /** The columns of a query in brackets, as PostgreSQL names them; nothing where H2 finds them itself. */
    private static List<Node> columns(Node.Group query, boolean isRecursive) {
        List<Node> nodes = query.nodes();
        if (Nodes.isAt(nodes, 0, "values")) {
            return numbered(width(nodes), query.start());
        }
        if (!isRecursive || width(nodes) == 0) {
            return List.of();
        }
        List<List<Node>> names = new ArrayList<>();
        for (List<Node> item : Nodes.split(nodes.subList(1, Labels.end(nodes, 0)))) {
            Node last = item.getLast();
            boolean isNamed = last.isName()
                    && (item.size() == 1
                            || item.get(item.size() - 2).isWord("as")
                            || item.get(item.size() - 2).is(".")
                            || Expressions.isOperand(item.get(item.size() - 2)));
            if (!isNamed || item.size() > 1 && Nodes.isAt(item, item.size() - 1, "end")) {
                return List.of();
            }
            names.add(List.of(Nodes.quoted(last.value(), last.start())));
        }
        return List.of(Nodes.round(query.start(), Nodes.join(names)));
    }

    private static List<Node> numbered(int width, int start) {
        List<List<Node>> names = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
            names.add(List.of(Nodes.quoted("column" + i, start)));
        }
        return names.isEmpty() ? List.of() : List.of(Nodes.round(start, Nodes.join(names)));
    }

    /** How many columns VALUES or a SELECT has; 0 where that cannot be seen from its words. */
    static int width(List<Node> query) {
        if (Nodes.isAt(query, 0, "values") && query.size() > 1 && query.get(1) instanceof Node.Group row) {
            return Nodes.split(row.nodes()).size();
        }
        if (!Nodes.isAt(query, 0, "select") || query.size() == 1) {
            return 0;
        }
        List<List<Node>> items = Nodes.split(query.subList(1, Labels.end(query, 0)));
        boolean isListed = items.stream()
                .noneMatch(item -> item.isEmpty() || item.getLast().is("*"));
        return isListed ? items.size() : 0;
    }

    /** An item of FROM whose VALUES have an alias and no columns, or too few, with PostgreSQL's names of these. */
    static List<Node> inFrom(List<Node> item) {
        List<Node> named = new ArrayList<>(item.size());
        for (int i = 0; i < item.size(); i++) {
            named.add(item.get(i));
            boolean isTable = i == 0
                    || item.get(i - 1).is(TokenKind.WORD)
                            && JOINED.has(item.get(i - 1).value());
            if (!isTable || !(item.get(i) instanceof Node.Group group) || !Nodes.isAt(group.nodes(), 0, "values")) {
                continue;
            }
            int alias = Nodes.isAt(item, i + 1, "as") ? i + 2 : i + 1;
            boolean isNamed = alias < item.size() && item.get(alias).isName() && !FullJoins.isJoin(item, alias);
            if (isNamed) {
                boolean hasColumns =
                        alias + 1 < item.size() && item.get(alias + 1).isRound();
                int end = hasColumns ? alias + 2 : alias + 1;
                named.addAll(item.subList(i + 1, alias + 1));
                named.addAll(named(item.subList(alias + 1, end), numbered(width(group.nodes()), group.start())));
                i = end - 1;
            }
        }
        return named;
    }
}
