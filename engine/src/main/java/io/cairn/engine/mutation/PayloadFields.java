package io.cairn.engine.mutation;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Typed access to the fields of an object that remembers which were asked for. */
final class PayloadFields {
    private static final int ADDRESS_LENGTH = 42;

    private final Value.Document fields;
    private final String at;
    private final TreeSet<String> known = new TreeSet<>();

    PayloadFields(Value.Document fields) {
        this(fields, "data");
    }

    PayloadFields(Value.Document fields, String at) {
        this.fields = fields;
        this.at = at;
    }

    boolean has(String name) {
        return fields.has(name);
    }

    @Nullable
    Value find(String name) {
        known.add(name);
        return fields.get(name);
    }

    @Nullable
    String text(String name) {
        Value value = find(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Value.Text text) {
            return text.value();
        }
        throw wrongType(name, "a text");
    }

    /** An object, or null where the field, which must be there, is null. */
    Value.@Nullable Document documentOrNull(String name) {
        Value value = find(name);
        return switch (value) {
            case null -> throw missing(name);
            case Value.Null _ -> null;
            case Value.Document document -> document;
            default -> throw wrongType(name, "an object or null");
        };
    }

    String requireText(String name) {
        String text = text(name);
        if (text == null) {
            throw missing(name);
        }
        return text;
    }

    @Nullable
    Long number(String name) {
        Value value = find(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Value.Int number) {
            return number.value();
        }
        throw wrongType(name, "an integer");
    }

    @Nullable
    Long quota(String name) {
        Long number = number(name);
        if (number != null && number < 0) {
            throw new CairnException.Incorrect("quota-malformed", at + "/" + name, "a quota is 0 (none) or more");
        }
        return number;
    }

    @Nullable
    Boolean flag(String name) {
        Value value = find(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Value.Bool flag) {
            return flag.value();
        }
        throw wrongType(name, "true or false");
    }

    boolean requireFlag(String name) {
        Boolean flag = flag(name);
        if (flag == null) {
            throw missing(name);
        }
        return flag;
    }

    List<Value> list(String name) {
        Value value = find(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof Value.Array array) {
            return array.values();
        }
        throw wrongType(name, "an array");
    }

    List<Value.Document> documents(String name) {
        List<Value> values = requireList(name);
        List<Value.Document> documents = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            if (!(values.get(i) instanceof Value.Document document)) {
                throw wrongType(name + "/" + i, "an object");
            }
            documents.add(document);
        }
        return documents;
    }

    List<String> ids(String name) {
        List<Value> values = requireList(name);
        List<String> ids = new ArrayList<>(values.size());
        TreeSet<String> seen = new TreeSet<>();
        for (int i = 0; i < values.size(); i++) {
            if (!(values.get(i) instanceof Value.Text text)) {
                throw wrongType(name + "/" + i, "a text");
            }
            ids.add(Names.documentId(text.value(), at + "/" + name + "/" + i));
            if (!seen.add(text.value())) {
                throw new CairnException.Incorrect(
                        "document-id-repeated", at + "/" + name + "/" + i, "an id stands twice in one mutation");
            }
        }
        return ids;
    }

    private List<Value> requireList(String name) {
        if (!fields.has(name)) {
            throw missing(name);
        }
        List<Value> values = list(name);
        if (values.isEmpty() || values.size() > Names.DOCUMENTS_MAX) {
            throw new CairnException.Incorrect(
                    "payload-list-length", at + "/" + name, "expected 1 to " + Names.DOCUMENTS_MAX + " elements");
        }
        return values;
    }

    /** The address of a database: 0x and 40 lower-case hexadecimal digits. */
    String database() {
        String address = requireText("database");
        boolean valid = address.length() == ADDRESS_LENGTH && address.startsWith("0x");
        for (int i = 2; valid && i < ADDRESS_LENGTH; i++) {
            char c = address.charAt(i);
            valid = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        }
        if (!valid) {
            throw new CairnException.Incorrect(
                    "database-malformed", at + "/database", "a database is 0x and 40 lower-case hexadecimal digits");
        }
        return address;
    }

    String collection() {
        return name("collection");
    }

    String name(String field) {
        return Names.collection(requireText(field), at + "/" + field);
    }

    @Nullable
    String description() {
        String description = text("description");
        if (description != null && description.getBytes(StandardCharsets.UTF_8).length > Names.DESCRIPTION_BYTES_MAX) {
            throw new CairnException.Incorrect(
                    "description-too-long", at + "/description", "a description has at most 1024 bytes");
        }
        return description;
    }

    /** Refuses every field that nobody asked for: what is accepted is enforced. */
    void finish() {
        for (String name : fields.fields().keySet()) {
            if (!known.contains(name)) {
                throw new CairnException.Incorrect(
                        "payload-field-unknown", at + "/" + Names.shown(name), "unknown field " + Names.shown(name));
            }
        }
    }

    private CairnException missing(String name) {
        return new CairnException.Incorrect(
                "payload-field-missing", at + "/" + name, "the field " + name + " is missing");
    }

    private CairnException wrongType(String name, String expected) {
        return new CairnException.Incorrect("payload-field-type", at + "/" + name, "expected " + expected);
    }
}
