package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Forms of ALTER TABLE that H2 writes otherwise: several changes, and CASCADE behind a column that is dropped. */
final class Alterations {
    private static final Words NO_COLUMNS = Words.of("constraint primary unique foreign check");
    private static final Words BEHAVIOURS = Words.of("cascade restrict");
    private static final Words CHANGES = Words.of("add drop alter");
    private static final Words ALTER = Words.of("alter");
    private static final List<Node> SEPARATOR = Nodes.of(";");

    private Alterations() {}

    /** Whether it is one of them. */
    static boolean isOne(List<Node> nodes, int action) {
        return changes(nodes, action).size() > 1 || dropsColumn(nodes, action);
    }

    private static List<List<Node>> changes(List<Node> nodes, int action) {
        return Nodes.split(nodes.subList(action, nodes.size()));
    }

    private static boolean dropsColumn(List<Node> nodes, int action) {
        return Nodes.isAt(nodes, action, "drop")
                && action + 2 < nodes.size()
                && !NO_COLUMNS.has(nodes.get(action + 1).value())
                && nodes.getLast().is(TokenKind.WORD)
                && BEHAVIOURS.has(nodes.getLast().value());
    }

    /** The alteration in H2's words. A column on which a view or constraint stands is not dropped, whatever is written. */
    static List<Node> rewrite(List<Node> nodes, int action, TableLookup tables) {
        List<List<Node>> changes = changes(nodes, action);
        if (changes.size() == 1) {
            return nodes.subList(0, nodes.size() - 1);
        }
        if (changes.stream().allMatch(Alterations::addsColumn)) {
            changes.replaceAll(change -> Types.column(change.subList(name(change), change.size())));
            return Nodes.template("? ADD (?)", nodes.subList(0, action), Nodes.join(changes));
        }
        return each(nodes.subList(0, action), changes, tables);
    }

    private static boolean addsColumn(List<Node> change) {
        int name = name(change);
        return Nodes.isAt(change, 0, "add")
                && name + 1 < change.size()
                && change.get(name).isName()
                && !Nodes.isAt(change, name, "if", "not", "exists")
                && !(change.get(name).is(TokenKind.WORD)
                        && NO_COLUMNS.has(change.get(name).value()));
    }

    private static int name(List<Node> change) {
        return Nodes.isAt(change, 1, "column") ? 2 : 1;
    }

    /** A statement for each change, with a semicolon between any two, in the order in which PostgreSQL makes them. */
    private static List<Node> each(List<Node> table, List<List<Node>> changes, TableLookup tables) {
        changes.forEach(Alterations::require);
        changes.sort(Comparator.comparingInt(Alterations::pass));
        List<Node> statements = new ArrayList<>();
        for (List<Node> change : changes) {
            List<Node> alone = new ArrayList<>(table);
            alone.addAll(change);
            statements.addAll(statements.isEmpty() ? List.of() : SEPARATOR);
            statements.addAll(Types.inDefinition(alone, tables));
        }
        return statements;
    }

    private static void require(List<Node> change) {
        boolean isKnown = !change.isEmpty()
                && change.getFirst().is(TokenKind.WORD)
                && CHANGES.has(change.getFirst().value());
        if (!isKnown || Nodes.find(change, 0, "rename") < change.size()) {
            throw Refusal.notSupported(
                    Nodes.startOf(change, 0), "several changes in one ALTER TABLE, other than ADD, DROP and ALTER");
        }
        for (Token token : Nodes.tokens(change)) {
            if (token.kind() == TokenKind.PARAMETER) {
                throw Refusal.notSupported(token.start(), "parameters in ALTER TABLE");
            }
        }
    }

    /** When PostgreSQL makes a change: what goes first, then types, what comes, and what is demanded of it. */
    private static int pass(List<Node> change) {
        return switch (change.getFirst().value()) {
            case "drop" -> 0;
            case "add" -> addsColumn(change) || Nodes.isAt(change, name(change), "if", "not", "exists") ? 2 : 4;
            default -> {
                int behind = name(change) + 1;
                boolean takesAway = Nodes.isAt(change, behind, "drop");
                yield takesAway
                        ? 0
                        : Nodes.isAt(change, behind, "set", "not", "null") ? 3 : isType(change, behind) ? 1 : 5;
            }
        };
    }

    private static boolean isType(List<Node> change, int at) {
        return Nodes.isAt(change, at, "type") || Nodes.isAt(change, at, "set", "data", "type");
    }

    /** What {@link #each} has made of a statement; any other as it is. */
    static List<String> each(String text) {
        if (text.indexOf(';') < 0 || !ALTER.hasFirstOf(text)) {
            return List.of(text);
        }
        List<String> statements = new ArrayList<>();
        List<Node> statement = new ArrayList<>();
        for (Node node : Nodes.of(text)) {
            if (node.is(";")) {
                statements.add(Nodes.text(Nodes.tokens(statement)));
                statement.clear();
            } else {
                statement.add(node);
            }
        }
        statements.add(Nodes.text(Nodes.tokens(statement)));
        return statements;
    }
}
