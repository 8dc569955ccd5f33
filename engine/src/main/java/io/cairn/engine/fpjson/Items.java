package io.cairn.engine.fpjson;

import io.cairn.engine.model.Value;
import java.util.List;

/** A list of terms. */
final class Items extends Compound<Value.Array, Term[]> {
    static final Items EMPTY = new Items(new Term[0], 0);

    private Items(Term[] terms, int depth) {
        super(null, terms, Fuel.nested(depth));
    }

    private Items(Value.Array source, int level) {
        super(source, null, Fuel.depthOfData(level));
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
        return new Items(terms, depth);
    }

    static Items of(List<Term> terms) {
        return of(terms.toArray(new Term[0]));
    }

    static Items of(Value.Array source, int level) {
        return new Items(source, level);
    }

    int size() {
        Value.Array source = source();
        return source == null ? expanded().length : source.values().size();
    }

    /** The element, or undefined beyond the end. */
    Term get(int index) {
        if (index < 0 || index >= size()) {
            return Undefined.UNDEFINED;
        }
        Value.Array source = unexpanded();
        return source == null ? expanded()[index] : Term.of(source.values().get(index), levelWithin());
    }

    /** The elements; not to be changed. */
    Term[] terms() {
        return expanded();
    }

    @Override
    Term[] expand(Value.Array source) {
        List<Value> values = source.values();
        Term[] made = new Term[values.size()];
        for (int i = 0; i < made.length; i++) {
            made[i] = Term.of(values.get(i), levelWithin());
        }
        return made;
    }
}
