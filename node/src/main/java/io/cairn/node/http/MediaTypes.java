package io.cairn.node.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Content types and what a client says that it accepts (RFC 9110, 12.5.1); weights beyond "not at all" are ignored. */
final class MediaTypes {
    private MediaTypes() {}

    /** The type without parameters, in lower case; empty where absent. */
    static String essence(@Nullable String contentType) {
        if (contentType == null) {
            return "";
        }
        int semicolon = contentType.indexOf(';');
        String bare = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
        return bare.strip().toLowerCase(Locale.ROOT);
    }

    static boolean accepts(@Nullable String accept, String contentType) {
        if (accept == null || accept.isBlank() || accept.equals("*/*")) {
            return true;
        }
        String wanted = essence(contentType);
        int start = 0;
        while (start < accept.length()) {
            int end = accept.indexOf(',', start);
            end = end < 0 ? accept.length() : end;
            String range = accept.substring(start, end);
            if (matches(essence(range), wanted) && !isWeightless(range)) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }

    private static boolean matches(String range, String wanted) {
        if (range.equals("*/*") || range.equals(wanted)) {
            return true;
        }
        return range.endsWith("/*") && wanted.startsWith(range.substring(0, range.length() - 1));
    }

    private static boolean isWeightless(String range) {
        int weight = range.indexOf("q=0");
        if (weight < 0) {
            return false;
        }
        for (int i = weight + 3; i < range.length(); i++) {
            char c = range.charAt(i);
            if (c >= '1' && c <= '9') {
                return false;
            }
        }
        return true;
    }
}
