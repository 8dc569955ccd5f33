package io.cairn.node.weavedb;

import io.cairn.engine.model.Value;
import java.util.List;

/** Indexes: those that WeaveDB passes over in silence are left out aloud. */
final class Indexes {
    private static final Value DESCENDING = Value.of("desc");
    private static final Value ARRAY = Value.of("array");

    private Indexes() {}

    static void translate(String collection, List<Value> indexes, String at, Translation.Writer writer) {
        for (int i = 0; i < indexes.size(); i++) {
            String place = at + "/" + i;
            String wrong = wrong(indexes.get(i));
            if (indexes.subList(0, i).contains(indexes.get(i))) {
                writer.leaveOut(place, "the index stands in the list already");
            } else if (wrong != null) {
                writer.leaveOut(place, wrong);
            } else {
                writer.queryOn("addIndex", indexes.get(i), collection);
            }
        }
    }

    private static @org.jspecify.annotations.Nullable String wrong(Value index) {
        if (!(index instanceof Value.Array(var fields)) || fields.isEmpty()) {
            return "an index is a list of fields";
        }
        for (int i = 0; i < fields.size(); i++) {
            if (!(fields.get(i) instanceof Value.Array(var field))
                    || field.isEmpty()
                    || !(field.getFirst() instanceof Value.Text)) {
                return "a field of an index is [name], [name, \"asc\"], [name, \"desc\"] or [name, \"array\"]";
            }
            Value order = field.size() == 1 ? Value.of("asc") : field.get(1);
            boolean isArray = order.equals(ARRAY);
            if (isArray && i > 0) {
                return "an array field stands first; WeaveDB ignores such an index";
            }
            if (!isArray && !order.equals(DESCENDING) && !order.equals(Value.of("asc"))) {
                return "an order is asc, desc or array; WeaveDB ignores such an index";
            }
            if (field.getFirst().equals(Value.of("__id__"))) {
                return "the id ends every index by itself";
            }
        }
        boolean isSimple = fields.size() == 1
                && fields.getFirst() instanceof Value.Array(var only)
                && only.getFirst() instanceof Value.Text(var name)
                && name.indexOf('.') < 0;
        return isSimple ? "every field has an index of its own already" : null;
    }
}
