package io.cairn.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Documents stay what they are, whatever becomes of their builders. */
class DocumentBuilderTest {
    @Test
    void whatIsPutOrRemovedAfterwardsIsInTheNextDocumentOnly() {
        Value.Document.Builder builder = Value.Document.builder().put("a", 1).put("b", 2);
        Value.Document first = builder.build();
        Value.Document same = builder.build();
        Value.Document second = builder.put("a", 7).put("c", 3).build();
        Value.Document third = builder.remove("b").build();

        assertThat((Value) first).isEqualTo(same);
        assertThat(first.fields().keySet()).containsExactly("a", "b");
        assertThat(first.get("a")).isEqualTo(Value.of(1));
        assertThat(second.fields().keySet()).containsExactly("a", "b", "c");
        assertThat(second.get("a")).isEqualTo(Value.of(7));
        assertThat(third.fields().keySet()).containsExactly("a", "c");
    }

    @Test
    void aBuilderOfADocumentLeavesItAsItIs() {
        Value.Document document = Value.Document.builder().put("a", 1).build();
        Value.Document more = document.toBuilder().put("b", 2).build();
        Value.Document none = document.toBuilder().remove("a").build();

        assertThat(document.fields().keySet()).containsExactly("a");
        assertThat((Value) document.toBuilder().build()).isEqualTo(document);
        assertThat(more.fields().keySet()).containsExactly("a", "b");
        assertThat((Value) none).isEqualTo(Value.Document.EMPTY);
    }
}
