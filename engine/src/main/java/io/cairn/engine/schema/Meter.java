package io.cairn.engine.schema;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.Map;
import java.util.function.Function;

/**
 * What validations may still cost, in steps: about one for each keyword, member or element that is looked at, and for
 * every few characters of a text. The same on every machine. Not thread-safe.
 */
public final class Meter {
    /** What the validation of one document may cost at most. */
    public static final long DOCUMENT_STEPS_MAX = 1_000_000;

    /** What the validation of an empty document may cost. */
    private static final long STEPS_MIN = 20_000;

    /** What it may cost more for each part of a document. */
    private static final long STEPS_OF_PART = 20;

    /** Characters of a text that are one part, and that one step reads. */
    private static final int CHARACTERS = 16;

    /** How many instructions of a pattern's automaton one step takes. */
    private static final int INSTRUCTIONS = 4;

    private final int namePatterns;
    private long left;

    /** A meter with this many steps. */
    public Meter(long steps) {
        this(steps, 0);
    }

    /**
     * A meter for one document.
     *
     * @param namePatterns size of the patterns that each name may be matched with
     */
    private Meter(long steps, int namePatterns) {
        this.left = steps;
        this.namePatterns = namePatterns;
    }

    /** Validates one document, which costs what it takes, and no more than one document may take. */
    <T> T forDocument(Value document, int namePatterns, Function<Meter, T> validation) {
        long given = Math.min(left, Math.min(DOCUMENT_STEPS_MAX, STEPS_MIN + STEPS_OF_PART * parts(document)));
        Meter part = new Meter(given, namePatterns);
        T result = validation.apply(part);
        left -= given - part.left;
        return result;
    }

    /**
     * Takes steps.
     *
     * @throws CairnException.Refused {@code schema-too-costly} where so many are not left
     */
    void charge(long steps) {
        left -= steps;
        if (left < 0) {
            throw tooCostly();
        }
    }

    /** Takes what a name of a member costs. */
    void chargeName(String name) {
        chargePattern(name, namePatterns);
    }

    /** Takes what matching a text costs. */
    void chargePattern(String text, int patternSize) {
        charge(1 + (long) text.length() * patternSize / INSTRUCTIONS);
    }

    /** Takes what comparing a value with one of so many sorted ones, or sorting so many that are its parts, costs. */
    void chargeComparison(Value value, int others) {
        int comparisons = Integer.SIZE - Integer.numberOfLeadingZeros(others);
        charge(parts(value) * (1 + comparisons / INSTRUCTIONS));
    }

    private static long parts(Value value) {
        return switch (value) {
            case Value.Text(var text) -> 1 + text.length() / CHARACTERS;
            case Value.Bytes(var bytes) -> 1 + bytes.length / CHARACTERS;
            case Value.Array(var values) -> {
                long parts = 1;
                for (Value element : values) {
                    parts += parts(element);
                }
                yield parts;
            }
            case Value.Document document -> {
                long parts = 1;
                for (Map.Entry<String, Value> field : document) {
                    parts += 1 + field.getKey().length() / CHARACTERS + parts(field.getValue());
                }
                yield parts;
            }
            default -> 1;
        };
    }

    static CairnException.Refused tooCostly() {
        return new CairnException.Refused(
                "schema-too-costly", "data/documents", "the validation by the schema takes too many steps");
    }
}
