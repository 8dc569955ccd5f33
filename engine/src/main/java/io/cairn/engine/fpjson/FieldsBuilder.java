package io.cairn.engine.fpjson;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object in the making; each field is charged before it is added. */
final class FieldsBuilder {
    private final Run run;
    private final LinkedHashMap<String, Term> fields = new LinkedHashMap<>();

    FieldsBuilder(Run run) {
        this.run = run;
    }

    FieldsBuilder put(String name, Term term) {
        run.fuel().cells(1);
        fields.put(name, term);
        return this;
    }

    FieldsBuilder putAll(Map<String, Term> added) {
        run.fuel().cells(added.size());
        fields.putAll(added);
        return this;
    }

    void remove(String name) {
        fields.remove(name);
    }

    @Nullable
    Term get(String name) {
        return fields.get(name);
    }

    Fields done() {
        return Fields.of(fields);
    }
}
