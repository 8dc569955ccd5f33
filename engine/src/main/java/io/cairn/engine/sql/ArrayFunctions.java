package io.cairn.engine.sql;

import static io.cairn.engine.sql.SystemFunctions.integer;
import static io.cairn.engine.sql.SystemFunctions.lenient;
import static io.cairn.engine.sql.SystemFunctions.refused;
import static io.cairn.engine.sql.SystemFunctions.strict;
import static io.cairn.engine.sql.SystemFunctions.typed;

import io.cairn.h2.deterministic.Deterministic;
import io.cairn.h2.expression.Expression;
import io.cairn.h2.value.CompareMode;
import io.cairn.h2.value.TypeInfo;
import io.cairn.h2.value.Value;
import io.cairn.h2.value.ValueArray;
import io.cairn.h2.value.ValueBoolean;
import io.cairn.h2.value.ValueNull;
import io.cairn.h2.value.ValueVarchar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Functions on arrays, which begin at 1 and have one dimension. */
final class ArrayFunctions {
    /** The type of an array of texts. */
    static final TypeInfo TEXTS = of(TypeInfo.TYPE_VARCHAR);

    private static final CompareMode ORDER = CompareMode.getInstance(CompareMode.OFF, 0);

    private ArrayFunctions() {}

    static List<SystemFunction.Definition> all() {
        List<SystemFunction.Definition> all = new ArrayList<>(List.of(
                typed(
                        "array_append",
                        2,
                        2,
                        false,
                        arguments -> arrayType(arguments, 0, 1),
                        arguments -> joined(list(arguments[0]), List.of(arguments[1]))),
                typed(
                        "array_prepend",
                        2,
                        2,
                        false,
                        arguments -> arrayType(arguments, 1, 0),
                        arguments -> joined(List.of(arguments[0]), list(arguments[1]))),
                typed("array_cat", 2, 2, false, arguments -> firstArray(arguments), ArrayFunctions::joinedArrays),
                typed("array_remove", 2, 2, false, arguments -> firstArray(arguments), ArrayFunctions::removed),
                typed("array_part", 3, 3, true, arguments -> firstArray(arguments), ArrayFunctions::part),
                typed("array_replace", 3, 3, false, arguments -> firstArray(arguments), ArrayFunctions::replaced),
                typed("array_fill", 2, 2, false, arguments -> of(arguments[0].getType()), ArrayFunctions::filled),
                lenient("array_position", 2, 3, TypeInfo.TYPE_INTEGER, ArrayFunctions::position),
                typed("array_positions", 2, 2, false, _ -> of(TypeInfo.TYPE_INTEGER), ArrayFunctions::positions)));
        all.addAll(List.of(
                strict("array_length", 2, 2, TypeInfo.TYPE_INTEGER, ArrayFunctions::length),
                strict("array_upper", 2, 2, TypeInfo.TYPE_INTEGER, ArrayFunctions::length),
                strict(
                        "array_lower",
                        2,
                        2,
                        TypeInfo.TYPE_INTEGER,
                        arguments -> SystemFunction.isNull(length(arguments)) ? ValueNull.INSTANCE : integer(1)),
                strict(
                        "array_ndims",
                        1,
                        1,
                        TypeInfo.TYPE_INTEGER,
                        arguments -> list(arguments[0]).isEmpty() ? ValueNull.INSTANCE : integer(1)),
                lenient("array_to_string", 2, 3, TypeInfo.TYPE_VARCHAR, ArrayFunctions::text),
                lenient(
                        "num_nulls",
                        1,
                        SystemFunctions.MANY,
                        TypeInfo.TYPE_INTEGER,
                        arguments -> integer(count(arguments, value -> SystemFunction.isNull(value)))),
                lenient(
                        "num_nonnulls",
                        1,
                        SystemFunctions.MANY,
                        TypeInfo.TYPE_INTEGER,
                        arguments -> integer(count(arguments, value -> !SystemFunction.isNull(value)))),
                strict("contains", 2, 2, TypeInfo.TYPE_BOOLEAN, ArrayFunctions::contains),
                strict("overlaps", 2, 2, TypeInfo.TYPE_BOOLEAN, ArrayFunctions::overlaps)));
        return all;
    }

    /** The type of an array. */
    static TypeInfo of(TypeInfo element) {
        return TypeInfo.getTypeInfo(Value.ARRAY, -1, 0, element);
    }

    static Value texts(List<? extends @Nullable String> texts) {
        return array(
                TypeInfo.TYPE_VARCHAR,
                texts.stream()
                        .<Value>map(text -> text == null ? ValueNull.INSTANCE : ValueVarchar.get(text))
                        .toList());
    }

    /** An array; {@code sql-54000} where it has too many elements. */
    static Value array(TypeInfo element, List<Value> values) {
        if (values.size() > SystemFunctions.ELEMENTS_MAX) {
            throw refused("54000", "an array has at most " + SystemFunctions.ELEMENTS_MAX + " elements");
        }
        return ValueArray.get(element, values.toArray(Value[]::new), null);
    }

    private static TypeInfo arrayType(Expression[] arguments, int array, int element) {
        TypeInfo type = arguments[array].getType();
        return type.getValueType() == Value.ARRAY ? type : of(arguments[element].getType());
    }

    private static TypeInfo firstArray(Expression[] arguments) {
        for (Expression argument : arguments) {
            if (argument.getType().getValueType() == Value.ARRAY) {
                return argument.getType();
            }
        }
        return TEXTS;
    }

    /** The elements; none of NULL. */
    static List<Value> list(Value array) {
        if (SystemFunction.isNull(array)) {
            return List.of();
        }
        if (!(array instanceof ValueArray elements)) {
            throw refused("42883", "an array is expected");
        }
        return Arrays.asList(elements.getList());
    }

