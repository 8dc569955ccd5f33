package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;

/** The end of a query: OFFSET before LIMIT, locks of other strengths than UPDATE, which lock nothing here. */
final class QueryEnds {
    private static final Words ENDS = Words.of("limit offset fetch for union except intersect returning on");
    private static final Words SET_OPERATORS = Words.of("except intersect");
    private static final Words WORDS = Words.of("limit for except intersect");

    private QueryEnds() {}

    /** A level whose queries end as H2 reads them. */
    static List<Node> rewrite(List<Node> level) {
        int at = Nodes.find(level, 0, WORDS);
        if (at == level.size()) {
            return level;
        }
        List<Node> ended = new ArrayList<>(level);
        boolean isQuery = Nodes.find(level, 0, "select") < level.size();
        for (; at < ended.size(); at = Nodes.find(ended, at + 1, WORDS)) {
            Node word = ended.get(at);
            if (word.isWord("limit")) {
                limitFirst(ended, at);
            } else if (isQuery && word.isWord("for")) {
                forUpdate(ended, at);
            } else if (SET_OPERATORS.has(word.value()) && Nodes.isAt(ended, at + 1, "all")) {
                throw Refusal.notSupported(word.start(), Ascii.upper(word.value()) + " ALL");
            } else if (SET_OPERATORS.has(word.value()) && Nodes.isAt(ended, at + 1, "distinct")) {
                ended.remove(at + 1);
            }
        }
        return ended;
    }

    private static void limitFirst(List<Node> level, int limit) {
        int offset = limit - 1;
        while (offset >= 0
                && !(level.get(offset).is(TokenKind.WORD)
                        && ENDS.has(level.get(offset).value()))) {
            offset--;
        }
        if (offset < 0 || !level.get(offset).isWord("offset")) {
            return;
        }
        List<Node> count = level.subList(limit, Nodes.find(level, limit + 1, ENDS));
        List<Node> moved = new ArrayList<>(count);
        count.clear();
        if (Nodes.isAt(level, limit - 1, "row") || Nodes.isAt(level, limit - 1, "rows")) {
            level.remove(limit - 1);
        }
        level.addAll(offset, moved);
    }

    private static void forUpdate(List<Node> level, int at) {
        int words = Nodes.isAt(level, at + 1, "no", "key", "update")
                ? 3
                : Nodes.isAt(level, at + 1, "key", "share") ? 2 : Nodes.isAt(level, at + 1, "share") ? 1 : 0;
        if (words > 0) {
            Node update = Nodes.word("update", level.get(at + 1).start());
            level.subList(at + 1, at + 1 + words).clear();
            level.add(at + 1, update);
        }
    }
}
