package io.cairn.engine.dialect;

import java.util.List;

/**
 * {@code generate_series} of integers in FROM, which has no rows where an argument is NULL; H2's series breaks on one, so that it
 * is given bounds that nothing lies between.
 */
final class NumberSeries {
    private static final String LEAST = "-4000000000000000000";
    private static final String GREATEST = "4000000000000000000";

    private static final int DIGITS_MAX = 18;
    private static final Words FRACTIONS = Words.of("numeric decimal");

    private NumberSeries() {}

    /** Whether the arguments show that it is one of fractions, which H2 has not, or of numbers that it cannot step beyond. */
    static boolean isOurs(List<Node> arguments) {
        return Nodes.tokens(arguments).stream()
                .anyMatch(token -> token.kind() == TokenKind.NUMBER && !isWhole(token.value())
                        || token.kind() == TokenKind.WORD && FRACTIONS.has(token.value()));
    }

    /** The arguments, whole numbers none of which is NULL. */
    static List<Node> arguments(List<Node> arguments) {
        List<List<Node>> all = Nodes.split(arguments);
        if (all.size() < 2 || all.size() > 3 || all.stream().allMatch(NumberSeries::isNumber)) {
            return arguments;
        }
        List<Node> from = Nodes.template("CAIRN_WHOLE(?)", all.getFirst());
        List<Node> to = Nodes.template("CAIRN_WHOLE(?)", all.get(1));
        if (all.size() == 2) {
            return Nodes.template("COALESCE(?, " + GREATEST + "), COALESCE(?, " + LEAST + ")", from, to);
        }
        List<Node> step = Nodes.template("CAIRN_WHOLE_STEP(?)", all.get(2));
        return Nodes.template(
                "COALESCE(?, CASE WHEN ? < 0 THEN " + LEAST + " ELSE " + GREATEST + " END), "
                        + "CASE WHEN ? IS NULL THEN " + LEAST + " ELSE "
                        + "COALESCE(?, CASE WHEN ? < 0 THEN " + GREATEST + " ELSE " + LEAST + " END) END, "
                        + "COALESCE(?, 1)",
                from,
                step,
                step,
                to,
                step,
                step);
    }

    private static boolean isNumber(List<Node> argument) {
        int at = argument.size() == 2 && argument.getFirst().is("-") ? 1 : 0;
        return argument.size() == at + 1
                && argument.get(at).is(TokenKind.NUMBER)
                && isWhole(argument.get(at).value())
                && !argument.get(at).value().equals("0");
    }

    private static boolean isWhole(String number) {
        return number.length() <= DIGITS_MAX && number.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }
}
