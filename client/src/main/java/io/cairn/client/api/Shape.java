package io.cairn.client.api;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Reads the fields of a JSON object that a node sent; anything unexpected is {@code response-malformed}. */
record Shape(Value.Document fields) {
    static Shape parse(byte[] json) {
        try {
            return of(Json.parse(json));
        } catch (CairnException.Incorrect malformed) {
            throw malformed("the node did not send JSON: " + malformed.getMessage());
        }
    }

    static Shape of(Value value) {
        if (value instanceof Value.Document fields) {
            return new Shape(fields);
        }
        throw malformed("the node sent no JSON object");
    }

    boolean has(String name) {
        Value value = fields.get(name);
        return value != null && !(value instanceof Value.Null);
    }

    String text(String name) {
        if (fields.get(name) instanceof Value.Text text) {
            return text.value();
        }
        throw missing(name);
    }

    String textOr(String name, String otherwise) {
        return has(name) ? text(name) : otherwise;
    }

    long number(String name) {
        if (fields.get(name) instanceof Value.Int number) {
            return number.value();
        }
        throw missing(name);
    }

    long numberOr(String name, long otherwise) {
        return has(name) ? number(name) : otherwise;
    }

    boolean flag(String name) {
        return Value.of(true).equals(fields.get(name));
    }

    byte[] bytes(String name) {
        try {
            return Base64.getUrlDecoder().decode(text(name));
        } catch (IllegalArgumentException malformed) {
            throw malformed("the field " + name + " is not base64url: " + malformed.getMessage());
        }
    }

    Hash hash(String name) {
        return hashOf(text(name), name);
    }

    List<Hash> hashes(String name) {
        List<Hash> hashes = new ArrayList<>();
        for (String text : texts(name)) {
            hashes.add(hashOf(text, name));
        }
        return hashes;
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Value value : array(name)) {
            if (!(value instanceof Value.Text text)) {
                throw missing(name);
            }
            texts.add(text.value());
        }
        return texts;
    }

    List<Value> array(String name) {
        if (fields.get(name) instanceof Value.Array array) {
            return array.values();
        }
        throw missing(name);
    }

    List<Shape> shapes(String name) {
        List<Shape> shapes = new ArrayList<>();
        array(name).forEach(value -> shapes.add(of(value)));
        return shapes;
    }

    Value.@org.jspecify.annotations.Nullable Document documentOrNull(String name) {
        return fields.get(name) == null ? null : shape(name).fields();
    }

    Shape shape(String name) {
        Value value = fields.get(name);
        if (value == null) {
            throw missing(name);
        }
        return of(value);
    }

    private static Hash hashOf(String text, String name) {
        try {
            return Hash.parse(text);
        } catch (CairnException.Incorrect malformed) {
            throw malformed("the field " + name + " is no hash: " + malformed.getMessage());
        }
    }

    private static CairnException missing(String name) {
        return malformed("the field " + name + " is missing or has another type");
    }

    static CairnException malformed(String what) {
        return new CairnException.Unavailable("response-malformed", "unexpected answer of the node: " + what);
    }
}
