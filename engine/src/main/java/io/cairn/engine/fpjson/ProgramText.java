package io.cairn.engine.fpjson;

import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The short forms of texts in a program of blocks: {@code $x} is the variable x, {@code l$x} and {@code u$x} are it in
 * lower and upper case, {@code o$x} and {@code x$x} tell whether it holds something or nothing, {@code !$x} is its
 * opposite, and {@code $$x} is the text {@code $x}. They are replaced in the program before it runs, never in data.
 */
final class ProgramText {
    private static final String VARIABLE = "var";

    private ProgramText() {}

    /** What stands for a value of the program in FPJSON, with the short forms written out. */
    static Value written(Value value) {
        return switch (value) {
            case Value.Text(var text) -> written(text);
            case Value.Array(var items) -> {
                if (isOf(items, "toBatch")) {
                    yield collecting(items, "append", true);
                }
                yield isOf(items, "toBatchAll") ? collecting(items, "concat", false) : writtenAll(items);
            }
            case Value.Document fields -> {
                Value.Document.Builder builder = Value.Document.builder();
                for (Map.Entry<String, Value> field : fields) {
                    builder.put(field.getKey(), written(field.getValue()));
                }
                yield builder.build();
            }
            default -> value;
        };
    }

    private static Value.Array writtenAll(List<Value> items) {
        List<Value> written = new ArrayList<>(items.size());
        for (Value item : items) {
            written.add(written(item));
        }
        return new Value.Array(written);
    }

    private static boolean isOf(List<Value> items, String head) {
        return items.size() == 2 && items.getFirst().equals(Value.of(head)) && items.get(1) instanceof Value.Array;
    }

    /** A function of one argument, which it ignores, that puts queries behind those in the variable {@code batch}. */
    private static Value collecting(List<Value> call, String how, boolean isOne) {
        List<Value> queries = ((Value.Array) call.get(1)).values();
        List<Value> escaped = new ArrayList<>();
        escaped.add(Value.of("[]"));
        for (Value query : queries) {
            escaped.add(isOne || !(query instanceof Value.Array(var items)) ? written(query) : escape(items));
        }
        Value batch = Value.of("batch");
        Value added = new Value.Array(escaped);
        Value step = isOne ? list(Value.of(how), added) : list(list(Value.of("flip"), list(Value.of(how))), added);
        return list(Value.of("pipe"), list(Value.of(VARIABLE), batch), step, list(Value.of("let"), batch));
    }

    private static Value escape(List<Value> query) {
        List<Value> escaped = new ArrayList<>();
        escaped.add(Value.of("[]"));
        query.forEach(part -> escaped.add(written(part)));
        return new Value.Array(escaped);
    }

    private static Value list(Value... values) {
        return new Value.Array(List.of(values));
    }

    private static Value written(String text) {
        int sign = text.indexOf('$');
        if (sign < 0 || sign > 1 || text.length() == sign + 1) {
            return Value.of(text);
        }
        if (sign == 0 && text.charAt(1) == '$') {
            return Value.of(text.substring(1));
        }
        Value variable =
                Value.Document.builder().put(VARIABLE, text.substring(sign + 1)).build();
        if (sign == 0) {
            return variable;
        }
        return switch (text.charAt(0)) {
            case 'l' -> list(Value.of("toLower"), variable);
            case 'u' -> list(Value.of("toUpper"), variable);
            case 'o' -> list(Value.of("not"), list(Value.of("isNil"), variable));
            case 'x' -> list(Value.of("isNil"), variable);
            case '!' -> list(Value.of("not"), variable);
            default -> Value.of(text);
        };
    }

    /** The path that a target such as {@code =$new.count} names, without a {@code #suffix}; null for another text. */
    static @Nullable String target(String text) {
        if (!text.startsWith("=$") || text.length() == 2) {
            return null;
        }
        int suffix = text.lastIndexOf('#');
        return text.substring(2, suffix > 2 && suffix > text.lastIndexOf('.') ? suffix : text.length());
    }

    /** The variables that a line names in short form, in order. */
    static List<String> variables(Value line) {
        TreeSet<String> found = new TreeSet<>();
        collect(line, found);
        return List.copyOf(found);
    }

    private static void collect(Value value, TreeSet<String> found) {
        switch (value) {
            case Value.Text(var text) -> {
                if (!written(text).equals(value) && target(text) == null && !text.startsWith("$$")) {
                    int sign = text.indexOf('$');
                    if (sign >= 0 && sign <= 1 && text.length() > sign + 1) {
                        found.add(text.substring(sign + 1));
                    }
                }
            }
            case Value.Array(var items) -> items.forEach(item -> collect(item, found));
            case Value.Document fields -> {
                for (Map.Entry<String, Value> field : fields) {
                    collect(field.getValue(), found);
                }
            }
            default -> {
                // It names nothing.
            }
        }
    }
}
