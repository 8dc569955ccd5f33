package io.cairn.node.http;

import java.util.List;
import java.util.Map;

/** What a request is for: path and query, decoded. */
record Target(String path, List<String> segments, Map<String, String> parameters) {
    private static final String SCHEME_END = "://";

    static Target of(String target) {
        String uri = originForm(target);
        int question = uri.indexOf('?');
        String path = question < 0 ? uri : uri.substring(0, question);
        Map<String, String> parameters = question < 0 ? Map.of() : Percent.parameters(uri.substring(question + 1));
        return new Target(path, Percent.segments(path), parameters);
    }

    /** Takes scheme and host off a whole URL, which a client may send to any server (RFC 9112, 3.2.2). */
    private static String originForm(String target) {
        boolean isWhole =
                target.regionMatches(true, 0, "http://", 0, 7) || target.regionMatches(true, 0, "https://", 0, 8);
        if (!isWhole) {
            return target;
        }
        int host = target.indexOf(SCHEME_END) + SCHEME_END.length();
        int end = host;
        while (end < target.length() && "/?".indexOf(target.charAt(end)) < 0) {
            end++;
        }
        String rest = target.substring(end);
        return end == host || rest.startsWith("/") ? rest : "/" + rest;
    }
}
