package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;

/** RETURNING, DELETE USING and WITH before a change, in the words that H2 has for them. */
final class Changes {
    private static final Words BEHIND_RETURNING = Words.of(
            "select from where group order limit offset union except intersect distinct all having window fetch for",
            "values table into");

    private static final Words BEHIND_TARGET =
            Words.of("set using where values default overriding select with table on when key direct sorted");
    private static final Words BEHIND_SET = Words.of("from where");
    private static final Words OTHER_TABLES = Words.of("from using");
    private static final Words CHANGES = Words.of("insert update delete merge");
    private final List<Node> nodes;
    private final TableLookup tables;

    /** A statement that is a change by its first word, with all levels below the first rewritten. */
    Changes(List<Node> nodes, TableLookup tables) {
        this.nodes = nodes;
        this.tables = tables;
    }

    /** The kind of the change that a query holds in FINAL TABLE and its like; otherwise a query. */
    static StatementKind kindWithin(List<Node> nodes) {
        for (int i = 0; i < nodes.size(); i++) {
            if (!(nodes.get(i) instanceof Node.Group group)) {
                continue;
            }
            boolean isDelta = i > 1
                    && nodes.get(i - 1).isWord("table")
                    && (nodes.get(i - 2).isWord("final")
                            || nodes.get(i - 2).isWord("old")
                            || nodes.get(i - 2).isWord("new"));
            if (isDelta && !group.nodes().isEmpty()) {
                return Gate.kind(group.nodes());
            }
            StatementKind inner = kindWithin(group.nodes());
            if (inner != StatementKind.QUERY) {
                return inner;
            }
        }
        return StatementKind.QUERY;
    }

    /** The change in H2's words. */
    List<Node> rewrite() {
        int start = 0;
        if (nodes.getFirst().isWord("with")) {
            start = Nodes.find(nodes, 0, CHANGES);
            if (!nodes.get(start).isWord("insert")) {
                throw Refusal.notSupported(
                        nodes.getFirst().start(),
                        "WITH before " + nodes.get(start).value());
            }
        }
        int returning = Nodes.find(nodes, start, "returning");
        List<Node> with = nodes.subList(0, start);
        List<Node> change = nodes.subList(start, returning);
        boolean returns = returning < nodes.size();
        Target target = target(change);
        List<Node> rewritten = switch (change.getFirst().value()) {
            case "insert" -> new Inserts(with, change, target, tables).rewrite();
            case "delete" -> deleteUsing(change, target);
            case "update" -> update(change, target);
            default -> {
                if (returns) {
                    throw Refusal.notSupported(nodes.get(returning).start(), "RETURNING of MERGE");
                }
                yield MergeClauses.rewrite(merged(change, target));
            }
        };
        return returns ? returning(rewritten, nodes.subList(returning + 1, nodes.size()), change, target) : rewritten;
    }

    /**
     * The table that is changed.
     *
     * @param name its name
     * @param alias how the rest of the statement calls it
     * @param end the place behind both
     */
    record Target(List<Node> name, Node alias, int end) {}

    private static Target target(List<Node> change) {
        int at = change.getFirst().isWord("update") ? 1 : 2;
        if (Nodes.isAt(change, at, "only")) {
            throw Refusal.notSupported(change.get(at).start(), "ONLY");
        }
        int end = Nodes.nameEnd(change, at);
        List<Node> name = change.subList(at, end);
        int alias = Nodes.isAt(change, end, "as") ? end + 1 : end;
        boolean isKeyword = alias < change.size()
                && BEHIND_TARGET.has(change.get(alias).value())
                && change.get(alias).is(TokenKind.WORD);
        if (alias < change.size() && change.get(alias).isName() && !isKeyword) {
            return new Target(name, change.get(alias), alias + 1);
        }
        return new Target(name, name.getLast(), end);
    }

