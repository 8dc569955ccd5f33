package io.cairn.engine.schema;

import io.cairn.engine.codec.NumberText;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The keywords that say something of one value alone. Values are equal where the value model says so: numbers by their
 * exact value, objects whatever the order of their members. Only {@code multipleOf} reads numbers as the decimals that
 * they are written with, so that 0.3 is a multiple of 0.1. Bytes are of no type.
 */
final class Assertions {
    private static final double INT64_END = 0x1p63;

    /** Decimals have up to hundreds of digits. */
    private static final int DECIMAL_STEPS = 20;

    private Assertions() {}

    /** All of them, but for the patterns. */
    static List<AssertionKeyword> all() {
        List<AssertionKeyword> all = new ArrayList<>();
        add(all, "type", Assertions::type);
        add(all, "const", Assertions::constant);
        add(all, "enum", Assertions::oneOf);
        add(all, "minimum", operand -> number(operand, order -> order >= 0));
        add(all, "maximum", operand -> number(operand, order -> order <= 0));
        add(all, "exclusiveMinimum", operand -> number(operand, order -> order > 0));
        add(all, "exclusiveMaximum", operand -> number(operand, order -> order < 0));
        add(all, "multipleOf", Assertions::multipleOf);
        add(all, "minLength", operand -> count(operand, Assertions::length, order -> order >= 0));
        add(all, "maxLength", operand -> count(operand, Assertions::length, order -> order <= 0));
        add(all, "minItems", operand -> count(operand, Assertions::items, order -> order >= 0));
        add(all, "maxItems", operand -> count(operand, Assertions::items, order -> order <= 0));
        add(all, "minProperties", operand -> count(operand, Assertions::members, order -> order >= 0));
        add(all, "maxProperties", operand -> count(operand, Assertions::members, order -> order <= 0));
        add(all, "uniqueItems", Assertions::uniqueItems);
        add(all, "required", Assertions::required);
        add(all, "dependentRequired", Assertions::dependentRequired);
        return all;
    }

    private static void add(List<AssertionKeyword> all, String name, Function<Value, Assertion> maker) {
        all.add(new AssertionKeyword(name, maker));
    }

    /** The keyword for regular expressions. */
    static AssertionKeyword pattern(Patterns patterns) {
        return new AssertionKeyword("pattern", operand -> {
            var pattern = patterns.pattern(text(operand));
            int size = pattern.programSize();
            return (value, meter) -> {
                if (!(value instanceof Value.Text(var text))) {
                    return true;
                }
                meter.chargePattern(text, size);
                return pattern.matcher(text).find();
            };
        });
    }

    private static Assertion type(Value operand) {
        if (operand instanceof Value.Text(var word)) {
            Predicate<Value> type = type(word);
            return (value, meter) -> type.test(value);
        }
        List<Predicate<Value>> types = new ArrayList<>();
        for (String word : texts(operand)) {
            types.add(type(word));
        }
        return (value, meter) -> types.stream().anyMatch(type -> type.test(value));
    }

    private static Predicate<Value> type(String word) {
        return switch (word) {
            case "null" -> value -> value instanceof Value.Null;
            case "boolean" -> value -> value instanceof Value.Bool;
            case "integer" -> Assertions::isInteger;
            case "number" -> Assertions::isNumber;
            case "string" -> value -> value instanceof Value.Text;
            case "array" -> value -> value instanceof Value.Array;
            case "object" -> value -> value instanceof Value.Document;
            default -> throw malformed("there is no type " + word);
        };
    }

    /** A whole number of 64 bits. */
    private static boolean isInteger(Value value) {
        return switch (value) {
            case Value.Int _ -> true;
            // Doubles beyond 2^53 are whole.
            case Value.Double(var number) ->
                Math.abs(number) > Value.INTEGRAL_DOUBLE_MAX && number >= -INT64_END && number < INT64_END;
            default -> false;
        };
    }

    private static boolean isNumber(Value value) {
        return value instanceof Value.Int || value instanceof Value.Double;
    }

    private static Assertion constant(Value operand) {
        return (value, meter) -> {
            if (value.rank() != operand.rank()) {
                return false;
            }
            meter.chargeComparison(value, 1);
            return value.compareTo(operand) == 0;
        };
    }

    private static Assertion oneOf(Value operand) {
        TreeSet<Value> values = new TreeSet<>(list(operand));
        return (value, meter) -> {
            meter.chargeComparison(value, values.size());
            return values.contains(value);
        };
    }

    private static Assertion number(Value operand, IntPredicate order) {
        requireNumber(operand);
        return (value, meter) -> !isNumber(value) || order.test(value.compareTo(operand));
    }

