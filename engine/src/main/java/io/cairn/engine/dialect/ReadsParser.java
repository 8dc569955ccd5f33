package io.cairn.engine.dialect;

import java.util.List;
import java.util.Optional;

/** Reads {@code SHOW READS [OF table] [BY 'account'] [BEFORE sequence] [LIMIT number]}. */
final class ReadsParser {
    private static final int DIGITS_MAX = 18;

    private final List<Node> nodes;
    private int at = 2;

    private ReadsParser(List<Node> nodes) {
        this.nodes = nodes;
    }

    static Statement.Reads read(List<Node> nodes, String shape) {
        ReadsParser parser = new ReadsParser(nodes);
        Optional<TableName> table = parser.skip("of") ? Optional.of(parser.table()) : Optional.empty();
        Optional<String> account = parser.skip("by") ? Optional.of(parser.account()) : Optional.empty();
        long before = parser.skip("before") ? parser.number() : Long.MAX_VALUE;
        long limit = parser.skip("limit") ? parser.number() : Statement.Reads.LIMIT;
        if (parser.at < nodes.size()) {
            throw Refusal.malformed(
                    nodes.get(parser.at).start(),
                    "SHOW READS [OF table] [BY 'account'] [BEFORE n] [LIMIT n] is expected");
        }
        return new Statement.Reads(table, account, before, (int) Math.min(limit, Integer.MAX_VALUE), shape);
    }

    private boolean skip(String word) {
        boolean isThere = Nodes.isAt(nodes, at, word);
        at += isThere ? 1 : 0;
        return isThere;
    }

    private TableName table() {
        int end = Nodes.nameEnd(nodes, at);
        TableName name = Travel.tableName(nodes.subList(at, end));
        at = end;
        return name;
    }

    private String account() {
        if (at < nodes.size() && nodes.get(at) instanceof Node.Leaf(Token token) && token.kind() == TokenKind.STRING) {
            at++;
            return token.value();
        }
        throw Refusal.malformed(Nodes.startOf(nodes, at), "an account between apostrophes is expected");
    }

    private long number() {
        if (at < nodes.size() && nodes.get(at) instanceof Node.Leaf(Token token)) {
            boolean isNumber = token.kind() == TokenKind.NUMBER
                    && token.text().length() <= DIGITS_MAX
                    && token.text().chars().allMatch(Ascii::isDigit);
            if (isNumber) {
                at++;
                return Long.parseLong(token.text());
            }
        }
        throw Refusal.malformed(Nodes.startOf(nodes, at), "a number is expected");
    }
}
