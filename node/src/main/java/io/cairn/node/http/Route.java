package io.cairn.node.http;

import io.cairn.engine.model.Check;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One operation of the API: what routing needs and what its description says, in one place.
 *
 * @param path the template, for example {@code /v1/databases/{db}}
 * @param lines answers a body of type {@link Response#NDJSON} line by line; null where the route takes none
 */
public record Route(
        String method, String path, Description description, Handler handler, Handler.@Nullable Lines lines) {
    /** Checks that every name in the template is described and the other way round. */
    public Route {
        Check.argument(path.startsWith("/"), "path", "a path starts with /");
        List<String> named = names(path);
        for (String name : named) {
            Check.argument(description.hasPathParameter(name), "path", "undescribed path parameter: " + name);
        }
        for (Parameter parameter : description.parameters()) {
            Check.argument(
                    parameter.inQuery() || named.contains(parameter.name()),
                    "path",
                    "no such path parameter: " + parameter.name());
        }
    }

    /** A route that reads. */
    public static Route get(String path, Description description, Handler handler) {
        return new Route("GET", path, description, handler, null);
    }

    /** A route that changes something, or whose question is a body. */
    public static Route post(String path, Description description, Handler handler) {
        return new Route("POST", path, description, handler, null);
    }

    /** The same, taking a stream of lines as well. */
    public Route withLines(Handler.Lines answerer) {
        return new Route(method, path, description, handler, answerer);
    }

    /** The same, answered by another handler. */
    public Route with(Handler other) {
        return new Route(method, path, description, other, lines);
    }

    int segmentIndex(String name) {
        int index = -1;
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) == '/') {
                index++;
            } else if (path.charAt(i) == '{'
                    && path.startsWith(name, i + 1)
                    && path.charAt(i + 1 + name.length()) == '}') {
                return index;
            }
        }
        throw new IllegalArgumentException(path + " has no segment " + name);
    }

    static boolean isName(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    private static List<String> names(String path) {
        return Percent.segments(path).stream()
                .filter(Route::isName)
                .map(segment -> segment.substring(1, segment.length() - 1))
                .toList();
    }
}
