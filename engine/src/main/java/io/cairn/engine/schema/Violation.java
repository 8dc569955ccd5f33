package io.cairn.engine.schema;

import io.cairn.engine.model.Value;
import java.util.Comparator;

/**
 * A place where a document breaks its schema. Ordered by pointer, keyword and rule.
 *
 * @param pointer the place in the document, a JSON pointer; of a field that is missing, its own
 * @param keyword the keyword that does not hold there
 * @param rule where the keyword is in the schema, a JSON pointer
 */
public record Violation(String pointer, String keyword, String rule) implements Comparable<Violation> {
    private static final int POINTER_SHOWN_MAX = 1_000;
    private static final Comparator<Violation> ORDER = Comparator.comparing(Violation::pointer)
            .thenComparing(Violation::keyword)
            .thenComparing(Violation::rule);

    /** What a receipt tells of it: keyword and pointer, where the pointer is not too long. No values. */
    public Value.Document shown() {
        Value.Document.Builder shown = Value.Document.builder().put("keyword", keyword);
        return (pointer.length() <= POINTER_SHOWN_MAX ? shown.put("pointer", pointer) : shown).build();
    }

    @Override
    public int compareTo(Violation other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return (pointer.isEmpty() ? "the document" : pointer) + " breaks " + keyword + " (" + rule + ")";
    }
}
