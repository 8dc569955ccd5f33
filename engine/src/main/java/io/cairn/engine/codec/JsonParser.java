package io.cairn.engine.codec;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;

/** Reads one JSON text by recursive descent, at most {@link ValueCodec#DEPTH_MAX} deep. */
final class JsonParser {
    private final Trail trail = new Trail("");
    private final JsonScanner in;
    private int allowed = ValueCodec.ELEMENTS_MAX;

    JsonParser(String text) {
        this.in = new JsonScanner(text, trail);
    }

    Value whole() {
        Value value = value(0);
        in.expectEnd();
        return value;
    }

    private Value value(int depth) {
        if (allowed-- == 0) {
            throw tooLarge("more than " + ValueCodec.ELEMENTS_MAX + " elements");
        }
        char first = in.peekToken();
        return switch (first) {
            case '{' -> object(depth + 1);
            case '[' -> array(depth + 1);
            case '"' -> new Value.Text(in.string());
            case 't' -> in.word("true", Value.of(true));
            case 'f' -> in.word("false", Value.of(false));
            case 'n' -> in.word("null", Value.none());
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> in.number();
            default -> throw in.unexpected("a value");
        };
    }

    private Value object(int depth) {
        in.step();
        if (in.peekToken() == '"' && in.isNext("\"/\"")) {
            return bytes();
        }
        checkDepth(depth);
        LinkedHashMap<String, Value> fields = new LinkedHashMap<>();
        if (in.peekToken() == '}') {
            in.step();
            return Value.Document.EMPTY;
        }
        do {
            field(fields, depth);
        } while (in.goesOn('}'));
        return Value.Document.wrap(fields);
    }

    private void field(LinkedHashMap<String, Value> fields, int depth) {
        if (in.peekToken() != '"') {
            throw in.unexpected("a field name");
        }
        int start = in.position();
        String name = in.string();
        trail.enter(name);
        if (name.equals(Json.RESERVED_NAME)) {
            throw reserved(start);
        }
        in.expect(':');
        Value value = value(depth);
        if (fields.put(name, value) != null) {
            throw in.malformed(start, "the field is repeated");
        }
        trail.leave();
    }

    private Value array(int depth) {
        checkDepth(depth);
        in.step();
        List<Value> values = new ArrayList<>();
        if (in.peekToken() == ']') {
            in.step();
            return new Value.Array(values);
        }
        do {
            trail.enter(values.size());
            values.add(value(depth));
            trail.leave();
        } while (in.goesOn(']'));
        return new Value.Array(values);
    }

    /** Reads the rest of <code>{"/":{"bytes":"…"}}</code>, white space allowed between its parts. */
    private Value bytes() {
        int start = in.position();
        reserved(Json.RESERVED_NAME, start);
        reserved(':', start);
        reserved('{', start);
        reserved(Json.BYTES_NAME, start);
        reserved(':', start);
        if (in.peekToken() != '"') {
            throw reserved(start);
        }
        String base64 = in.string();
        reserved('}', start);
        reserved('}', start);
        byte[] value;
        try {
            value = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            throw reserved(start);
        }
        // The JDK accepts padding and stray low bits; one spelling is enough.
        if (!Base64.getEncoder().withoutPadding().encodeToString(value).equals(base64)) {
            throw reserved(start);
        }
        return new Value.Bytes(value);
    }

    private void reserved(String name, int start) {
        if (in.peekToken() != '"' || !in.string().equals(name)) {
            throw reserved(start);
        }
    }

    private void reserved(char mark, int start) {
        if (in.peekToken() != mark) {
            throw reserved(start);
        }
        in.step();
    }

    private void checkDepth(int depth) {
        if (depth > ValueCodec.DEPTH_MAX) {
            throw tooLarge("nested deeper than " + ValueCodec.DEPTH_MAX);
        }
    }

    private CairnException.Incorrect reserved(int at) {
        String what = "a field named \"/\" is reserved for {\"/\":{\"bytes\":\"unpadded base64\"}}";
        return new CairnException.Incorrect(Json.RESERVED_FORM, trail.path(), what + in.where(at));
    }

    private CairnException.Incorrect tooLarge(String what) {
        return new CairnException.Incorrect(
                ValueCodec.TOO_LARGE, trail.path(), "JSON beyond the limits: " + what + in.where(in.position()));
    }
}
