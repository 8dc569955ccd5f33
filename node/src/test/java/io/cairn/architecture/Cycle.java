package io.cairn.architecture;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks for a cycle in a directed graph. */
final class Cycle {
    private final Map<String, Set<String>> graph;
    private final Set<String> path = new LinkedHashSet<>();
    private final Set<String> done = new LinkedHashSet<>();

    private Cycle(Map<String, Set<String>> graph) {
        this.graph = graph;
    }

    /** The nodes of one cycle, first and last the same, or an empty list. */
    static List<String> find(Map<String, Set<String>> graph) {
        Cycle search = new Cycle(graph);
        for (String node : graph.keySet()) {
            List<String> cycle = search.visit(node);
            if (!cycle.isEmpty()) {
                return cycle;
            }
        }
        return List.of();
    }

    private List<String> visit(String node) {
        if (done.contains(node)) {
            return List.of();
        }
        if (!path.add(node)) {
            List<String> cycle = new ArrayList<>(path);
            cycle.add(node);
            return cycle.subList(cycle.indexOf(node), cycle.size());
        }
        for (String next : graph.getOrDefault(node, Set.of())) {
            List<String> cycle = visit(next);
            if (!cycle.isEmpty()) {
                return cycle;
            }
        }
        path.remove(node);
        done.add(node);
        return List.of();
    }
}
