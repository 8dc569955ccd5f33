package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;

/**
 * Intervals that are no literals. Whether one is of months or of days and times is told by the units in the strings that it
 * is made of, as its type has to be known before it is.
 */
final class IntervalCalls {
    private static final Words MONTHS =
            Words.of("mon mons month months y yr yrs year years decade decades century centuries");
    private static final List<String> NAMES = List.of("years", "months", "weeks", "days", "hours", "mins", "secs");
    private static final int COUNT = 7;
    private static final int MONTHS_COUNT = 2;

    private IntervalCalls() {}

    /** A cast of something else than a literal to an interval. */
    static List<Node> cast(List<Node> operand) {
        return Nodes.template(saysMonths(operand) ? "CAIRN_INTERVAL_MONTHS(?)" : "CAIRN_INTERVAL(?)", operand);
    }

    private static boolean saysMonths(List<Node> nodes) {
        for (Token token : Nodes.tokens(nodes)) {
            if (token.kind() == TokenKind.STRING && hasMonths(Ascii.lower(token.value()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasMonths(String text) {
        int at = 0;
        while (at < text.length()) {
            int start = at;
            while (at < text.length() && text.charAt(at) >= 'a' && text.charAt(at) <= 'z') {
                at++;
            }
            if (at > start && MONTHS.has(text.substring(start, at))) {
                return true;
            }
            at += at == start ? 1 : 0;
        }
        return false;
    }

    /** {@code make_interval} of arguments in their order or by their names. */
    static List<Node> made(Node name, List<List<Node>> arguments) {
        List<List<Node>> values = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            values.add(Nodes.of("0"));
        }
        for (int i = 0; i < arguments.size(); i++) {
            List<Node> argument = arguments.get(i);
            boolean isNamed = argument.size() > 2 && argument.get(1).is("=>");
            int place = isNamed ? NAMES.indexOf(argument.getFirst().value()) : i;
            if (place < 0 || place >= COUNT) {
                throw Refusal.refusal("sql-no-function", name.start(), "make_interval has no such argument");
            }
            values.set(place, isNamed ? argument.subList(2, argument.size()) : argument);
        }
        boolean hasMonths = isGiven(values.subList(0, MONTHS_COUNT));
        if (hasMonths && isGiven(values.subList(MONTHS_COUNT, COUNT))) {
            throw Refusal.notSupported(name.start(), "intervals of months and of days in one");
        }
        return hasMonths
                ? Nodes.filled("CAIRN_MAKE_MONTHS(?, ?)", values.subList(0, MONTHS_COUNT))
                : Nodes.filled("CAIRN_MAKE_INTERVAL(?, ?, ?, ?, ?)", values.subList(MONTHS_COUNT, COUNT));
    }

    private static boolean isGiven(List<List<Node>> values) {
        return values.stream()
                .anyMatch(value -> value.size() != 1
                        || !value.getFirst().is(TokenKind.NUMBER)
                        || !value.getFirst().value().equals("0"));
    }
}