    private static Assertion multipleOf(Value operand) {
        requireNumber(operand);
        if (operand.compareTo(Value.of(0)) <= 0) {
            throw malformed("multiples are of a number above 0");
        }
        BigDecimal divisor = decimal(operand);
        return (value, meter) -> switch (value) {
            case Value.Int(var number) when operand instanceof Value.Int(var whole) -> number % whole == 0;
            case Value.Int _, Value.Double _ -> {
                meter.charge(DECIMAL_STEPS);
                yield decimal(value).remainder(divisor).signum() == 0;
            }
            default -> true;
        };
    }

    private static BigDecimal decimal(Value number) {
        return number instanceof Value.Double(var value)
                ? new BigDecimal(NumberText.of(value))
                : new BigDecimal(((Value.Int) number).value());
    }

    /** @param size what is counted; below 0 where there is nothing to count */
    private static Assertion count(Value operand, ToIntFunction<Value> size, IntPredicate order) {
        requireNumber(operand);
        return (value, meter) -> {
            int counted = size.applyAsInt(value);
            meter.charge(value instanceof Value.Text(var text) ? text.length() / 64 : 0);
            return counted < 0 || order.test(Value.of((long) counted).compareTo(operand));
        };
    }

    private static int length(Value value) {
        return value instanceof Value.Text(var text) ? text.codePointCount(0, text.length()) : -1;
    }

    private static int items(Value value) {
        return value instanceof Value.Array(var values) ? values.size() : -1;
    }

    private static int members(Value value) {
        return value instanceof Value.Document document ? document.size() : -1;
    }

    private static Assertion uniqueItems(Value operand) {
        if (!(operand instanceof Value.Bool(var isWanted))) {
            throw malformed("uniqueItems is true or false");
        }
        return (value, meter) -> {
            if (!isWanted || !(value instanceof Value.Array(var values)) || values.size() < 2) {
                return true;
            }
            meter.chargeComparison(value, values.size());
            List<Value> sorted = values.stream().sorted().toList();
            for (int i = 1; i < sorted.size(); i++) {
                if (sorted.get(i - 1).compareTo(sorted.get(i)) == 0) {
                    return false;
                }
            }
            return true;
        };
    }

    private static Assertion required(Value operand) {
        return new Required(new TreeSet<>(texts(operand)));
    }

    private static Assertion dependentRequired(Value operand) {
        if (!(operand instanceof Value.Document document)) {
            throw malformed("an object is expected");
        }
        TreeMap<String, Required> dependents = new TreeMap<>();
        for (Map.Entry<String, Value> dependent : document) {
            dependents.put(dependent.getKey(), new Required(new TreeSet<>(texts(dependent.getValue()))));
        }
        return new DependentRequired(dependents);
    }

    private record Required(TreeSet<String> names) implements Assertion {
        @Override
        public boolean holds(Value value, Meter meter) {
            meter.charge(names.size() / 4);
            return missing(value) == null;
        }

        @Override
        public @Nullable String missing(Value value) {
            if (value instanceof Value.Document document) {
                for (String name : names) {
                    if (!document.has(name)) {
                        return name;
                    }
                }
            }
            return null;
        }
    }

    private record DependentRequired(TreeMap<String, Required> dependents) implements Assertion {
        @Override
        public boolean holds(Value value, Meter meter) {
            meter.charge(dependents.size());
            dependents
                    .values()
                    .forEach(required -> meter.charge(required.names().size() / 4));
            return missing(value) == null;
        }

        @Override
        public @Nullable String missing(Value value) {
            String smallest = null;
            for (Map.Entry<String, Required> dependent : dependents.entrySet()) {
                if (value instanceof Value.Document document && document.has(dependent.getKey())) {
                    String missing = dependent.getValue().missing(value);
                    if (missing != null && (smallest == null || missing.compareTo(smallest) < 0)) {
                        smallest = missing;
                    }
                }
            }
            return smallest;
        }
    }

    private static void requireNumber(Value operand) {
        if (!isNumber(operand)) {
            throw malformed("a number is expected");
        }
    }

    private static List<Value> list(Value operand) {
        if (operand instanceof Value.Array(var values)) {
            return values;
        }
        throw malformed("a list is expected");
    }

    private static List<String> texts(Value operand) {
        return list(operand).stream().map(Assertions::text).toList();
    }

    private static String text(Value operand) {
        if (operand instanceof Value.Text(var text)) {
            return text;
        }
        throw malformed("a text is expected");
    }

    private static CairnException malformed(String what) {
        return new CairnException.Refused(Refusals.MALFORMED, "", what);
    }
}
