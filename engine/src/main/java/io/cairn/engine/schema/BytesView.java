package io.cairn.engine.schema;

import io.cairn.engine.model.Value;
import tools.jackson.databind.node.BinaryNode;

/** Bytes of a document, as the library reads them: of no type of JSON. */
@SuppressWarnings("serial") // never written
final class BytesView extends BinaryNode implements View {
    private final Value.Bytes bytes;

    BytesView(Value.Bytes bytes) {
        super(bytes.value());
        this.bytes = bytes;
    }

    @Override
    public Value value() {
        return bytes;
    }
}
