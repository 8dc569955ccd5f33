package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code a FULL JOIN b ON c} for an engine without it, in a way that keeps the names a and b for the rest of the query.
 *
 * <p>A table of at most two rows is put in front: row 1 stands where a has rows and joins all of a, and to each row the
 * rows of b that match; row 2 stands where b has rows that match none of a, and joins those and no row of a. The cost is
 * that of a nested loop.
 */
final class FullJoins {
    private static final Words JOINS = Words.of("join inner cross natural left right full");
    private static final Words SIDES = Words.of("left right full");

    private static final Words CHANCE = Words.of("random rand random_uuid gen_random_uuid uuid nextval");
    /** A table in FROM, and the place behind it. */
    private record Reference(List<Node> nodes, Node alias, int end) {}

    private FullJoins() {}

    /** Whether a join begins there; LEFT and RIGHT are functions too. */
    static boolean isJoin(List<Node> item, int at) {
        Node node = item.get(at);
        if (!node.is(TokenKind.WORD) || !JOINS.has(node.value())) {
            return false;
        }
        return !SIDES.has(node.value()) || Nodes.isAt(item, at + 1, "join") || Nodes.isAt(item, at + 1, "outer");
    }

    private static boolean isFullJoin(List<Node> item, int at) {
        return item.get(at).isWord("full") && isJoin(item, at);
    }

    /** Whether an item of FROM holds a full join. */
    static boolean isIn(List<Node> item) {
        for (int i = 0; i < item.size(); i++) {
            if (isFullJoin(item, i)) {
                return true;
            }
        }
        return false;
    }

    /** The select list with {@code *} spelt out, so that the table in front does not show. */
    static List<Node> output(List<Node> select, List<List<Node>> items) {
        List<List<Node>> columns = Nodes.split(select);
        List<List<Node>> shown = new ArrayList<>();
        for (List<Node> column : columns) {
            int last = column.size() - 1;
            boolean isStar = last >= 0
                    && column.get(last).is("*")
                    && (last == 0
                            || column.get(last - 1).isWord("select")
                            || column.get(last - 1).isWord("all")
                            || column.get(last - 1).isWord("distinct"));
            if (!isStar) {
                shown.add(column);
                continue;
            }
            List<List<Node>> all = new ArrayList<>();
            for (Node alias : aliases(items)) {
                all.add(Nodes.template("?.*", List.of(alias)));
            }
            List<Node> first = new ArrayList<>(column.subList(0, last));
            first.addAll(Nodes.join(all));
            shown.add(first);
        }
        return Nodes.join(shown);
    }

    private static List<Node> aliases(List<List<Node>> items) {
        List<Node> aliases = new ArrayList<>();
        for (List<Node> item : items) {
            aliases.add(reference(item, 0).alias());
            for (int i = 0; i < item.size(); i++) {
                if (item.get(i).isWord("natural") || item.get(i).isWord("using")) {
                    throw Refusal.notSupported(item.get(i).start(), item.get(i).value() + " beside a FULL JOIN");
                }
                if (item.get(i).isWord("join")) {
                    aliases.add(reference(item, i + 1).alias());
                }
            }
        }
        return aliases;
    }

    /** The items of FROM without full joins. */
    static List<List<Node>> rewrite(List<List<Node>> items) {
        List<List<Node>> rewritten = new ArrayList<>();
        for (List<Node> item : items) {
            rewritten.add(isIn(item) ? rewrite(item, "cairn_full" + rewritten.size()) : item);
        }
        return rewritten;
    }

    private static List<Node> rewrite(List<Node> item, String frontName) {
        Reference left = reference(item, 0);
        int join = left.end();
        if (join >= item.size() || !isFullJoin(item, join)) {
            throw Refusal.notSupported(item.getFirst().start(), "a FULL JOIN behind another join; put it first");
        }
        join += item.get(join + 1).isWord("outer") ? 3 : 2;
        Reference right = reference(item, join);
        int on = right.end();
        if (!Nodes.isAt(item, on, "on")) {
            throw Refusal.notSupported(item.get(join - 1).start(), "a FULL JOIN without ON");
        }
        int end = on + 1;
        while (end < item.size() && !isJoin(item, end)) {
            end++;
        }
        List<Node> rest = item.subList(end, item.size());
        if (isIn(rest)) {
            throw Refusal.notSupported(rest.getFirst().start(), "two FULL JOINs in a row");
        }
        List<Node> condition = item.subList(on + 1, end);
        refuseChance(item.subList(0, end));
        List<Node> front = Nodes.of(frontName);
        List<Node> joined = Nodes.template(
                "(SELECT 1 AS cairn_side WHERE EXISTS (SELECT 1 FROM ?) UNION ALL SELECT 2 WHERE EXISTS"
                        + " (SELECT 1 FROM ? WHERE NOT EXISTS (SELECT 1 FROM ? WHERE ?))) AS ?"
                        + " LEFT JOIN ? ON ?.cairn_side = 1"
                        + " LEFT JOIN ? ON (?.cairn_side = 1 AND (?)) OR (?.cairn_side = 2 AND NOT EXISTS"
                        + " (SELECT 1 FROM ? WHERE ?))",
                left.nodes(),
                right.nodes(),
                left.nodes(),
                condition,
                front,
                left.nodes(),
                front,
                right.nodes(),
                front,
                condition,
                front,
                left.nodes(),
                condition);
        joined.addAll(rest);
        return joined;
    }

    /** What is written several times must give the same each time. */
    private static void refuseChance(List<Node> nodes) {
        for (Token token : Nodes.tokens(nodes)) {
            if (CHANCE.has(token.value())) {
                throw Refusal.notSupported(token.start(), token.text() + " in a FULL JOIN");
            }
        }
    }

    private static Reference reference(List<Node> item, int at) {
        int end = at < item.size() && item.get(at).isRound() ? at + 1 : Nodes.nameEnd(item, at);
        Node alias = item.get(end - 1);
        if (alias.isName() && end < item.size() && item.get(end).isRound()) {
            end++;
        }
        int name = Nodes.isAt(item, end, "as") ? end + 1 : end;
        if (name < item.size()
                && item.get(name).isName()
                && !isJoin(item, name)
                && !item.get(name).isWord("on")
                && !item.get(name).isWord("using")) {
            alias = item.get(name);
            end = name + 1;
            if (end < item.size() && item.get(end).isRound()) {
                end++;
            }
        }
        if (!alias.isName()) {
            throw Refusal.notSupported(item.get(at).start(), "a FULL JOIN of brackets without a name");
        }
        return new Reference(item.subList(at, end), alias, end);
    }
}
