package io.cairn.engine.rule;

import io.cairn.engine.codec.Json;
import io.cairn.engine.crypto.Keccak256;
import io.cairn.engine.fpjson.Fuel;
import io.cairn.engine.fpjson.HostFunctions.Shape;
import io.cairn.engine.fpjson.Term;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/** The functions of every program that only compute: parse, stringify, hash and toBase64. */
final class DataFunctions {
    private static final List<String> NAMES = List.of("parse", "stringify", "hash", "toBase64");

    /** The code of an argument that a function does not take. */
    static final String WRONG = "program-argument-wrong";

    private static final int ID_BYTES = 20;
    /** What hashing costs in steps for each character: about what a step costs in time. */
    private static final int STEPS_PER_HASH = 50;

    private DataFunctions() {}

    /** These functions, to which those of rules or of jobs are added. */
    static TreeMap<String, Shape> shapes() {
        TreeMap<String, Shape> shapes = new TreeMap<>();
        NAMES.forEach(name -> shapes.put(name, Shape.TEMPLATE));
        return shapes;
    }

    static Term call(String function, Term argument, Fuel fuel) {
        return switch (function) {
            case "parse" -> parse(text(argument.value(), "parse"), fuel);
            case "stringify" -> {
                String text = Json.print(argument.value());
                fuel.steps(text.length());
                yield Term.of(Value.of(text));
            }
            case "hash" -> hash(argument.value(), fuel);
            default -> base64(argument.value(), fuel);
        };
    }

    private static Term parse(String text, Fuel fuel) {
        fuel.steps(text.length());
        try {
            return Term.of(Json.parse(text));
        } catch (CairnException.Incorrect malformed) {
            throw wrong("parse", "the text is no JSON: " + malformed.getMessage());
        }
    }

    /** Keccak-256 of the parts' bytes; of it the first 20 bytes as base64url with its padding. */
    private static Term hash(Value argument, Fuel fuel) {
        if (!(argument instanceof Value.Array(var given)) || given.isEmpty()) {
            throw wrong("hash", "hash() takes a list of texts, or of [text, encoding]");
        }
        List<Value> parts = given.size() == 1 && given.getFirst() instanceof Value.Array(var inner) ? inner : given;
        byte[][] bytes = new byte[parts.size()][];
        fuel.steps(STEPS_PER_HASH);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = part(parts.get(i));
            fuel.steps(bytes[i].length);
        }
        return Term.of(Value.of(shortened(Keccak256.hash(bytes), ID_BYTES)));
    }

    private static byte[] part(Value part) {
        if (part instanceof Value.Array(var pair) && pair.size() == 2) {
            return decoded(text(pair.get(0), "hash"), text(pair.get(1), "hash"));
        }
        return text(part, "hash").getBytes(StandardCharsets.UTF_8);
    }

    private static Term base64(Value argument, Fuel fuel) {
        List<Value> parts = argument instanceof Value.Array(var all) ? all : List.of(argument);
        if (parts.isEmpty() || parts.size() > 3) {
            throw wrong("toBase64", "toBase64() takes [text, encoding, bytes]");
        }
        String encoding = parts.size() < 2 ? "hex" : text(parts.get(1), "toBase64");
        byte[] bytes = decoded(text(parts.get(0), "toBase64"), encoding);
        long length = parts.size() < 3 ? ID_BYTES : parts.get(2) instanceof Value.Int(var number) ? number : -1;
        if (length < 0 || length > bytes.length) {
            throw wrong("toBase64", "there are " + bytes.length + " bytes, not " + length);
        }
        fuel.steps(bytes.length);
        return Term.of(Value.of(shortened(bytes, (int) length)));
    }

    private static String shortened(byte[] bytes, int length) {
        return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(bytes, length));
    }

    private static byte[] decoded(String text, String encoding) {
        try {
            return switch (encoding) {
                case "utf8" -> text.getBytes(StandardCharsets.UTF_8);
                case "hex" -> HexFormat.of().parseHex(text.startsWith("0x") ? text.substring(2) : text);
                case "base64" -> decoder(text).decode(text);
                default -> throw wrong("hash", "an encoding is utf8, hex or base64");
            };
        } catch (IllegalArgumentException malformed) {
            throw wrong("hash", "the text is not " + encoding);
        }
    }

    private static Base64.Decoder decoder(String text) {
        return text.indexOf('-') >= 0 || text.indexOf('_') >= 0 ? Base64.getUrlDecoder() : Base64.getDecoder();
    }

    private static String text(Value value, String function) {
        if (value instanceof Value.Text(var text)) {
            return text;
        }
        throw wrong(function, function + "() takes a text here");
    }

    static CairnException.Refused wrong(String function, String what) {
        return new CairnException.Refused(WRONG, function + "()", what);
    }
}
