package io.cairn.node.http;

import java.util.List;
import java.util.Map;

/** What a request is for: path and query, decoded. */
record Target(String path, List<String> segments, Map<String, String> parameters) {
    static Target of(String uri) {
        int question = uri.indexOf('?');
        String path = question < 0 ? uri : uri.substring(0, question);
        Map<String, String> parameters = question < 0 ? Map.of() : Percent.parameters(uri.substring(question + 1));
        return new Target(path, Percent.segments(path), parameters);
    }
}
