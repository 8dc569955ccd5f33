package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;

/** {@code x LIKE ANY (ARRAY[…])} and its kin, which H2 lacks: a condition for each of the patterns. */
final class PatternLists {
    private static final Words LIKES = Words.of("like ilike");
    private static final Words MATCHES = Words.of("~ ~* !~ !~*");
    private static final Words QUANTIFIERS = Words.of("any some all");
    private static final Words COMPARISONS = Words.of("= < > <= >= <> !=");

    /** What no operand of LIKE holds. */
    private static final Words BOUNDS = Words.of(
            "and or not where when on having select then else set by distinct all as returning case check default limit",
            "between in is like ilike values from using return offset union except intersect");

    private PatternLists() {}

    /** A level in which every list of patterns is conditions. */
    static List<Node> rewrite(List<Node> level) {
        int list = lastBefore(level, level.size());
        if (list < 0) {
            return level;
        }
        List<Node> out = new ArrayList<>(level);
        while (list >= 0) {
            list = lastBefore(out, conditions(out, list));
        }
        return out;
    }

    /** The place of the last list before a place; negative where there is none. */
    private static int lastBefore(List<Node> level, int end) {
        int at = end - 1;
        while (at > 1 && !isList(level, at)) {
            at--;
        }
        return at > 1 ? at : -1;
    }

    private static boolean isList(List<Node> level, int at) {
        return level.get(at).isRound()
                && level.get(at - 1).is(TokenKind.WORD)
                && QUANTIFIERS.has(level.get(at - 1).value())
                && isPattern(level.get(at - 2));
    }

    private static boolean isPattern(Node node) {
        return node.is(TokenKind.WORD) && LIKES.has(node.value())
                || node.is(TokenKind.OPERATOR) && MATCHES.has(node.value());
    }

    /** Writes the conditions in the place of the list that stands there, and gives the place where they begin. */
    private static int conditions(List<Node> level, int list) {
        int operator = Nodes.isAt(level, list - 3, "not") ? list - 3 : list - 2;
        int start = start(level, operator);
        Node.Group group = (Node.Group) level.get(list);
        List<Node> left = level.subList(start, operator);
        if (left.isEmpty()) {
            throw Refusal.malformed(level.get(operator).start(), "an operand is expected before this");
        }
        boolean isAll = level.get(list - 1).isWord("all");
        List<Node> conditions = new ArrayList<>();
        for (List<Node> pattern : patterns(group)) {
            if (!conditions.isEmpty()) {
                conditions.addAll(Nodes.of(isAll ? "AND" : "OR"));
            }
            conditions.addAll(Nodes.template("(?) ? (?)", left, level.subList(operator, list - 1), pattern));
        }
        List<Node> written = conditions.isEmpty() ? Nodes.of(isAll ? "TRUE" : "FALSE") : conditions;
        Node.Group bracket = Nodes.round(group.start(), written);
        level.subList(start, list + 1).clear();
        level.add(start, bracket);
        return start;
    }

    private static List<List<Node>> patterns(Node.Group group) {
        List<Node> nodes = group.nodes();
        if (nodes.size() == 1 && SystemNames.isArrayText(nodes.getFirst())) {
            nodes = SystemNames.array(nodes.getFirst());
        }
        boolean isArray = nodes.size() == 2
                && nodes.getFirst().isWord("array")
                && nodes.get(1) instanceof Node.Group elements
                && !elements.isRound();
        if (!isArray) {
            throw Refusal.notSupported(group.start(), "patterns of LIKE ANY, ALL and the like that are no ARRAY[…]");
        }
        List<Node> elements = ((Node.Group) nodes.get(1)).nodes();
        return elements.isEmpty() ? List.of() : Nodes.split(elements);
    }

    /** Where the operand before an operator begins. */
    private static int start(List<Node> level, int operator) {
        int start = operator;
        int depth = 0;
        while (start > 0 && (depth > 0 || !bounds(level.get(start - 1)))) {
            start--;
            depth += level.get(start).isWord("end") ? 1 : level.get(start).isWord("case") ? -1 : 0;
        }
        return start;
    }

    private static boolean bounds(Node node) {
        return node.is(",")
                || node.is(TokenKind.WORD) && BOUNDS.has(node.value())
                || node.is(TokenKind.OPERATOR) && COMPARISONS.has(node.value());
    }
}
