package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;

/** {@code TRUNCATE [TABLE] name, … [RESTART IDENTITY | CONTINUE IDENTITY] [RESTRICT]}, which H2 has for one table. */
final class Truncations {
    private static final String ALL = "TRUNCATE TABLE";

    private Truncations() {}

    /** The whole statement with H2's words before and behind the names. */
    static List<Node> rewrite(List<Node> nodes) {
        int at = Nodes.isAt(nodes, 1, "table") ? 2 : 1;
        int end = Nodes.nameEnd(nodes, at);
        while (end < nodes.size() && nodes.get(end).is(",")) {
            end = Nodes.nameEnd(nodes, end + 1);
        }
        boolean restarts = Nodes.isAt(nodes, end, "restart", "identity");
        boolean hasIdentity = restarts || Nodes.isAt(nodes, end, "continue", "identity");
        int behind = hasIdentity ? end + 2 : end;
        behind += Nodes.isAt(nodes, behind, "restrict") ? 1 : 0;
        if (behind < nodes.size()) {
            throw Refusal.notSupported(nodes.get(behind).start(), "TRUNCATE with CASCADE");
        }
        return Nodes.template(restarts ? ALL + " ? RESTART IDENTITY" : ALL + " ?", nodes.subList(at, end));
    }

    /** What {@link #rewrite} has made of a statement, as one statement for each table. */
    static List<String> each(String text) {
        List<Node> nodes = Nodes.of(text);
        int end = nodes.size() - (Nodes.isAt(nodes, nodes.size() - 2, "restart", "identity") ? 2 : 0);
        String behind = end < nodes.size() ? " RESTART IDENTITY" : "";
        List<String> statements = new ArrayList<>();
        for (List<Node> name : Nodes.split(nodes.subList(2, end))) {
            statements.add(ALL + " " + Nodes.text(Nodes.tokens(name)) + behind);
        }
        return statements;
    }
}
