package io.cairn.node.http;

import io.cairn.engine.model.Check;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The table of routes, from which requests are routed and the API is described. Immutable.
 *
 * <p>A literal segment goes before a named one, so {@code blocks/head} may stand beside {@code blocks/{height}}.
 */
public final class Routes {
    private static final String DESCRIPTION_PATH = "/openapi.json";

    private final List<Route> all;
    private final Node root = new Node();

    private Routes(List<Route> all) {
        this.all = List.copyOf(all);
        all.forEach(this::insert);
    }

    /**
     * A table of these routes and of {@code GET /openapi.json}, which describes them.
     *
     * @param version the API's version as described
     * @param schemas schemas that routes refer to by name
     */
    public static Routes of(String version, List<Route> routes, Map<String, Value.Document> schemas) {
        List<Route> all = new ArrayList<>(routes);
        byte[][] text = new byte[1][];
        all.add(Route.get(
                DESCRIPTION_PATH,
                Description.of("This description").answers(Content.json(Schemas.object())),
                Handler.direct(_ -> Response.of(200, Response.JSON, text[0]))));
        text[0] = Response.json(OpenApi.of(version, all, schemas)).body();
        return new Routes(all);
    }

    /** Every route, in the order given. */
    public List<Route> all() {
        return all;
    }

    /** The routes of a path by method; null where no template matches. */
    @Nullable
    Map<String, Route> match(List<String> segments) {
        Node node = find(root, segments, 0);
        return node == null ? null : node.methods;
    }

    private static @Nullable Node find(Node node, List<String> segments, int index) {
        if (index == segments.size()) {
            return node.methods.isEmpty() ? null : node;
        }
        Node literal = node.literals.get(segments.get(index));
        Node found = literal == null ? null : find(literal, segments, index + 1);
        if (found == null && node.named != null && !segments.get(index).isEmpty()) {
            return find(node.named, segments, index + 1);
        }
        return found;
    }

    private void insert(Route route) {
        Node node = root;
        for (String segment : Percent.segments(route.path())) {
            node = Route.isName(segment) ? node.named() : node.literals.computeIfAbsent(segment, _ -> new Node());
        }
        Check.argument(
                node.methods.putIfAbsent(route.method(), route) == null,
                "path",
                "two routes for " + route.method() + " " + route.path());
    }

    private static final class Node {
        private final Map<String, Node> literals = new LinkedHashMap<>();
        private final Map<String, Route> methods = new TreeMap<>();
        private @Nullable Node named;

        private Node named() {
            if (named == null) {
                named = new Node();
            }
            return named;
        }
    }
}
