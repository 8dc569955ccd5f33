package io.cairn.engine.mutation;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a query does to the fields of a document. A name with dots is a path, in every function; an object with {@code
 * __op} is an operator.
 *
 * @param source as it was sent
 */
public record FieldChanges(Value.Document source, List<Change> changes) {
    /** Most fields that are named at once. */
    private static final int CHANGES_MAX = 10_000;

    /** Copies the list. */
    public FieldChanges {
        changes = List.copyOf(changes);
    }

    /** One field, and where it stands in what was sent. */
    record Change(FieldPath path, FieldOperator operator, String at) {}

    /** Parses the data of a query; codes {@code operator-…}, {@code path-malformed}, {@code path-conflict}. */
    public static FieldChanges parse(Value.Document data, String at) {
        if (data.size() > CHANGES_MAX) {
            throw new CairnException.Incorrect("document-too-wide", at, "a query names at most 10,000 fields");
        }
        List<Change> changes = new ArrayList<>(data.size());
        PathTree seen = new PathTree();
        for (Map.Entry<String, Value> field : data) {
            String place = at + "/" + Names.shown(field.getKey());
            FieldPath path = field.getKey().indexOf('.') < 0
                    ? new FieldPath(List.of(field.getKey()))
                    : FieldPath.parse(field.getKey(), place);
            String first = path.names().getFirst();
            if (first.equals(Names.ID) || first.equals(Names.OWNER) || first.startsWith("__")) {
                throw new CairnException.Incorrect(
                        "field-name-reserved", place, "the field name " + Names.shown(first) + " is reserved");
            }
            if (!seen.add(path.names())) {
                throw new CairnException.Incorrect(
                        "path-conflict", place, "one of two fields is inside the other: " + Names.shown(path.text()));
            }
            changes.add(new Change(path, FieldOperator.parse(field.getValue(), place), place));
        }
        return new FieldChanges(data, changes);
    }

    /**
     * The document afterwards.
     *
     * @param before what the changes are made to; null for a document that is new or replaced
     */
    public Value.Document on(Value.@Nullable Document before, long timeMillis, String signer, Value.Document relayed) {
        Value.Document base = before == null ? Value.Document.EMPTY : before;
        FieldOperator.Circumstances circumstances = new FieldOperator.Circumstances(timeMillis, signer, relayed);
        DocumentDraft draft = new DocumentDraft(base);
        for (Change change : changes) {
            Value value = change.operator.on(change.path.find(base), circumstances, change.at);
            if (value == null) {
                draft.remove(change.path);
            } else {
                draft.set(change.path, value);
            }
        }
        return draft.build();
    }
}
