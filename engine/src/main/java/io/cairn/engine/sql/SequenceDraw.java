package io.cairn.engine.sql;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.List;

/**
 * Values of a sequence that a transaction took, or wants to have set aside.
 *
 * @param count how many
 */
public record SequenceDraw(String schema, String sequence, long count) {
    private static final long COUNT_MIN = 32;

    /** The statement that has values set aside; its parameters are schema, sequence and count. */
    public static final String STATEMENT = "RESERVE VALUES";

    /** The most values that one statement sets aside. */
    public static final long COUNT_MAX = 1_024;

    /** Whether so many values can be set aside. */
    public boolean isReservable() {
        return count <= COUNT_MAX;
    }

    /** As many as are set aside after this draw, so that others follow without a word. */
    public SequenceDraw more() {
        return new SequenceDraw(schema, sequence, Math.min(COUNT_MAX, Math.max(COUNT_MIN, 2 * count)));
    }

    /** The parameters of the statement that has these values set aside. */
    public List<Value> parameters() {
        return List.of(Value.of(schema), Value.of(sequence), Value.of(count));
    }

    /** Whether a text is {@link #STATEMENT}. */
    public static boolean isReservation(String text) {
        return text.equals(STATEMENT);
    }

    /** What {@link #parameters} gave; {@code sql-22023} for other parameters. */
    public static SequenceDraw of(List<Value> parameters) {
        if (parameters.size() == 3
                && parameters.get(0) instanceof Value.Text schema
                && parameters.get(1) instanceof Value.Text sequence
                && parameters.get(2) instanceof Value.Int count
                && count.value() >= 1
                && count.value() <= COUNT_MAX) {
            return new SequenceDraw(schema.value(), sequence.value(), count.value());
        }
        throw new CairnException.Refused(
                "sql-22023",
                "parameters",
                STATEMENT + " has a schema, a sequence and a count of 1 to " + COUNT_MAX + " as parameters");
    }
}
