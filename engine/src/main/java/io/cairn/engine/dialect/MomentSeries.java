package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;

/** {@code generate_series} of points in time, which is told from one of numbers by its step. */
final class MomentSeries {
    private MomentSeries() {}

    /** Whether the step is an interval, or a text, which can be nothing else. */
    static boolean isOne(List<List<Node>> arguments) {
        return arguments.size() == 3
                && (isText(arguments.get(2))
                        || Nodes.tokens(arguments.get(2)).stream().anyMatch(token -> token.isWord("interval")));
    }

    private static boolean isText(List<Node> step) {
        return step.size() == 1 && step.getFirst().is(TokenKind.STRING);
    }

    /** The arguments, with a step that is an interval. */
    static List<Node> arguments(List<Node> arguments) {
        List<List<Node>> all = new ArrayList<>(Nodes.split(arguments));
        if (isText(all.getLast())) {
            all.set(all.size() - 1, IntervalLiteral.rewrite(all.getLast().getFirst()));
        }
        return Nodes.join(all);
    }

    /** What makes the array of all of them. */
    static List<Node> array(List<List<Node>> arguments) {
        return Nodes.template("CAIRN_SERIES(?)", arguments(Nodes.join(arguments)));
    }
}
