package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;

/** Forms of ALTER TABLE that H2 writes otherwise: several columns that are added, and CASCADE behind one that is dropped. */
final class Alterations {
    private static final Words NO_COLUMNS = Words.of("constraint primary unique foreign check");
    private static final Words BEHAVIOURS = Words.of("cascade restrict");

    private Alterations() {}

    /** Whether it is one of them. */
    static boolean isOne(List<Node> nodes, int action) {
        return Nodes.split(nodes.subList(action, nodes.size())).size() > 1 || dropsColumn(nodes, action);
    }

    private static boolean dropsColumn(List<Node> nodes, int action) {
        return Nodes.isAt(nodes, action, "drop")
                && action + 2 < nodes.size()
                && !NO_COLUMNS.has(nodes.get(action + 1).value())
                && nodes.getLast().is(TokenKind.WORD)
                && BEHAVIOURS.has(nodes.getLast().value());
    }

    /** The alteration in H2's words. A column on which a view or constraint stands is not dropped, whatever is written. */
    static List<Node> rewrite(List<Node> nodes, int action) {
        if (dropsColumn(nodes, action)) {
            return nodes.subList(0, nodes.size() - 1);
        }
        List<List<Node>> columns = new ArrayList<>();
        for (List<Node> change : Nodes.split(nodes.subList(action, nodes.size()))) {
            int name = Nodes.isAt(change, 1, "column") ? 2 : 1;
            boolean addsColumn = Nodes.isAt(change, 0, "add")
                    && name + 1 < change.size()
                    && change.get(name).isName()
                    && !Nodes.isAt(change, name, "if", "not", "exists")
                    && !(change.get(name).is(TokenKind.WORD)
                            && NO_COLUMNS.has(change.get(name).value()));
            if (!addsColumn) {
                throw Refusal.notSupported(
                        Nodes.startOf(change, 0), "several changes in one ALTER TABLE, other than ADD COLUMN");
            }
            columns.add(Types.column(change.subList(name, change.size())));
        }
        return Nodes.template("? ADD (?)", nodes.subList(0, action), Nodes.join(columns));
    }
}
