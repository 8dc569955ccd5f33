package io.cairn.node.http;

import io.cairn.engine.model.CairnException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Strict reading of paths and query strings (RFC 3986): malformed escapes and text that is no UTF-8 are refused. */
final class Percent {
    private static final int SEGMENTS_MAX = 32;
    private static final int PARAMETERS_MAX = 32;

    private Percent() {}

    /** The decoded segments of a path that starts with a slash; an empty segment stays an empty text. */
    static List<String> segments(String path) {
        if (path.isEmpty() || path.charAt(0) != '/') {
            throw new CairnException.Incorrect("path-malformed", "path", "a path starts with /");
        }
        List<String> segments = new ArrayList<>(8);
        int start = 1;
        while (start <= path.length()) {
            int end = path.indexOf('/', start);
            end = end < 0 ? path.length() : end;
            segments.add(decode(path, start, end, false, "path"));
            if (segments.size() > SEGMENTS_MAX) {
                throw new CairnException.Incorrect("path-malformed", "path", "more than 32 segments");
            }
            start = end + 1;
        }
        return segments;
    }

    /** The parameters of a query string; refuses a name given twice. */
    static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        int start = 0;
        while (start < query.length()) {
            int end = query.indexOf('&', start);
            end = end < 0 ? query.length() : end;
            if (end > start) {
                parameter(query, start, end, parameters);
            }
            start = end + 1;
        }
        return parameters;
    }

    private static void parameter(String query, int start, int end, Map<String, String> parameters) {
        int equal = query.indexOf('=', start);
        boolean valued = equal >= 0 && equal < end;
        String name = decode(query, start, valued ? equal : end, true, "query");
        String value = valued ? decode(query, equal + 1, end, true, name) : "";
        if (parameters.putIfAbsent(name, value) != null) {
            throw new CairnException.Incorrect("parameter-repeated", name, "the parameter is given twice");
        }
        if (parameters.size() > PARAMETERS_MAX) {
            throw new CairnException.Incorrect("query-malformed", "query", "more than 32 parameters");
        }
    }

    private static String decode(String text, int start, int end, boolean plusIsSpace, String at) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c == '%' || c > '~' || c < ' ' || (plusIsSpace && c == '+')) {
                return unescape(text, start, end, plusIsSpace, at);
            }
        }
        return text.substring(start, end);
    }

    private static String unescape(String text, int start, int end, boolean plusIsSpace, String at) {
        byte[] bytes = new byte[end - start];
        int length = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes[length++] = (byte) escaped(text, i, end, at);
                i += 2;
            } else if (c > 0xff || c < ' ') {
                throw malformed(at, "holds a character that a URL cannot hold");
            } else {
                bytes[length++] = plusIsSpace && c == '+' ? (byte) ' ' : (byte) c;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw malformed(at, "is not UTF-8");
        }
    }

    private static int escaped(String text, int at, int end, String name) {
        boolean whole =
                at + 2 < end && HexFormat.isHexDigit(text.charAt(at + 1)) && HexFormat.isHexDigit(text.charAt(at + 2));
        if (!whole) {
            throw malformed(name, "holds a % without two hexadecimal digits");
        }
        return HexFormat.fromHexDigits(text, at + 1, at + 3);
    }

    private static CairnException malformed(String at, String what) {
        return new CairnException.Incorrect("url-malformed", at, "the URL's " + at + " " + what);
    }
}
