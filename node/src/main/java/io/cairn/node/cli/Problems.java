package io.cairn.node.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What was wrong with a file, line by line: the first thousand in words, all of them counted. */
final class Problems {
    private static final int KEPT_MAX = 1_000;

    private final List<String> first = new ArrayList<>();
    private long count;

    void add(String problem) {
        count++;
        if (first.size() < KEPT_MAX) {
            first.add(problem);
        }
    }

    long count() {
        return count;
    }

    List<String> first() {
        return Collections.unmodifiableList(first);
    }
}
