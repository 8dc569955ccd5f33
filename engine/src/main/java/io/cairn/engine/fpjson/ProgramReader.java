package io.cairn.engine.fpjson;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the blocks of a program; what is wrong with them is said when the program is set, not when it runs. */
final class ProgramReader {
    private static final String MALFORMED = "program-malformed";

    private final HostFunctions functions;

    ProgramReader(HostFunctions functions) {
        this.functions = functions;
    }

    static CairnException.Refused refused(String at, String what) {
        return new CairnException.Refused("program-argument-wrong", at, what);
    }

    private static CairnException malformed(String at, String what) {
        return new CairnException.Incorrect(MALFORMED, at, what);
    }

    /** A line of a program, or another place where only a block makes sense. */
    Block block(Value source, String at, int depth) {
        if (!(source instanceof Value.Array(var parts)) || parts.isEmpty()) {
            throw malformed(at, "a block is an array that begins with what to do; a program is a list of blocks");
        }
        return value(source, at, depth);
    }

    /** A block or any other expression. */
    private Block value(Value source, String at, int depth) {
        if (depth > Block.DEPTH_MAX) {
            throw malformed(at, "blocks nest at most " + Block.DEPTH_MAX + " deep");
        }
        if (!(source instanceof Value.Array(var parts))
                || parts.isEmpty()
                || !(parts.getFirst() instanceof Value.Text(var head))) {
            return expression(source, at);
        }
        String target = ProgramText.target(head);
        if (target != null) {
            requireParts(parts, 2, at, "[\"=$variable\", value]");
            return new Block.Assign(target, value(parts.get(1), at + "/1", depth + 1));
        }
        if (head.endsWith("()")) {
            return call(head.substring(0, head.length() - 2), parts, at);
        }
        return switch (head) {
            case "if" -> choice(parts, at, depth);
            case "elif", "else" -> throw malformed(at, head + " stands behind the parts of an if");
            case "break" -> {
                requireParts(parts, 1, at, "[\"break\"]");
                yield new Block.Break();
            }
            case "[]" -> isGroup(parts) ? group(parts, at, depth) : expression(source, at);
            default -> expression(source, at);
        };
    }

    private static void requireParts(List<Value> parts, int count, String at, String form) {
        if (parts.size() != count) {
            throw malformed(at, "the form is " + form + "; this has " + parts.size() + " parts");
        }
    }

    private static Block expression(Value source, String at) {
        return new Block.Compute(compiled(source, at));
    }

    private static Expression compiled(Value source, String at) {
        return Expression.compile(ProgramText.written(source), at);
    }

    private static boolean isGroup(List<Value> parts) {
        for (Value part : parts.subList(1, parts.size())) {
            boolean isBlock = part instanceof Value.Array(var inner)
                    && !inner.isEmpty()
                    && inner.getFirst() instanceof Value.Text(var head)
                    && (ProgramText.target(head) != null || head.endsWith("()") || isWordOfBlocks(head));
            if (!isBlock) {
                return false;
            }
        }
        return parts.size() > 1;
    }

    private static boolean isWordOfBlocks(String head) {
        return head.equals("if") || head.equals("break") || head.equals("[]");
    }

    private Block group(List<Value> parts, String at, int depth) {
        List<Block> blocks = new ArrayList<>();
        for (int i = 1; i < parts.size(); i++) {
            blocks.add(block(parts.get(i), at + "/" + i, depth + 1));
        }
        return new Block.Group(blocks);
    }

    /** {@code parts} is an if or an elif; what follows its two parts is one block more. */
    private Block choice(List<Value> parts, String at, int depth) {
        if (parts.size() < 3) {
            throw malformed(at, "the form is [\"if\", condition, block, …]; the block is missing");
        }
        if (depth > Block.DEPTH_MAX) {
            throw malformed(at, "blocks nest at most " + Block.DEPTH_MAX + " deep");
        }
        Expression condition = compiled(parts.get(1), at + "/1");
        Block then = value(parts.get(2), at + "/2", depth + 1);
        if (parts.size() == 3) {
            return new Block.Choose(condition, then, null);
        }
        List<Value> rest = parts.subList(3, parts.size());
        String behind = at + "/3";
        if (rest.getFirst().equals(Value.of("elif"))) {
            return new Block.Choose(condition, then, choice(rest, behind, depth + 1));
        }
        if (rest.getFirst().equals(Value.of("else"))) {
            requireParts(rest, 2, behind, "\"else\", block");
            return new Block.Choose(condition, then, value(rest.get(1), at + "/4", depth + 1));
        }
        return new Block.Choose(condition, then, value(new Value.Array(rest), behind, depth + 1));
    }

