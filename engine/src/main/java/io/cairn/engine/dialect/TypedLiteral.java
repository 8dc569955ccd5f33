package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;

/** A string with the name of its type before it, {@code date '2024-01-01'}. */
final class TypedLiteral {
    private static final Words TYPES = Words.of(
            "date time timestamp timestamptz timetz json jsonb interval uuid int integer int2 int4 int8 smallint bigint",
            "numeric decimal dec real float float4 float8 double bool boolean text varchar char bpchar character bytea name",
            "regclass regtype regnamespace regrole");

    /** Those whose literals H2 reads, too. */
    private static final Words KNOWN = Words.of("date time timestamp uuid");

    private static final Words FIELDS = Words.of("year month day hour minute second");
    private static final String PLAIN = "0123456789-:. ";
    private static final Words SECOND_WORDS = Words.of("precision varying with without");

    private TypedLiteral() {}

    /** The place of the string, where the name of its type stands there; else that place itself. */
    static int find(List<Node> nodes, int at) {
        if (!nodes.get(at).is(TokenKind.WORD) || !TYPES.has(nodes.get(at).value()) || at + 1 == nodes.size()) {
            return at;
        }
        Node next = nodes.get(at + 1);
        if (next.is(TokenKind.STRING)) {
            return at + 1;
        }
        boolean isLonger = next.isRound() || next.is(TokenKind.WORD) && SECOND_WORDS.has(next.value());
        int end = isLonger ? Types.read(nodes, at).end() : nodes.size();
        return end < nodes.size() && nodes.get(end).is(TokenKind.STRING) ? end : at;
    }

    /** The place behind the literal whose string stands at a place, and behind the field that is said of an interval. */
    static int end(List<Node> nodes, int at, int literal) {
        boolean hasField = nodes.get(at).isWord("interval")
                && literal + 1 < nodes.size()
                && nodes.get(literal + 1).is(TokenKind.WORD)
                && FIELDS.has(nodes.get(literal + 1).value());
        return literal + 1 + (hasField ? 1 : 0);
    }

    /** The literal in H2's words. */
    static List<Node> rewrite(List<Node> nodes, int place) {
        Types.Type type = Types.read(nodes, 0);
        List<Node> literal = List.of(nodes.get(place));
        if (type.isJson()) {
            return Nodes.template("JSON ?", literal);
        }
        if (type.isBareInterval()) {
            return place + 1 < nodes.size() ? new ArrayList<>(nodes) : IntervalLiteral.rewrite(literal.getFirst());
        }
        Node name = nodes.getFirst();
        return place == 1 && isKnown(name.value(), literal.getFirst().value())
                ? new ArrayList<>(nodes)
                : Expressions.cast(literal, type, name.start());
    }

    /** Whether H2 reads the literal as PostgreSQL does; others it has to cast. */
    private static boolean isKnown(String type, String text) {
        return KNOWN.has(type)
                && switch (type) {
                    case "date" -> text.indexOf(':') < 0;
                    case "uuid" -> true;
                    // Without a zone.
                    default ->
                        text.lastIndexOf('-') < Math.max(text.indexOf(' '), 0)
                                && text.chars().allMatch(letter -> PLAIN.indexOf(letter) >= 0);
                };
    }
}
