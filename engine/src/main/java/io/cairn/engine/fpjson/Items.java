package io.cairn.engine.fpjson;

import io.cairn.engine.codec.ValueCodec;
import io.cairn.engine.model.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list of terms. */
final class Items implements Term {
    static final Items EMPTY = new Items(new Term[0], 1);

    private final Value.@Nullable Array source;
    private final int depth;
    private Term @Nullable [] terms;

    private Items(Term[] terms, int depth) {
        this.source = null;
        this.terms = terms;
        this.depth = depth;
    }

    private Items(Value.Array source, int depth) {
        this.source = source;
        this.depth = depth;
    }

    /** The list of these; takes ownership of the array. */
    static Items of(Term... terms) {
        if (terms.length == 0) {
            return EMPTY;
        }
        int depth = 0;
        for (Term term : terms) {
            depth = Math.max(depth, term.depth());
        }
        return new Items(terms, Fuel.nested(depth));
    }

    static Items of(List<Term> terms) {
        return of(terms.toArray(new Term[0]));
    }

    static Items of(Value.Array source, int level) {
        return new Items(source, Fuel.depthOfData(level));
    }

    int size() {
        return source == null ? expanded().length : source.values().size();
    }

    /** The element, or undefined beyond the end. */
    Term get(int index) {
        if (index < 0 || index >= size()) {
            return Undefined.UNDEFINED;
        }
        if (terms == null && source != null) {
            return Term.of(source.values().get(index), level() + 1);
        }
        return expanded()[index];
    }

    /** The elements; not to be changed. */
    Term[] terms() {
        return expanded();
    }

    /** The value this came from, unless a program made it. */
    Value.@Nullable Array source() {
        return source;
    }

    /** Whether the other is this very one, or came from the same value. */
    @SuppressWarnings("ReferenceEquality") // JavaScript's identity
    boolean isSame(Term other) {
        return this == other || (source != null && other instanceof Items items && items.source == source);
    }

    @Override
    public boolean isTruthy() {
        return true;
    }

    @Override
    public int depth() {
        return depth;
    }

    private int level() {
        return ValueCodec.DEPTH_MAX - depth;
    }

    private Term[] expanded() {
        if (terms == null) {
            List<Value> values = source == null ? List.of() : source.values();
            Term[] made = new Term[values.size()];
            for (int i = 0; i < made.length; i++) {
                made[i] = Term.of(values.get(i), level() + 1);
            }
            terms = made;
        }
        return terms;
    }
}