    private Block call(String function, List<Value> parts, String at) {
        HostFunctions.Shape shape = functions.shape(function);
        if (shape == null) {
            throw new CairnException.Incorrect(
                    "program-function-unknown",
                    at,
                    "there is no " + function + "() here; there are " + functions.names());
        }
        if (shape == HostFunctions.Shape.NONE) {
            requireParts(parts, 1, at, "[\"" + function + "()\"]");
            return new Block.Call(function, List.of());
        }
        requireParts(parts, 2, at, "[\"" + function + "()\", argument]");
        Value argument = parts.get(1);
        String place = at + "/1";
        return switch (shape) {
            case EXPRESSION -> new Block.Call(function, List.of(compiled(argument, place)));
            case EXPRESSIONS -> new Block.Call(function, all(argument, place));
            case FIELDS -> fields(function, argument, place);
            case SPLIT -> split(argument, place);
            default -> new Block.CallWith(function, template(argument, place));
        };
    }

    private static List<Expression> all(Value argument, String at) {
        if (!(argument instanceof Value.Array(var items))) {
            throw malformed(at, "a list of expressions is expected");
        }
        List<Expression> expressions = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            expressions.add(compiled(items.get(i), at + "/" + i));
        }
        return expressions;
    }

    private static Block fields(String function, Value argument, String at) {
        if (!(argument instanceof Value.Document fields)) {
            throw malformed(at, function + "() takes an object of fields and their values");
        }
        List<String> names = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        for (Map.Entry<String, Value> field : fields) {
            names.add(field.getKey());
            values.add(compiled(field.getValue(), at + "/" + field.getKey()));
        }
        return new Block.CallWithFields(function, names, values);
    }

    private static Block split(Value argument, String at) {
        if (!(argument instanceof Value.Array(var parts))
                || parts.size() != 3
                || !(parts.get(2) instanceof Value.Array(var targets))) {
            throw malformed(at, "split() takes [separator, text, [\"=$first\", \"=$second\", …]]");
        }
        List<String> paths = new ArrayList<>();
        for (Value target : targets) {
            String path = target instanceof Value.Text(var text) ? ProgramText.target(text) : null;
            if (path == null) {
                throw malformed(at + "/2", "a piece goes to a variable, written \"=$name\"");
            }
            paths.add(path);
        }
        return new Block.Split(compiled(parts.get(0), at + "/0"), compiled(parts.get(1), at + "/1"), paths);
    }

    private static Block.Template template(Value value, String at) {
        return switch (value) {
            case Value.Text text -> {
                Value written = ProgramText.written(text);
                yield written instanceof Value.Text
                        ? new Block.Template.Fixed(Term.of(written))
                        : new Block.Template.Filled(Expression.compile(written, at));
            }
            case Value.Array(var items) -> {
                List<Block.Template> parts = new ArrayList<>(items.size());
                for (int i = 0; i < items.size(); i++) {
                    parts.add(template(items.get(i), at + "/" + i));
                }
                yield new Block.Template.Items(parts);
            }
            case Value.Document fields
            when fields.size() == 1 && fields.get("var") instanceof Value.Text ->
                new Block.Template.Filled(Expression.compile(fields, at));
            case Value.Document fields -> {
                List<String> names = new ArrayList<>();
                List<Block.Template> parts = new ArrayList<>();
                for (Map.Entry<String, Value> field : fields) {
                    names.add(field.getKey());
                    parts.add(template(field.getValue(), at + "/" + field.getKey()));
                }
                yield new Block.Template.Fields(names, parts);
            }
            default -> new Block.Template.Fixed(Term.of(value));
        };
    }
}