    private List<Node> update(List<Node> update, Target target) {
        int start = target.end() + 1;
        int end = Math.min(update.size(), Nodes.find(update, start, BEHIND_SET));
        refuseSeveralTables(update, end);
        var table = tables.table(Travel.tableName(target.name()));
        if (table.isEmpty() || !Nodes.isAt(update, target.end(), "set")) {
            List<Node> unread = new ArrayList<>(update.subList(0, end));
            unread.addAll(withTables(update.subList(end, update.size())));
            return unread;
        }
        List<Node> read = new ArrayList<>(update.subList(0, start));
        read.addAll(Assignments.inSet(update.subList(start, end), table.get()));
        read.addAll(withTables(update.subList(end, update.size())));
        return read;
    }

    /** What begins with FROM or not, the tables in H2's words. */
    private static List<Node> withTables(List<Node> behindSet) {
        if (!Nodes.isAt(behindSet, 0, "from")) {
            return behindSet;
        }
        int where = Nodes.find(behindSet, 0, "where");
        List<Node> read = new ArrayList<>(behindSet.subList(0, 1));
        read.addAll(Selects.tables(behindSet.subList(1, where)));
        read.addAll(behindSet.subList(where, behindSet.size()));
        return read;
    }

    private static List<Node> merged(List<Node> merge, Target target) {
        int on = Nodes.find(merge, target.end(), "on");
        if (!Nodes.isAt(merge, target.end(), "using")) {
            return merge;
        }
        List<Node> read = new ArrayList<>(merge.subList(0, target.end() + 1));
        read.addAll(Selects.tables(merge.subList(target.end() + 1, on)));
        read.addAll(merge.subList(on, merge.size()));
        return read;
    }

    /** H2 takes one table there, and breaks on others. */
    private static void refuseSeveralTables(List<Node> update, int from) {
        if (!Nodes.isAt(update, from, "from")) {
            return;
        }
        List<Node> tables = update.subList(from, Nodes.find(update, from, "where"));
        boolean isJoin = Nodes.find(tables, 0, "join") < tables.size()
                || Nodes.split(tables).size() > 1
                || tables.size() > 1
                        && tables.get(1) instanceof Node.Group group
                        && !SetFunctions.isQuery(group)
                        && !(!group.nodes().isEmpty()
                                && group.nodes().getFirst().isRound());
        if (isJoin) {
            throw Refusal.notSupported(
                    tables.getFirst().start(), "UPDATE FROM several tables; a query in brackets may join them");
        }
    }

    private static List<Node> deleteUsing(List<Node> delete, Target target) {
        if (!Nodes.isAt(delete, target.end(), "using")) {
            return delete;
        }
        List<Node> others = delete.subList(target.end() + 1, delete.size());
        return Nodes.template(
                "DELETE FROM ? AS ? WHERE EXISTS (?)",
                target.name(),
                List.of(target.alias()),
                Selects.rewrite(Nodes.template("SELECT 1 FROM ?", others)));
    }

    private static List<Node> returning(List<Node> change, List<Node> output, List<Node> source, Target target) {
        if (output.isEmpty()) {
            throw Refusal.malformed(source.getLast().start(), "RETURNING without a list");
        }
        Nodes.inEveryLevel(output, Changes::checkOutput);
        boolean hasOthers = Nodes.find(source, target.end(), OTHER_TABLES) < source.size()
                && !source.getFirst().isWord("insert");
        for (List<Node> column : Nodes.split(output)) {
            if (hasOthers && column.size() == 1 && column.getFirst().is("*")) {
                throw Refusal.notSupported(column.getFirst().start(), "RETURNING * of several tables");
            }
        }
        String table = source.getFirst().isWord("delete") ? "OLD" : "FINAL";
        return Nodes.template("SELECT ? FROM " + table + " TABLE (?) AS ?", output, change, List.of(target.alias()));
    }

    private static List<Node> checkOutput(List<Node> level) {
        for (int i = 0; i < level.size(); i++) {
            if (!(level.get(i) instanceof Node.Leaf(Token token)) || token.kind() != TokenKind.WORD) {
                continue;
            }
            boolean isCalled = i + 1 < level.size() && level.get(i + 1).isRound();
            if (BEHIND_RETURNING.has(token.value()) || (isCalled && Functions.isAggregate(token.value()))) {
                throw Refusal.notSupported(token.start(), token.text() + " in RETURNING");
            }
        }
        return level;
    }
}
