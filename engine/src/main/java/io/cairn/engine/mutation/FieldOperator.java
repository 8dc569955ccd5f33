package io.cairn.engine.mutation;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What becomes of one field: a new value, or one that follows from the old value or from the circumstances. */
sealed interface FieldOperator {
    /** The name of the field that makes an object an operator. */
    String MARK = "__op";

    /** The code of an operator that its field does not have the type for. */
    String WRONG_TYPE = "operator-type";

    /** A new value. */
    record Put(Value value) implements FieldOperator {}

    /** A number is added; an absent field counts as 0. */
    record Increase(Value by) implements FieldOperator {}

    /** The field goes. */
    record Remove() implements FieldOperator {}

    /** Elements that an array does not have come behind those that it has. */
    record Union(List<Value> elements) implements FieldOperator {}

    /** Elements of an array go. */
    record Without(List<Value> elements) implements FieldOperator {}

    /** The time of the entry in seconds. */
    record Seconds() implements FieldOperator {}

    /** The time of the entry in milliseconds. */
    record Millis() implements FieldOperator {}

    /** The account that the write acts for. */
    record Signer() implements FieldOperator {}

    /** What a relayer sent along under a name; null where there is none. */
    record Relayed(String key) implements FieldOperator {}

    /** Reads the value of a field: an object with {@code __op} is an operator, and may not be deeper inside. */
    static FieldOperator parse(Value value, String at) {
        if (!(value instanceof Value.Document fields) || !fields.has(MARK)) {
            requireNoneInside(value, at);
            return new Put(value);
        }
        if (!(fields.get(MARK) instanceof Value.Text name)) {
            throw malformed(at, "an operator has its name in __op: " + shown(value));
        }
        FieldOperator operator = switch (name.value()) {
            case "inc" -> new Increase(number(fields, at));
            case "del" -> new Remove();
            case "union", "arrayUnion" -> new Union(elements(fields, at));
            case "remove", "arrayRemove" -> new Without(elements(fields, at));
            case "ts" -> new Seconds();
            case "ms" -> new Millis();
            case "signer" -> new Signer();
            case "data" -> new Relayed(key(fields, at));
            default ->
                throw new CairnException.Incorrect(
                        "operator-unknown",
                        at + "/__op",
                        "operators are inc, del, union, remove, ts, ms, signer and data, not "
                                + Names.shown(name.value()));
        };
        boolean hasArgument = operator instanceof Increase
                || operator instanceof Union
                || operator instanceof Without
                || operator instanceof Relayed;
        if (fields.size() != (hasArgument ? 2 : 1)) {
            throw malformed(at, "the operator has fields that it does not know: " + shown(value));
        }
        return operator;
    }

    private static void requireNoneInside(Value value, String at) {
        switch (value) {
            case Value.Array array -> {
                for (int i = 0; i < array.values().size(); i++) {
                    requireNoneInside(array.values().get(i), at + "/" + i);
                }
            }
            case Value.Document fields -> {
                if (fields.has(MARK)) {
                    throw new CairnException.Incorrect(
                            "operator-nested",
                            at,
                            "an operator is the whole value of a field; for one inside write its path, such as \"a.b\": "
                                    + shown(value));
                }
                for (Map.Entry<String, Value> field : fields) {
                    requireNoneInside(field.getValue(), at + "/" + Names.shown(field.getKey()));
                }
            }
            default -> {
                // Has nothing inside.
            }
        }
    }

    private static Value number(Value.Document fields, String at) {
        Value by = fields.get("n");
        if (by instanceof Value.Int || by instanceof Value.Double) {
            return by;
        }
        throw malformed(at + "/n", "inc adds a number n");
    }

    private static List<Value> elements(Value.Document fields, String at) {
        if (!(fields.get("arr") instanceof Value.Array array)) {
            throw malformed(at + "/arr", "union and remove have an array arr");
        }
        requireNoneInside(array, at + "/arr");
        return array.values();
    }

    private static String key(Value.Document fields, String at) {
        if (fields.get("key") instanceof Value.Text(var key)) {
            return key;
        }
        throw malformed(at + "/key", "data names its key, a text");
    }

    private static CairnException malformed(String at, String message) {
        return new CairnException.Incorrect("operator-malformed", at, message);
    }

    private static String shown(Value value) {
        return Names.shown(Json.print(value));
    }

    /**
     * The value that the field has afterwards, or null where it goes.
     *
     * @throws CairnException.Refused {@code operator-type} or {@code operator-range}
     */
    default @Nullable Value on(@Nullable Value before, Circumstances circumstances, String at) {
        return switch (this) {
            case Put put -> put.value();
            case Increase increase -> sum(before == null ? Value.of(0) : before, increase.by(), at);
            case Remove _ -> null;
            case Union union -> {
                List<Value> joined = new ArrayList<>(array(before, at));
                TreeSet<Value> known = new TreeSet<>(joined);
                for (Value element : union.elements()) {
                    if (known.add(element)) {
                        joined.add(element);
                    }
                }
                yield new Value.Array(joined);
            }
            case Without without -> {
                TreeSet<Value> gone = new TreeSet<>(without.elements());
                List<Value> rest = new ArrayList<>(array(before, at));
                rest.removeIf(gone::contains);
                yield new Value.Array(rest);
            }
            case Seconds _ -> Value.of(Math.floorDiv(circumstances.timeMillis(), 1000));
            case Millis _ -> Value.of(circumstances.timeMillis());
            case Signer _ -> Value.of(circumstances.signer());
            case Relayed relayed -> {
                Value given = circumstances.relayed().get(relayed.key());
                yield given == null ? Value.none() : given;
            }
        };
    }

    private static List<Value> array(@Nullable Value before, String at) {
        return switch (before) {
            case null -> List.of();
            case Value.Array array -> array.values();
            default -> throw new CairnException.Refused(WRONG_TYPE, at, "the field holds no array: " + shown(before));
        };
    }

    private static Value sum(Value before, Value by, String at) {
        if (before instanceof Value.Int(var left) && by instanceof Value.Int(var right)) {
            long sum = left + right;
            if (((left ^ sum) & (right ^ sum)) < 0) {
                throw outOfRange(at);
            }
            return Value.of(sum);
        }
        double sum = number(before, at) + number(by, at);
        if (!Double.isFinite(sum)) {
            throw outOfRange(at);
        }
        return Value.of(sum);
    }

    private static double number(Value value, String at) {
        return switch (value) {
            case Value.Int number -> number.value();
            case Value.Double number -> number.value();
            default -> throw new CairnException.Refused(WRONG_TYPE, at, "the field holds no number: " + shown(value));
        };
    }

    private static CairnException outOfRange(String at) {
        return new CairnException.Refused("operator-range", at, "the sum is beyond what a number can be");
    }

    /**
     * What operators may ask for.
     *
     * @param timeMillis of the entry
     * @param signer the text of the account that the write acts for
     * @param relayed what a relayer sent along
     */
    record Circumstances(long timeMillis, String signer, Value.Document relayed) {}
}
