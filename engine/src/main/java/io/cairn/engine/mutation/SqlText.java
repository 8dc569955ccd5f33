package io.cairn.engine.mutation;

import io.cairn.engine.model.Value;
import java.util.List;

/**
 * One SQL statement as it is signed.
 *
 * @param text the statement
 * @param parameters the values of its parameters in order: null, truth, numbers, texts, bytes
 */
public record SqlText(String text, List<Value> parameters) {
    /** The most statements of one mutation. */
    public static final int STATEMENTS_MAX = 1_000;

    /** The most parameters of one statement. */
    public static final int PARAMETERS_MAX = 32_767;

    /** Copies the list. */
    public SqlText {
        parameters = List.copyOf(parameters);
    }
}
