package io.cairn.engine.codec;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Prints one value as JSON. */
final class JsonPrinter {
    private static final String HEX_DIGITS = "0123456789abcdef";
    private static final int INDENT = 2;

    private final StringBuilder out = new StringBuilder();
    private final Trail trail = new Trail("");
    private final boolean indented;
    private final boolean sorted;

    private JsonPrinter(boolean indented, boolean sorted) {
        this.indented = indented;
        this.sorted = sorted;
    }

    static String compact(Value value) {
        return new JsonPrinter(false, false).print(value);
    }

    static String pretty(Value value) {
        return new JsonPrinter(true, false).print(value);
    }

    static String canonical(Value value) {
        return new JsonPrinter(false, true).print(value);
    }

    private String print(Value value) {
        value(value, 0);
        return out.toString();
    }

    private void value(Value value, int depth) {
        switch (value) {
            case Value.Null _ -> out.append("null");
            case Value.Bool bool -> out.append(bool.value());
            case Value.Int number -> out.append(number.value());
            case Value.Double number -> number(number.value());
            case Value.Text text -> string(text.value());
            case Value.Bytes bytes -> bytes(bytes.value());
            case Value.Array array -> array(array.values(), depth + 1);
            case Value.Document document -> object(document, depth + 1);
        }
    }

    /** An integral double gets a fraction, or it would be read back as an integer of other digits. */
    private void number(double number) {
        int start = out.length();
        NumberText.append(out, number);
        if (out.indexOf(".", start) < 0 && out.indexOf("e", start) < 0) {
            out.append(".0");
        }
    }

    private void bytes(byte[] bytes) {
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(bytes);
        String gap = indented ? " " : "";
        out.append("{\"/\":").append(gap).append("{\"bytes\":").append(gap);
        out.append('"').append(base64).append("\"}}");
    }

    private void array(List<Value> values, int depth) {
        checkDepth(depth);
        out.append('[');
        for (int i = 0; i < values.size(); i++) {
            trail.enter(i);
            separate(i > 0, depth);
            value(values.get(i), depth);
            trail.leave();
        }
        close(']', !values.isEmpty(), depth);
    }

    private void object(Value.Document document, int depth) {
        checkDepth(depth);
        out.append('{');
        boolean follows = false;
        Map<String, Value> fields = sorted ? document.sorted() : document.fields();
        for (Map.Entry<String, Value> field : fields.entrySet()) {
            trail.enter(field.getKey());
            separate(follows, depth);
            name(field.getKey());
            value(field.getValue(), depth);
            trail.leave();
            follows = true;
        }
        close('}', follows, depth);
    }

    private void name(String name) {
        if (name.equals(Json.RESERVED_NAME)) {
            throw new CairnException.Incorrect(
                    Json.RESERVED_FORM, trail.path(), "JSON cannot show a field named \"/\": it means bytes");
        }
        string(name);
        out.append(':');
        if (indented) {
            out.append(' ');
        }
    }

    private void separate(boolean follows, int depth) {
        if (follows) {
            out.append(',');
        }
        line(depth);
    }

    private void close(char mark, boolean hadElements, int depth) {
        if (hadElements) {
            line(depth - 1);
        }
        out.append(mark);
    }

    private void line(int depth) {
        if (indented) {
            out.append('\n').repeat(' ', INDENT * depth);
        }
    }

    private void string(String text) {
        out.append('"');
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                out.append(text, from, i);
                escape(c);
                from = i + 1;
            }
        }
        out.append(text, from, text.length()).append('"');
    }

    private void escape(char c) {
        out.append('\\');
        switch (c) {
            case '"', '\\' -> out.append(c);
            case '\b' -> out.append('b');
            case '\f' -> out.append('f');
            case '\n' -> out.append('n');
            case '\r' -> out.append('r');
            case '\t' -> out.append('t');
            default -> out.append("u00").append(HEX_DIGITS.charAt(c >> 4)).append(HEX_DIGITS.charAt(c & 0xf));
        }
    }

    private void checkDepth(int depth) {
        if (depth > ValueCodec.DEPTH_MAX) {
            throw new CairnException.Incorrect(
                    ValueCodec.TOO_LARGE,
                    trail.path(),
                    "value beyond the limits: nested deeper than " + ValueCodec.DEPTH_MAX);
        }
    }
}
