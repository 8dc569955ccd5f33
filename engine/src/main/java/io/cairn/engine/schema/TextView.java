package io.cairn.engine.schema;

import io.cairn.engine.model.Value;
import tools.jackson.databind.node.StringNode;

/** A text of a document, as the library reads it. */
@SuppressWarnings("serial") // never written
final class TextView extends StringNode implements View {
    private final Value.Text text;

    TextView(Value.Text text) {
        super(text.value());
        this.text = text;
    }

    @Override
    public Value value() {
        return text;
    }
}
