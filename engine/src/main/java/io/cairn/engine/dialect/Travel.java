package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statements about the past: {@code AS OF BLOCK}, {@code FOR SYSTEM_TIME AS OF}, SHOW HISTORY and DIFF. */
final class Travel {
    /** A statement without the clauses that say which past state it is about, and that state. */
    record Cut(List<Node> nodes, Optional<PointInTime> asOf) {}

    private Optional<PointInTime> found = Optional.empty();

    private Travel() {}

    /** Takes the clauses out, wherever they stand; all must name one state, which then holds for the whole query. */
    static Cut cut(List<Node> nodes) {
        Travel travel = new Travel();
        List<Node> left = Nodes.inEveryLevel(nodes, travel::cutLevel);
        return new Cut(left, travel.found);
    }

    private List<Node> cutLevel(List<Node> nodes) {
        if (Nodes.find(nodes, 0, "of") == nodes.size()) {
            return nodes;
        }
        List<Node> left = new ArrayList<>(nodes.size());
        int at = 0;
        while (at < nodes.size()) {
            int start = nodes.get(at).start();
            if (Nodes.isAt(nodes, at, "as", "of", "block")) {
                note(block(nodes, at + 3), start);
                at += 4;
            } else if (Nodes.isAt(nodes, at, "for", "system_time", "as", "of")) {
                int value = at + 4;
                if (Nodes.isAt(nodes, value, "timestamp") || Nodes.isAt(nodes, value, "timestamptz")) {
                    value++;
                }
                note(time(nodes, value), start);
                at = value + 1;
            } else {
                left.add(nodes.get(at++));
            }
        }
        return left;
    }

    private void note(PointInTime point, int start) {
        if (found.isPresent() && !found.get().equals(point)) {
            throw Refusal.notSupported(start, "one query about two past states");
        }
        found = Optional.of(point);
    }

    private static PointInTime block(List<Node> nodes, int at) {
        if (at < nodes.size() && nodes.get(at) instanceof Node.Leaf(Token token)) {
            boolean isHeight = token.kind() == TokenKind.NUMBER
                    && token.text().length() <= 18
                    && token.text().chars().allMatch(Ascii::isDigit);
            if (isHeight) {
                return new PointInTime.Block(Long.parseLong(token.text()));
            }
            if (token.kind() == TokenKind.PARAMETER) {
                return new PointInTime.Parameter(Integer.parseInt(token.value()), true);
            }
        }
        throw Refusal.malformed(Nodes.startOf(nodes, at), "the height of a block or a parameter is expected");
    }

    private static PointInTime time(List<Node> nodes, int at) {
        if (at < nodes.size() && nodes.get(at) instanceof Node.Leaf(Token token)) {
            if (token.kind() == TokenKind.STRING) {
                return new PointInTime.Time(token.value());
            }
            if (token.kind() == TokenKind.PARAMETER) {
                return new PointInTime.Parameter(Integer.parseInt(token.value()), false);
            }
        }
        throw Refusal.malformed(Nodes.startOf(nodes, at), "a timestamp or a parameter is expected");
    }

    /** Reads {@code SHOW HISTORY OF table [WHERE condition]}. */
    static Statement.History history(List<Node> nodes, String shape) {
        int end = Nodes.nameEnd(nodes, 3);
        if (end < nodes.size() && !nodes.get(end).isWord("where")) {
            throw Refusal.malformed(nodes.get(end).start(), "WHERE or the end is expected");
        }
        List<Node> query = new ArrayList<>(Nodes.of("SELECT * FROM"));
        query.addAll(nodes.subList(3, nodes.size()));
        int clause = Nodes.find(
                query, 4, Words.of("group having window order limit offset fetch for union except intersect select"));
        if (clause < query.size()) {
            throw Refusal.malformed(query.get(clause).start(), "only a condition may follow WHERE");
        }
        Statement.Engine rows = Dialect.engine(StatementKind.QUERY, query, _ -> Optional.empty(), shape);
        if (rows.asOf().isPresent() || rows.kind() != StatementKind.QUERY) {
            throw Refusal.notSupported(nodes.getFirst().start(), "a history as of a past state or of a change");
        }
        return new Statement.History(tableName(nodes.subList(3, end)), rows, shape);
    }

    /** Reads {@code DIFF table BETWEEN BLOCK from AND to}. */
    static Statement.Difference difference(List<Node> nodes, String shape) {
        int end = Nodes.nameEnd(nodes, 1);
        boolean isWhole = Nodes.isAt(nodes, end, "between", "block")
                && Nodes.isAt(nodes, end + 3, "and")
                && (nodes.size() == end + 5 || (nodes.size() == end + 6 && Nodes.isAt(nodes, end + 4, "block")));
        if (!isWhole) {
            throw Refusal.malformed(Nodes.startOf(nodes, end), "DIFF table BETWEEN BLOCK from AND to is expected");
        }
        PointInTime to = block(nodes, nodes.size() - 1);
        return new Statement.Difference(tableName(nodes.subList(1, end)), block(nodes, end + 2), to, shape);
    }

    /** The name that these nodes spell. */
    static TableName tableName(List<Node> nodes) {
        if (nodes.size() > 3) {
            throw Refusal.notSupported(nodes.getFirst().start(), "names of more than two parts");
        }
        Optional<String> schema =
                nodes.size() == 3 ? Optional.of(nodes.getFirst().value()) : Optional.empty();
        return new TableName(schema, nodes.getLast().value());
    }
}
