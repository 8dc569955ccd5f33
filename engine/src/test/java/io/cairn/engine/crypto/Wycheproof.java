package io.cairn.engine.crypto;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The published vectors of Project Wycheproof, read from beside the project. */
final class Wycheproof {
    private Wycheproof() {}

    /** One vector with the group it stands in. */
    record Vector(String file, Map<String, Object> group, Map<String, Object> test) {
        int id() {
            return ((Long) test.get("tcId")).intValue();
        }

        String comment() {
            return (String) test.get("comment");
        }

        boolean valid() {
            return test.get("result").equals("valid");
        }

        byte[] message() {
            return hex(test.get("msg"));
        }

        byte[] signature() {
            return hex(test.get("sig"));
        }

        @SuppressWarnings("unchecked")
        byte[] key(String field) {
            return hex(((Map<String, Object>) group.get("publicKey")).get(field));
        }

        long number(String field) {
            return (Long) group.get(field);
        }

        String text(String field) {
            return (String) group.get(field);
        }

        @Override
        public String toString() {
            return file + " #" + id() + " " + comment();
        }

        private static byte[] hex(Object digits) {
            return HexFormat.of().parseHex((String) digits);
        }
    }

    @SuppressWarnings("unchecked")
    static List<Vector> load(String file) {
        Map<String, Object> root = (Map<String, Object>) new Json(read(file)).value();
        List<Vector> vectors = new ArrayList<>();
        for (Object group : (List<Object>) root.get("testGroups")) {
            Map<String, Object> fields = (Map<String, Object>) group;
            for (Object test : (List<Object>) fields.get("tests")) {
                vectors.add(new Vector(file, fields, (Map<String, Object>) test));
            }
        }
        return vectors;
    }

    private static String read(String file) {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolveSibling("shared").resolve("vectors"))) {
            folder = folder.getParent();
        }
        assumeTrue(folder != null, "skipped: no folder shared/vectors beside the project");
        Path path = folder.resolveSibling("shared").resolve("vectors/wycheproof").resolve(file);
        assumeTrue(Files.exists(path), "skipped: no " + path);
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Enough of JSON for trusted vector files. */
    private static final class Json {
        private final String text;
        private int at;

        Json(String text) {
            this.text = text;
        }

        Object value() {
            char c = peek();
            return switch (c) {
                case '{' -> object();
                case '[' -> array();
                case '"' -> string();
                case 't', 'f', 'n' -> word();
                default -> number();
            };
        }

        private char peek() {
            while (Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return text.charAt(at);
        }

        private boolean take(char c) {
            boolean there = peek() == c;
            at += there ? 1 : 0;
            return there;
        }

        private Map<String, Object> object() {
            Map<String, Object> fields = new LinkedHashMap<>();
            at++;
            while (!take('}')) {
                peek();
                String name = string();
                take(':');
                fields.put(name, value());
                take(',');
            }
            return fields;
        }

        private List<Object> array() {
            List<Object> values = new ArrayList<>();
            at++;
            while (!take(']')) {
                values.add(value());
                take(',');
            }
            return values;
        }

        private String string() {
            StringBuilder string = new StringBuilder();
            for (at++; text.charAt(at) != '"'; at++) {
                char c = text.charAt(at);
                if (c == '\\') {
                    c = escaped();
                }
                string.append(c);
            }
            at++;
            return string.toString();
        }

        private char escaped() {
            char c = text.charAt(++at);
            if (c == 'u') {
                at += 4;
                return (char) Integer.parseInt(text, at - 3, at + 1, 16);
            }
            return c == 'n' ? '\n' : c == 't' ? '\t' : c;
        }

        private Object word() {
            String word = text.startsWith("true", at) ? "true" : text.startsWith("false", at) ? "false" : "null";
            at += word.length();
            return word;
        }

        private Long number() {
            int start = at;
            while (text.charAt(at) == '-' || Character.isDigit(text.charAt(at))) {
                at++;
            }
            return Long.valueOf(text.substring(start, at));
        }
    }
}
