package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;

/**
 * FILTER behind the aggregates that H2 answers from a table's row count or the ends of an index without looking at it, where
 * no column stands in it. They count or compare nothing for a row that is left out, as for any null.
 */
final class Filters {
    private static final Words ANSWERED_AT_ONCE = Words.of("count min max");

    private Filters() {}

    /** A level with the condition within the aggregate. */
    static List<Node> rewrite(List<Node> level) {
        List<Node> rewritten = new ArrayList<>(level.size());
        for (int i = 0; i < level.size(); i++) {
            boolean isFiltered = i + 3 < level.size()
                    && level.get(i).is(TokenKind.WORD)
                    && ANSWERED_AT_ONCE.has(level.get(i).value())
                    && level.get(i + 1).isRound()
                    && level.get(i + 2).isWord("filter")
                    && level.get(i + 3).isRound();
            rewritten.add(level.get(i));
            if (isFiltered
                    && level.get(i + 1) instanceof Node.Group arguments
                    && level.get(i + 3) instanceof Node.Group filter
                    && Nodes.isAt(filter.nodes(), 0, "where")
                    && Nodes.split(arguments.nodes()).size() == 1) {
                rewritten.add(Nodes.round(arguments.start(), counted(arguments.nodes(), filter.nodes())));
                i += 3;
            }
        }
        return rewritten;
    }

    private static List<Node> counted(List<Node> argument, List<Node> filter) {
        boolean isQuantified = Nodes.isAt(argument, 0, "distinct") || Nodes.isAt(argument, 0, "all");
        boolean isOfRows = argument.size() == 1 && argument.getFirst().is("*");
        List<Node> counted = new ArrayList<>(argument.subList(0, isQuantified ? 1 : 0));
        List<Node> value = isOfRows ? Nodes.of("1") : argument.subList(isQuantified ? 1 : 0, argument.size());
        counted.addAll(Nodes.template("CASE WHEN (?) THEN (?) END", filter.subList(1, filter.size()), value));
        return counted;
    }
}
