package io.cairn.engine.dialect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Casts, calls, JSON operators and powers in one level of a statement.
 *
 * <p>Not a parser of expressions: it reads operands (a name, literal, call or bracket with its casts and subscripts) and
 * refuses an operator beside which PostgreSQL's precedence would take more than one operand.
 */
final class Expressions {
    private static final Words KEYWORDS = Words.of(
            "all and as asc between by case check column conflict constraint create cross default delete desc distinct do",
            "drop else end escape except exists fetch filter for foreign from full group having ilike in inner insert",
            "intersect into is join key like limit matched natural not nothing nulls of offset on or order outer over",
            "partition primary references returning select set table then to union unique update using values when where",
            "window with within");

    /** Below the JSON operators, so that they take nothing from these. */
    private static final Words COMPARISONS = Words.of("= < > <= >= <> !=");

    private static final Words ARITHMETIC = Words.of("+ - * / % ^");
    private static final Words FACTORS = Words.of("* / %");
    private static final Words QUANTIFIERS = Words.of("any some all");
    private static final Words SIGNS = Words.of("+ -");

    private final List<Node> nodes;
    private final List<Node> out = new ArrayList<>();

    /** Where in what is written every CASE begins that has no END yet. */
    private final Deque<Integer> cases = new ArrayDeque<>();

    private int at;

    private Expressions(List<Node> nodes) {
        this.nodes = nodes;
    }

    /** The level with everything that H2 writes otherwise. */
    static List<Node> rewrite(List<Node> nodes) {
        Expressions expressions = new Expressions(nodes);
        while (expressions.at < nodes.size()) {
            expressions.step();
        }
        return expressions.out;
    }

    private void step() {
        Node node = nodes.get(at);
        if (isOperand(node) || CallClauses.isExists(nodes, at)) {
            out.addAll(operand(zoned(postfixed())));
            return;
        }
        if (node.isWord("case")) {
            cases.push(out.size());
        } else if (node.isWord("end") && !cases.isEmpty() && endsOperand(cases.pop())) {
            return;
        }
        if (JsonCalls.function(node).isPresent() || node.is("^") || node.is("::")) {
            throw needsBrackets(node);
        }
        out.add(node);
        at++;
    }

    /** Takes a CASE that ends here, and that an operator follows which takes it whole, for an operand. */
    private boolean endsOperand(int start) {
        if (at + 1 == nodes.size() || !CallClauses.bindsTightly(nodes, at + 1)) {
            return false;
        }
        List<Node> written = out.subList(start, out.size());
        List<Node> choice = new ArrayList<>(written);
        choice.add(nodes.get(at++));
        written.clear();
        out.addAll(operand(zoned(postfixed(choice, at - 1))));
        return true;
    }

    static boolean isOperand(Node node) {
        return switch (node) {
            case Node.Group group -> group.isRound();
            case Node.Leaf(Token token) ->
                switch (token.kind()) {
                    case WORD -> !KEYWORDS.has(token.value());
                    case QUOTED, STRING, BYTES, NUMBER, PARAMETER -> true;
                    case SPACE, OPERATOR, PUNCTUATION -> false;
                };
        };
    }

    /** An operand and the operators behind it that bind tighter than all others. */
    private List<Node> operand(List<Node> first) {
        List<Node> operand = first;
        boolean isRemainder = false;
        while (at < nodes.size()) {
            Node operator = nodes.get(at);
            var json = JsonCalls.function(operator);
            if (json.isPresent()) {
                refuseTighterLeft(operator);
                at++;
                List<Node> right = right(operator);
                if (at < nodes.size()
                        && ARITHMETIC.has(nodes.get(at).value())
                        && nodes.get(at).is(TokenKind.OPERATOR)) {
                    throw needsBrackets(nodes.get(at));
                }
                operand = JsonCalls.operation(operator, json.get(), operand, right);
            } else if (operator.is("-") && JsonCalls.isDeletion(nodes, at + 1)) {
                at++;
                operand = Nodes.template("CAIRN_JSON_DELETE(?, ?)", operand, right(operator));
            } else if (operator.is("^")) {
                refuseSign(operator);
                at++;
                operand = Nodes.template("POWER(?, ?)", operand, right(operator));
            } else if (operator.is("%") && !isRemainder && isFirstFactor() && !isBeforePower()) {
                at++;
                // One alone: a chain of calls would be deeper than the one of operators, which is bounded.
                isRemainder = true;
                operand = Nodes.template("CAIRN_MOD(?, ?)", operand, right(operator));
            } else if (operator.is("&")) {
                refuseArithmetic(out.isEmpty() ? operator : out.getLast());
                at++;
                operand = Nodes.template("BITAND(?, ?)", operand, right(operator));
                refuseArithmetic(at < nodes.size() ? nodes.get(at) : operator);
            } else if (SystemNames.isComparedArray(operand)
                    && (operator.is("=") || operator.is("<>"))
                    && at + 1 < nodes.size()
                    && SystemNames.isArrayText(nodes.get(at + 1))) {
                operand = Nodes.template("? " + operator.value() + " ?", operand, SystemNames.array(nodes.get(at + 1)));
                at += 2;
            } else {
                return operand;
            }
        }
        return operand;
    }

