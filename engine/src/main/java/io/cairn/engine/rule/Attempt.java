package io.cairn.engine.rule;

import io.cairn.engine.model.Account;
import io.cairn.engine.model.Value;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One write of a document as rules see it.
 *
 * @param function as sent: add, set, update, upsert or delete
 * @param method the name of a custom query, or null
 * @param path the names of collections and documents down to the document, its id last
 * @param request the data as sent, with its operators; empty for a delete
 * @param before the document as it was, or null
 * @param setter who added it, or null
 * @param after the document as it would be; null for a delete
 */
public record Attempt(
        String function,
        @Nullable String method,
        List<String> path,
        Value.Document request,
        Value.@Nullable Document before,
        @Nullable Account setter,
        Value.@Nullable Document after) {
    /** Copies the path. */
    public Attempt {
        path = List.copyOf(path);
    }

    /** A write of a document that is not there yet. */
    public static Attempt creation(
            String function, @Nullable String method, List<String> path, Value.Document request) {
        return new Attempt(function, method, path, request, null, null, request);
    }

    /** The same write of a document that is this before and would be that afterwards; null where there is none. */
    public Attempt of(@Nullable Value documentBefore, @Nullable Account whoAdded, @Nullable Value documentAfter) {
        return new Attempt(
                function,
                method,
                path,
                request,
                documentBefore instanceof Value.Document then ? then : null,
                whoAdded,
                documentAfter instanceof Value.Document now ? now : null);
    }

    /** What happens to the document: create, update or delete. */
    public String operation() {
        if (after == null) {
            return "delete";
        }
        return before == null ? "create" : "update";
    }

    /** The custom query's name, or else the operation. */
    String methodName() {
        return method == null ? operation() : method;
    }

    /** The document's id. */
    String id() {
        return path.getLast();
    }

    /** The names by which rules mean this write. A custom query is never meant by the name of its function alone. */
    Set<String> names() {
        TreeSet<String> names = new TreeSet<>();
        String named = methodName();
        names.add("write");
        names.add(operation());
        names.add(function);
        names.add(named);
        names.add(function + ":" + named);
        names.add(operation() + ":" + named);
        names.add("write:" + named);
        return names;
    }
}
