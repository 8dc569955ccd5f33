package io.cairn.engine.fpjson;

import io.cairn.engine.codec.ValueCodec;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A program of FPJSON 1.0, read and checked once; immutable, and may be run by many threads, each with variables and
 * fuel of its own.
 *
 * <p>A list whose first element names a function is a call of it; {@code {"var": path}} is a variable; everything
 * else stands for itself, with what lies inside computed. Arguments are computed in order and once. A list that begins
 * with {@code "[]"} is the rest of it, whatever its first element is. A list that comes to begin with a function value,
 * as {@code [["add", 1], 2]} does, is that function applied to the rest.
 */
public final class Expression {
    /** The code for a program that cannot be read. */
    public static final String MALFORMED = "fpjson-malformed";

    private static final String ESCAPE = "[]";

    private final Node root;
    private final String at;

    private Expression(Node root, String at) {
        this.root = root;
        this.at = at;
    }

    /**
     * Reads a program.
     *
     * @param at where it stands, as a path: the beginning of the paths in errors
     * @throws CairnException.Refused where it nests too deep or holds a regular expression that is not provided for
     */
    public static Expression compile(Value program, String at) {
        return new Expression(node(program, at, 0), at);
    }

    /**
     * Runs the program.
     *
     * @throws CairnException.Refused where a function refuses its arguments or fuel runs out; {@code at} is the path
     *     of the innermost expression
     */
    public Term evaluate(Variables variables, Fuel fuel) {
        Run run = new Run(variables, fuel);
        run.at(at);
        int depth = fuel.depth();
        try {
            return root.evaluate(run);
        } catch (Failure failure) {
            throw failure.refused(run.at());
        } catch (CairnException.Refused refused) {
            throw refused.at().isEmpty()
                    ? new CairnException.Refused(refused.code(), run.at(), refused.getMessage())
                    : refused;
        } finally {
            fuel.returnTo(depth);
        }
    }

    private static Node node(Value program, String at, int level) {
        if (level > ValueCodec.DEPTH_MAX) {
            throw new CairnException.Refused(Fuel.TOO_DEEP, at, "a program nests at most " + ValueCodec.DEPTH_MAX);
        }
        return switch (program) {
            case Value.Array array -> list(array.values(), at, level);
            case Value.Document document -> object(document, at, level);
            default -> new Node.Constant(Term.of(program));
        };
    }

    private static Node list(List<Value> values, String at, int level) {
        if (values.isEmpty()) {
            return new Node.Constant(Items.EMPTY);
        }
        if (!(values.getFirst() instanceof Value.Text head)) {
            Node[] nodes = nodes(values, 0, at, level);
            return mayBeFunction(nodes[0]) ? new Node.Applied(nodes, at) : literal(nodes);
        }
        return switch (head.value()) {
            case ESCAPE -> literal(nodes(values, 1, at, level));
            case "typ" -> new Node.Constant(Types.named(values));
            case "reg" -> new Node.Constant(pattern(values, at));
            case "__" ->
                values.size() == 1
                        ? new Node.Constant(Term.Placeholder.PLACEHOLDER)
                        : literal(nodes(values, 0, at, level));
            default -> {
                Function function = Library.find(head.value());
                if (function == null) {
                    yield literal(nodes(values, 0, at, level));
                }
                yield values.size() == 1
                        ? new Node.Constant(function)
                        : new Node.Call(function, nodes(values, 1, at, level), at);
            }
        };
    }

    private static boolean mayBeFunction(Node node) {
        return switch (node) {
            case Node.Constant constant -> constant.term() instanceof Function;
            case Node.Call _, Node.Applied _, Node.Variable _ -> true;
            case Node.Literal _, Node.Structure _ -> false;
        };
    }

    private static Regex pattern(List<Value> values, String at) {
        try {
            return Regex.of(values);
        } catch (Failure failure) {
            throw failure.refused(at);
        }
    }

    private static Node[] nodes(List<Value> values, int from, String at, int level) {
        Node[] nodes = new Node[values.size() - from];
        for (int i = from; i < values.size(); i++) {
            nodes[i - from] = node(values.get(i), at + "/" + i, level + 1);
        }
        return nodes;
    }

    private static Node literal(Node[] nodes) {
        Term[] terms = new Term[nodes.length];
        for (int i = 0; i < nodes.length; i++) {
            if (!(nodes[i] instanceof Node.Constant constant)) {
                return new Node.Literal(nodes);
            }
            terms[i] = constant.term();
        }
        return new Node.Constant(Items.of(terms));
    }

    private static Node object(Value.Document document, String at, int level) {
        if (document.get("var") instanceof Value.Text path) {
            return new Node.Variable(Variables.names(path.value()), at);
        }
        LinkedHashMap<String, Node> nodes = new LinkedHashMap<>();
        LinkedHashMap<String, Term> constants = new LinkedHashMap<>();
        for (Map.Entry<String, Value> field : document) {
            String name = field.getKey();
            Node node = node(field.getValue(), at + "/" + escaped(name), level + 1);
            nodes.put(name, node);
            if (node instanceof Node.Constant constant) {
                constants.put(name, constant.term());
            }
        }
        return constants.size() == nodes.size() ? new Node.Constant(Fields.of(constants)) : new Node.Structure(nodes);
    }

    /** A name in a JSON pointer. */
    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