    private static Value joined(List<Value> left, List<Value> right) {
        List<Value> all = new ArrayList<>(left);
        all.addAll(right);
        Deterministic.grow((long) Long.BYTES * all.size());
        return array(elementType(all), all);
    }

    private static TypeInfo elementType(List<Value> values) {
        TypeInfo type = TypeInfo.TYPE_NULL;
        for (Value value : values) {
            type = TypeInfo.getHigherType(type, value.getType());
        }
        return type;
    }

    private static Value joinedArrays(Value[] arguments) {
        boolean isNull = SystemFunction.isNull(arguments[0]) && SystemFunction.isNull(arguments[1]);
        return isNull ? ValueNull.INSTANCE : joined(list(arguments[0]), list(arguments[1]));
    }

    /** Whether two are the same, NULL being the same as NULL. */
    private static boolean isSame(Value left, Value right) {
        boolean isNull = SystemFunction.isNull(left) || SystemFunction.isNull(right);
        return isNull ? SystemFunction.isNull(left) == SystemFunction.isNull(right) : compare(left, right) == 0;
    }

    static int compare(Value left, Value right) {
        return left.compareTo(right, null, ORDER);
    }

    private static Value removed(Value[] arguments) {
        if (SystemFunction.isNull(arguments[0])) {
            return ValueNull.INSTANCE;
        }
        List<Value> left = list(arguments[0]).stream()
                .filter(value -> !isSame(value, arguments[1]))
                .toList();
        return array(elementType(list(arguments[0])), left);
    }

    /** The elements from a place to another, both included, as far as there are any. */
    private static Value part(Value[] arguments) {
        List<Value> all = list(arguments[0]);
        int from = Math.max(1, arguments[1].getInt());
        int to = Math.min(all.size(), arguments[2].getInt());
        return array(elementType(all), from > to ? List.of() : all.subList(from - 1, to));
    }

    private static Value replaced(Value[] arguments) {
        if (SystemFunction.isNull(arguments[0])) {
            return ValueNull.INSTANCE;
        }
        List<Value> all = list(arguments[0]).stream()
                .map(value -> isSame(value, arguments[1]) ? arguments[2] : value)
                .toList();
        return array(elementType(all), all);
    }

    private static Value filled(Value[] arguments) {
        List<Value> sizes = list(arguments[1]);
        int size = sizes.size() == 1 ? sizes.getFirst().getInt() : -1;
        if (size < 0) {
            throw refused("0A000", "arrays have one dimension here, of at least 0 elements");
        }
        Deterministic.grow((long) Long.BYTES * size);
        List<Value> all = new ArrayList<>();
        for (int i = 0; i < Math.min(size, SystemFunctions.ELEMENTS_MAX + 1); i++) {
            all.add(arguments[0]);
        }
        return array(arguments[0].getType(), all);
    }

    private static Value position(Value[] arguments) {
        List<Value> values = list(arguments[0]);
        int from = arguments.length > 2 ? Math.max(0, arguments[2].getInt() - 1) : 0;
        for (int i = from; i < values.size(); i++) {
            if (isSame(values.get(i), arguments[1])) {
                return integer(i + 1);
            }
        }
        return ValueNull.INSTANCE;
    }

    private static Value positions(Value[] arguments) {
        if (SystemFunction.isNull(arguments[0])) {
            return ValueNull.INSTANCE;
        }
        List<Value> values = list(arguments[0]);
        List<Value> places = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            if (isSame(values.get(i), arguments[1])) {
                places.add(integer(i + 1));
            }
        }
        return array(TypeInfo.TYPE_INTEGER, places);
    }

    private static Value length(Value[] arguments) {
        int size = list(arguments[0]).size();
        return size == 0 || arguments[1].getInt() != 1 ? ValueNull.INSTANCE : integer(size);
    }

    private static Value text(Value[] arguments) {
        if (SystemFunction.isNull(arguments[0]) || SystemFunction.isNull(arguments[1])) {
            return ValueNull.INSTANCE;
        }
        StringBuilder out = new StringBuilder();
        String separator = TextFunctions.cell(arguments[1]);
        boolean hasNull = arguments.length > 2 && !SystemFunction.isNull(arguments[2]);
        boolean isFirst = true;
        for (Value value : list(arguments[0])) {
            if (!SystemFunction.isNull(value) || hasNull) {
                String cell = TextFunctions.cell(SystemFunction.isNull(value) ? arguments[2] : value);
                Deterministic.grow(separator.length() + (long) cell.length());
                out.append(isFirst ? "" : separator).append(cell);
                isFirst = false;
            }
        }
        return SystemFunctions.text(out.toString());
    }

    private static int count(Value[] values, Predicate<Value> counted) {
        return (int) Arrays.stream(values).filter(counted).count();
    }

    private static Value contains(Value[] arguments) {
        if (arguments[0] instanceof ValueArray) {
            boolean all = list(arguments[1]).stream().allMatch(value -> isIn(value, arguments[0]));
            return ValueBoolean.get(all);
        }
        return ValueBoolean.get(
                JsonContent.contains(JsonFunctions.json(arguments[0]), JsonFunctions.json(arguments[1])));
    }

    private static boolean isIn(Value value, Value array) {
        Deterministic.grow(list(array).size() / 8);
        return list(array).stream().anyMatch(element -> !SystemFunction.isNull(value) && isSame(value, element));
    }

    private static Value overlaps(Value[] arguments) {
        return ValueBoolean.get(list(arguments[1]).stream().anyMatch(value -> isIn(value, arguments[0])));
    }
}
