package io.cairn.engine.mutation;

import java.util.List;
import java.util.TreeMap;

/** Paths of which none is inside another. */
final class PathTree {
    private final TreeMap<String, PathTree> inner = new TreeMap<>();
    private boolean isEnd;

    /** Adds a path; false where it is there, or inside one that is, or one that is there is inside it. */
    boolean add(List<String> names) {
        if (isEnd || (names.isEmpty() && !inner.isEmpty())) {
            return false;
        }
        if (names.isEmpty()) {
            isEnd = true;
            return true;
        }
        return inner.computeIfAbsent(names.getFirst(), _ -> new PathTree()).add(names.subList(1, names.size()));
    }
}
