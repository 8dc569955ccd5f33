package io.cairn.engine.mutation;

import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One SQL statement as it is signed.
 *
 * @param text the statement
 * @param parameters the values of its parameters in order: null, truth, numbers, texts, bytes
 * @param expected the digest of the result that its signer saw, without which nothing of the mutation shall happen; or
 *     null where any result will do
 */
public record SqlText(
        String text, List<Value> parameters, @Nullable Hash expected) {
    /** The most statements of one mutation. */
    public static final int STATEMENTS_MAX = 10_000;

    /** The most parameters of one statement. */
    public static final int PARAMETERS_MAX = 32_767;

    /** Copies the list. */
    public SqlText {
        parameters = List.copyOf(parameters);
    }

    /** A statement whose result may be any. */
    public SqlText(String text, List<Value> parameters) {
        this(text, parameters, null);
    }
}
