package io.cairn.client.key;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a key file; refuses what is missing or of another type, and never repeats a secret. */
record Fields(Value.Document document, String path) {
    static final String MALFORMED = "keystore-malformed";

    static Fields of(Value value) {
        if (!(value instanceof Value.Document document)) {
            throw malformed("", "a key file is a JSON object");
        }
        return new Fields(document, "");
    }

    Fields object(String name) {
        if (!(document.get(name) instanceof Value.Document child)) {
            throw malformed(path + name, "expected an object");
        }
        return new Fields(child, path + name + '/');
    }

    @Nullable
    String textOrNull(String name) {
        return document.get(name) instanceof Value.Text text ? text.value() : null;
    }

    String text(String name) {
        String text = textOrNull(name);
        if (text == null) {
            throw malformed(path + name, "expected text");
        }
        return text;
    }

    /** An integer within bounds. */
    int integer(String name, int min, int max) {
        if (!(document.get(name) instanceof Value.Int(long value)) || value < min || value > max) {
            throw malformed(path + name, "expected an integer from " + min + " to " + max);
        }
        return (int) value;
    }

    /** A number that is not negative. */
    long number(String name) {
        if (!(document.get(name) instanceof Value.Int(long value)) || value < 0) {
            throw malformed(path + name, "expected a number of 0 or more");
        }
        return value;
    }

    /** Hexadecimal digits of a number of bytes, with 0x or without: wallets differ. */
    byte[] hex(String name, int bytesMin, int bytesMax) {
        String text = text(name);
        String digits = text.startsWith("0x") ? text.substring(2) : text;
        return parse(name, bytesMin, bytesMax, () -> HexFormat.of().parseHex(digits));
    }

    /** base64url of a number of bytes. */
    byte[] base64Url(String name, int bytesMin, int bytesMax) {
        String text = text(name);
        return parse(name, bytesMin, bytesMax, () -> Base64.getUrlDecoder().decode(text));
    }

    CairnException.Incorrect refusal(String name, String what) {
        return malformed(path + name, what);
    }

    private byte[] parse(String name, int bytesMin, int bytesMax, Supplier<byte[]> parser) {
        byte[] bytes;
        try {
            bytes = parser.get();
        } catch (IllegalArgumentException _) {
            // The decoders' messages would repeat characters of a secret.
            throw malformed(path + name, "not hexadecimal or base64url as expected");
        }
        if (bytes.length < bytesMin || bytes.length > bytesMax) {
            throw malformed(path + name, "expected " + bytesMin + " to " + bytesMax + " bytes, got " + bytes.length);
        }
        return bytes;
    }

    static CairnException.Incorrect malformed(String at, String what) {
        return new CairnException.Incorrect(MALFORMED, at, what);
    }
}
