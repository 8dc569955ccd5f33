package io.cairn.engine.sql;

import static io.cairn.engine.sql.SystemFunctions.refused;
import static io.cairn.engine.sql.SystemFunctions.strict;
import static io.cairn.engine.sql.SystemFunctions.text;

import io.cairn.h2.value.TypeInfo;
import io.cairn.h2.value.Value;
import io.cairn.h2.value.ValueVarbinary;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Functions on binary strings, and digests. */
final class BytesFunctions {
    private static final int LINE_LENGTH = 76;

    private BytesFunctions() {}

    static List<SystemFunction.Definition> all() {
        return List.of(
                strict(
                        "md5",
                        1,
                        1,
                        TypeInfo.TYPE_VARCHAR,
                        arguments -> text(HexFormat.of().formatHex(digest("MD5", bytes(arguments[0]))))),
                digestOf("sha224", "SHA-224"),
                digestOf("sha256", "SHA-256"),
                digestOf("sha384", "SHA-384"),
                digestOf("sha512", "SHA-512"),
                strict("encode", 2, 2, TypeInfo.TYPE_VARCHAR, BytesFunctions::encoded),
                strict("decode", 2, 2, TypeInfo.TYPE_VARBINARY, BytesFunctions::decoded));
    }

    private static SystemFunction.Definition digestOf(String name, String algorithm) {
        return strict(
                name,
                1,
                1,
                TypeInfo.TYPE_VARBINARY,
                arguments -> ValueVarbinary.get(digest(algorithm, bytes(arguments[0]))));
    }

    private static byte[] bytes(Value value) {
        return switch (value.getValueType()) {
            case Value.BINARY, Value.VARBINARY, Value.BLOB -> value.getBytesNoCopy();
            default -> TextFunctions.cell(value).getBytes(StandardCharsets.UTF_8);
        };
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String format(Value format) {
        String name = TextFunctions.cell(format);
        if (!List.of("hex", "base64", "escape").contains(name)) {
            throw refused("22023", "no encoding: " + name);
        }
        return name;
    }

    private static Value encoded(Value[] arguments) {
        byte[] bytes = bytes(arguments[0]);
        return text(
                switch (format(arguments[1])) {
                    case "hex" -> HexFormat.of().formatHex(bytes);
                    case "base64" ->
                        Base64.getMimeEncoder(LINE_LENGTH, new byte[] {'\n'}).encodeToString(bytes);
                    default -> escaped(bytes);
                });
    }

    private static String escaped(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        for (byte b : bytes) {
            int code = b & 0xFF;
            if (code == '\\') {
                out.append("\\\\");
            } else if (code == 0 || code > 0x7F) {
                out.append('\\')
                        .append((char) ('0' + (code >> 6)))
                        .append((char) ('0' + (code >> 3 & 7)))
                        .append((char) ('0' + (code & 7)));
            } else {
                out.append((char) code);
            }
        }
        return out.toString();
    }

    private static Value decoded(Value[] arguments) {
        String text = TextFunctions.cell(arguments[0]);
        try {
            return ValueVarbinary.get(
                    switch (format(arguments[1])) {
                        case "hex" -> HexFormat.of().parseHex(withoutBlanks(text));
                        case "base64" -> Base64.getDecoder().decode(withoutBlanks(text));
                        default -> unescaped(text);
                    });
        } catch (IllegalArgumentException malformed) {
            throw refused("22023", "not what the encoding makes: " + malformed.getMessage());
        }
    }

    /** A text of PostgreSQL's as the bytes that it stands for: hexadecimal digits behind <code>\\x</code>, else characters and escapes. */
    static byte[] read(String text) {
        if (text.indexOf('\\') < 0) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        boolean isHexadecimal = text.startsWith("\\x");
        try {
            return isHexadecimal ? HexFormat.of().parseHex(withoutBlanks(text.substring(2))) : unescaped(text);
        } catch (IllegalArgumentException malformed) {
            throw refused(isHexadecimal ? "22023" : "22P02", "no binary string: " + malformed.getMessage());
        }
    }

    private static String withoutBlanks(String text) {
        return text.replace(" ", "").replace("\n", "").replace("\r", "").replace("\t", "");
    }

    private static byte[] unescaped(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int at = 0;
        while (at < bytes.length) {
            if (bytes[at] != '\\') {
                out.write(bytes[at++]);
            } else if (at + 1 < bytes.length && bytes[at + 1] == '\\') {
                out.write('\\');
                at += 2;
            } else {
                out.write(octal(bytes, at + 1));
                at += 4;
            }
        }
        return out.toByteArray();
    }

    private static int octal(byte[] bytes, int from) {
        int code = 0;
        for (int i = from; i < from + 3; i++) {
            int digit = i < bytes.length ? bytes[i] - '0' : -1;
            if (digit < 0 || digit > 7) {
                throw new IllegalArgumentException("a backslash without three octal digits");
            }
            code = code * 8 + digit;
        }
        if (code > 0xFF) {
            throw new IllegalArgumentException("an octal number over 377");
        }
        return code;
    }
}
