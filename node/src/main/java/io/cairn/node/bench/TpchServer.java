package io.cairn.node.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Who answers TPC-H's queries. */
interface TpchServer extends AutoCloseable {
    /** How it is called in the figures. */
    String name();

    /** Makes the tables and indexes and puts in the rows. */
    void load(Map<String, Path> files);

    /** Answers a query again and again; the first time is not counted. */
    Answered answer(String query, int times);

    @Override
    void close();

    /**
     * An answer.
     *
     * @param rows cells as texts
     * @param nanos how long each time took
     */
    record Answered(List<List<String>> rows, List<Long> nanos) {}
}
