package io.cairn.engine.schema;

import io.cairn.engine.model.Value;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A document or a part of one, as the library reads it. Each look at a member is charged. */
@SuppressWarnings("serial") // never written
final class ObjectView extends ObjectNode implements View {
    private final Value.Document document;

    ObjectView(Value.Document document, Meter meter) {
        super(Nodes.FACTORY, new Members(document, meter));
        this.document = document;
    }

    @Override
    public Value value() {
        return document;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ObjectView view && document.equals(view.document);
    }

    @Override
    public int hashCode() {
        return document.hashCode();
    }

    /** Nothing: the library prints nodes into messages that nobody reads. */
    @Override
    public String toString() {
        return "";
    }

    private static final class Members extends AbstractMap<String, JsonNode> {
        private final Value.Document document;
        private final Meter meter;

        Members(Value.Document document, Meter meter) {
            this.document = document;
            this.meter = meter;
        }

        @Override
        public @Nullable JsonNode get(Object name) {
            meter.charge(1);
            Value value = document.get((String) name);
            return value == null ? null : Nodes.view(value, meter);
        }

        @Override
        public boolean containsKey(Object name) {
            meter.charge(1);
            return document.has((String) name);
        }

        @Override
        public int size() {
            return document.size();
        }

        @Override
        public Set<Map.Entry<String, JsonNode>> entrySet() {
            return new Entries(document, meter);
        }
    }

    private static final class Entries extends AbstractSet<Map.Entry<String, JsonNode>> {
        private final Value.Document document;
        private final Meter meter;

        Entries(Value.Document document, Meter meter) {
            this.document = document;
            this.meter = meter;
        }

        @Override
        public int size() {
            return document.size();
        }

        @Override
        public Iterator<Map.Entry<String, JsonNode>> iterator() {
            Iterator<Map.Entry<String, Value>> fields = document.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return fields.hasNext();
                }

                @Override
                public Map.Entry<String, JsonNode> next() {
                    Map.Entry<String, Value> field = fields.next();
                    meter.chargeName(field.getKey());
                    return new AbstractMap.SimpleImmutableEntry<>(field.getKey(), Nodes.view(field.getValue(), meter));
                }
            };
        }
    }
}
