package io.cairn.engine.dialect;

import java.util.List;

/** What belongs to a call or a CASE behind its bracket or its END. */
final class CallClauses {
    private static final Words TIGHT_OPERATORS = Words.of("^ % &");

    private CallClauses() {}

    /** The place behind WITHIN GROUP, FILTER, the treatment of nulls and OVER of the call whose arguments end there. */
    static int end(List<Node> nodes, int call) {
        int at = call;
        at += Nodes.isAt(nodes, at, "within", "group") && isRound(nodes, at + 2) ? 3 : 0;
        at += Nodes.isAt(nodes, at, "filter") && isRound(nodes, at + 1) ? 2 : 0;
        int over = at;
        over += Nodes.isAt(nodes, over, "from", "first") || Nodes.isAt(nodes, over, "from", "last") ? 2 : 0;
        over += Nodes.isAt(nodes, over, "respect", "nulls") || Nodes.isAt(nodes, over, "ignore", "nulls") ? 2 : 0;
        boolean isOver = Nodes.isAt(nodes, over, "over") && over + 1 < nodes.size();
        return isOver && Expressions.isOperand(nodes.get(over + 1)) ? over + 2 : at;
    }

    /** Whether the operator that stands there takes no more than the operand before it. */
    static boolean bindsTightly(List<Node> nodes, int at) {
        Node node = nodes.get(at);
        return node.is("::")
                || node.is(TokenKind.OPERATOR) && TIGHT_OPERATORS.has(node.value())
                || JsonCalls.function(node).isPresent()
                || Nodes.isAt(nodes, at, "at", "time", "zone");
    }

    /** Whether EXISTS and its query stand there. */
    static boolean isExists(List<Node> nodes, int at) {
        return nodes.get(at).isWord("exists") && isRound(nodes, at + 1);
    }

    private static boolean isRound(List<Node> nodes, int at) {
        return at < nodes.size() && nodes.get(at).isRound();
    }
}
