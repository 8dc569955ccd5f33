package io.cairn.engine.fpjson;

import io.cairn.engine.codec.ValueCodec;
import io.cairn.engine.model.Value;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A list or an object: of terms that a program made, or of a value that is looked into only as far as somebody asks.
 *
 * @param <S> what it comes from
 * @param <T> its terms
 */
abstract sealed class Compound<S extends Value, T> implements Term permits Items, Fields {
    private final @Nullable S source;
    private final int depth;
    private @Nullable T terms;

    /** Of one of the two. */
    Compound(@Nullable S source, @Nullable T terms, int depth) {
        this.source = source;
        this.terms = terms;
        this.depth = depth;
    }

    /** The terms of a value. */
    abstract T expand(S value);

    /** The terms; not to be changed. */
    final T expanded() {
        T known = terms;
        if (known == null) {
            known = expand(Objects.requireNonNull(source));
            terms = known;
        }
        return known;
    }

    /** The value this came from, unless a program made it. */
    final @Nullable S source() {
        return source;
    }

    /** The value this came from, while nobody has asked for all its terms. */
    final @Nullable S unexpanded() {
        return terms == null ? source : null;
    }

    /** Whether the other is this very one, or came from the same value. */
    @SuppressWarnings("ReferenceEquality") // JavaScript's identity
    final boolean isSame(Term other) {
        return this == other || (source != null && other instanceof Compound<?, ?> same && same.source == source);
    }

    @Override
    public final boolean isTruthy() {
        return true;
    }

    @Override
    public final int depth() {
        return depth;
    }

    /** The level of what lies within. */
    final int levelWithin() {
        return ValueCodec.DEPTH_MAX - depth + 1;
    }
}