    /** Whether nothing is multiplied or divided before the operand; else H2's own remainder has to do. */
    private boolean isFirstFactor() {
        return out.isEmpty()
                || !out.getLast().is(TokenKind.OPERATOR)
                || !FACTORS.has(out.getLast().value());
    }

    /** Whether the operand behind the operator there is not all that belongs to it. */
    private boolean isBeforePower() {
        Expressions rest = new Expressions(nodes);
        rest.at = at + 1;
        rest.right(nodes.get(at));
        return rest.at < nodes.size()
                && (nodes.get(rest.at).is("^")
                        || JsonCalls.function(nodes.get(rest.at)).isPresent());
    }

    private List<Node> right(Node operator) {
        List<Node> right = new ArrayList<>();
        boolean isSigned = at + 1 < nodes.size()
                && nodes.get(at).is("-")
                && nodes.get(at + 1).is(TokenKind.NUMBER);
        if (isSigned) {
            right.add(nodes.get(at++));
        }
        if (at >= nodes.size() || !isOperand(nodes.get(at))) {
            throw needsBrackets(operator);
        }
        right.addAll(zoned(postfixed()));
        return right;
    }

    /** {@code a || b -> c} means {@code (a || b) -> c}: the left operand would be more than what was read. */
    private void refuseTighterLeft(Node operator) {
        if (!out.isEmpty()
                && out.getLast().is(TokenKind.OPERATOR)
                && !COMPARISONS.has(out.getLast().value())) {
            throw needsBrackets(operator);
        }
    }

    private static void refuseArithmetic(Node beside) {
        if (beside.is(TokenKind.OPERATOR) && ARITHMETIC.has(beside.value())) {
            throw needsBrackets(beside);
        }
    }

    /** {@code -a ^ b} means {@code (-a) ^ b}. */
    private void refuseSign(Node operator) {
        if (out.isEmpty()
                || !out.getLast().is(TokenKind.OPERATOR)
                || !SIGNS.has(out.getLast().value())) {
            return;
        }
        boolean isBinary = out.size() > 1 && isOperand(out.get(out.size() - 2));
        if (!isBinary) {
            throw needsBrackets(operator);
        }
    }

    private static RuntimeException needsBrackets(Node operator) {
        return Refusal.notSupported(
                operator.start(), "the operator " + operator.value() + " between these, put its operands in brackets");
    }

    /** What AT TIME ZONE, which binds tighter than any operator, makes of an operand. */
    private List<Node> zoned(List<Node> first) {
        List<Node> operand = first;
        while (Nodes.isAt(nodes, at, "at", "time", "zone")) {
            Node keyword = nodes.get(at);
            at += 3;
            if (at >= nodes.size() || !isOperand(nodes.get(at))) {
                throw Refusal.malformed(keyword.start(), "AT TIME ZONE is followed by a zone");
            }
            operand = Nodes.template(Calls.AT_ZONE, operand, postfixed());
        }
        if (Nodes.isAt(nodes, at, "at", "local")) {
            throw Refusal.notSupported(nodes.get(at).start(), "AT LOCAL");
        }
        return operand;
    }

    /** A name, literal, call or bracket with its casts and subscripts. */
    private List<Node> postfixed() {
        int start = at;
        return postfixed(primary(), start);
    }

    private List<Node> postfixed(List<Node> first, int start) {
        List<Node> operand = first;
        while (at < nodes.size()) {
            Node next = nodes.get(at);
            if (next.is("::")) {
                Types.Type type = Types.read(nodes, at + 1);
                at = type.end();
                operand = SystemNames.isObjectType(type)
                        ? SystemNames.object(operand, type, out, nodes.subList(at, nodes.size()))
                        : cast(operand, type, next.start());
            } else if (next instanceof Node.Group group && !group.isRound()) {
                operand = subscripted(operand, group, start);
                at++;
            } else {
                return operand;
            }
        }
        return operand;
    }

    private List<Node> subscripted(List<Node> operand, Node.Group group, int start) {
        int colon = 0;
        while (colon < group.nodes().size() && !group.nodes().get(colon).is(":")) {
            colon++;
        }
        if (colon < group.nodes().size()) {
            List<Node> upper = group.nodes().subList(colon + 1, group.nodes().size());
            return Nodes.template(
                    "CAIRN_ARRAY_PART(?, ?, ?)",
                    operand,
                    colon == 0 ? Nodes.of("1") : group.nodes().subList(0, colon),
                    upper.isEmpty() ? Nodes.of("2147483647") : upper);
        }
        if (isMadeOrNamed(operand, group, start)) {
            List<Node> element = new ArrayList<>(operand);
            element.add(group);
            return element;
        }
        return SystemNames.element(operand, group);
    }

