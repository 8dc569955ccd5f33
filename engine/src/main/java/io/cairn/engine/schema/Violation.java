package io.cairn.engine.schema;

import java.util.Comparator;

/**
 * A place where a document breaks its schema. Ordered by pointer, keyword and rule.
 *
 * @param pointer the place in the document, a JSON pointer; of a field that is missing, its own
 * @param keyword the keyword that does not hold there
 * @param rule where the keyword is in the schema, a JSON pointer
 */
public record Violation(String pointer, String keyword, String rule) implements Comparable<Violation> {
    private static final Comparator<Violation> ORDER = Comparator.comparing(Violation::pointer)
            .thenComparing(Violation::keyword)
            .thenComparing(Violation::rule);

    @Override
    public int compareTo(Violation other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return (pointer.isEmpty() ? "the document" : pointer) + " breaks " + keyword + " (" + rule + ")";
    }
}
