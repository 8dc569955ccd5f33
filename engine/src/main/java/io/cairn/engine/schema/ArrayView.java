package io.cairn.engine.schema;

import io.cairn.engine.model.Value;
import java.util.AbstractList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** A list of a document, as the library reads it. Each look at an element is charged. */
@SuppressWarnings("serial") // never written
final class ArrayView extends ArrayNode implements View {
    private final Value.Array array;

    ArrayView(Value.Array array, Meter meter) {
        super(Nodes.FACTORY, new Elements(array.values(), meter));
        this.array = array;
    }

    @Override
    public Value value() {
        return array;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ArrayView view && array.equals(view.array);
    }

    @Override
    public int hashCode() {
        return array.hashCode();
    }

    /** Nothing: the library prints nodes into messages that nobody reads. */
    @Override
    public String toString() {
        return "";
    }

    private static final class Elements extends AbstractList<JsonNode> {
        private final List<Value> values;
        private final Meter meter;

        Elements(List<Value> values, Meter meter) {
            this.values = values;
            this.meter = meter;
        }

        @Override
        public JsonNode get(int index) {
            meter.charge(1);
            return Nodes.view(values.get(index), meter);
        }

        @Override
        public int size() {
            return values.size();
        }
    }
}