    /** Whether brackets belong to the word ARRAY, to the name of a type, or to what UPDATE changes. */
    private boolean isMadeOrNamed(List<Node> operand, Node.Group group, int start) {
        Node before = start > 0 ? nodes.get(start - 1) : group;
        boolean isMade = operand.size() == 1 && operand.getFirst().isWord("array")
                || group.nodes().isEmpty();
        boolean isType = start > 0 && isOperand(before) || before.isWord("as");
        boolean isTarget = (before.isWord("set") || before.is(","))
                && at + 1 < nodes.size()
                && nodes.get(at + 1).is("=")
                && Nodes.find(nodes, 0, "set") < start;
        return isMade || isType || isTarget;
    }

    private List<Node> primary() {
        Node first = nodes.get(at);
        int literal = TypedLiteral.find(nodes, at);
        if (literal > at) {
            int start = at;
            at = TypedLiteral.end(nodes, start, literal);
            return TypedLiteral.rewrite(nodes.subList(start, at), literal - start);
        }
        if (!first.isName()) {
            at++;
            return column(first).orElseGet(() -> new ArrayList<>(List.of(first)));
        }
        int end = Nodes.nameEnd(nodes, at);
        List<Node> name = new ArrayList<>(nodes.subList(at, end));
        at = end;
        if (end < nodes.size() && nodes.get(end) instanceof Node.Group group && group.isRound()) {
            at++;
            if (QUANTIFIERS.has(first.value())
                    && group.nodes().size() == 1
                    && SystemNames.isArrayText(group.nodes().getFirst())) {
                return with(
                        name,
                        Nodes.round(
                                group.start(), SystemNames.array(group.nodes().getFirst())));
            }
            List<Node> clauses = nodes.subList(at, CallClauses.end(nodes, at));
            at += clauses.size();
            if (name.size() == 1 && first.is(TokenKind.WORD)) {
                return Calls.rewrite(first, group, clauses);
            }
            List<Node> call = with(name, group);
            call.addAll(clauses);
            return call;
        }
        return name;
    }

    /** A column of a row that is a column itself: {@code (keys).n}, which {@link SetFunctions} has made two of. */
    private Optional<List<Node>> column(Node first) {
        boolean isField = first instanceof Node.Group group
                && group.isRound()
                && !group.nodes().isEmpty()
                && group.nodes().getLast().isName()
                && group.nodes().stream().allMatch(node -> node.isName() || node.is("."))
                && at + 1 < nodes.size()
                && nodes.get(at).is(".")
                && nodes.get(at + 1).isName();
        if (!isField) {
            return Optional.empty();
        }
        List<Node> path = new ArrayList<>(((Node.Group) first).nodes());
        Node last = path.removeLast();
        path.add(Nodes.quoted(last.value() + "." + nodes.get(at + 1).value(), last.start()));
        at += 2;
        return Optional.of(path);
    }

    private static List<Node> with(List<Node> name, Node group) {
        name.add(group);
        return name;
    }

    /** A cast in H2's words. */
    static List<Node> cast(List<Node> operand, Types.Type type, int start) {
        boolean isLiteral = operand.size() == 1 && operand.getFirst().is(TokenKind.STRING);
        if (SystemNames.isObjectType(type)) {
            return SystemNames.object(operand, type, List.of(), List.of());
        }
        if (type.isArray() && isLiteral && SystemNames.isArrayText(operand.getFirst())) {
            return SystemNames.isObjects(type)
                    ? SystemNames.objects(operand.getFirst(), type)
                    : Nodes.template("CAST(? AS ?)", SystemNames.array(operand.getFirst()), SystemNames.type(type));
        }
        if (type.isJson()) {
            // H2's cast would make a JSON string of the text; this one reads it.
            return new ArrayList<>(List.of(Nodes.round(start, Nodes.template("? FORMAT JSON", operand))));
        }
        if (type.isBytes() && isLiteral) {
            return bytes(operand.getFirst());
        }
        if (type.isBareInterval()) {
            return isLiteral ? IntervalLiteral.rewrite(operand.getFirst()) : IntervalCalls.cast(operand);
        }
        return Nodes.template("CAST(? AS ?)", operand, SystemNames.type(type));
    }

    /** A binary string in PostgreSQL's notation, {@code '\\x4142'}. */
    static List<Node> bytes(Node literal) {
        if (literal.value().indexOf('\\') < 0) {
            byte[] plain = literal.value().getBytes(StandardCharsets.UTF_8);
            return Nodes.of("X'" + HexFormat.of().formatHex(plain) + "'");
        }
        if (!literal.value().startsWith("\\x")) {
            throw Refusal.notSupported(
                    literal.start(), "a binary string with a backslash that does not begin with \\x");
        }
        return Nodes.of("X'" + Escapes.hexadecimal(literal.value().substring(2), literal.start()) + "'");
    }
}
