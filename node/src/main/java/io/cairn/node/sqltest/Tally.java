package io.cairn.node.sqltest;

import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was run, and what failed in which way. */
public final class Tally {
    private final Map<String, Long> failures = new TreeMap<>();
    private final List<Failure> kept = new ArrayList<>();
    private final int keptMax;
    private long scripts;
    private long skipped;
    private long queries;
    private long queriesPassed;
    private long statements;
    private long statementsPassed;

    /**
     * Counts from nothing.
     *
     * @param keptMax failures that are kept word for word
     */
    Tally(int keptMax) {
        this.keptMax = keptMax;
    }

    void query(boolean passed) {
        queries++;
        queriesPassed += passed ? 1 : 0;
    }

    void statement(boolean passed) {
        statements++;
        statementsPassed += passed ? 1 : 0;
    }

    void failed(Failure failure) {
        failures.merge(failure.kind(), 1L, Long::sum);
        if (kept.size() < keptMax) {
            kept.add(failure);
        }
    }

    void scriptDone(long skippedRecords) {
        scripts++;
        skipped += skippedRecords;
    }

    void add(Tally other) {
        scripts += other.scripts;
        skipped += other.skipped;
        queries += other.queries;
        queriesPassed += other.queriesPassed;
        statements += other.statements;
        statementsPassed += other.statementsPassed;
        other.failures.forEach((kind, count) -> failures.merge(kind, count, Long::sum));
        kept.addAll(other.kept.subList(0, Math.min(other.kept.size(), keptMax - kept.size())));
    }

    /** Records that were run. */
    public long records() {
        return queries + statements;
    }

    /** Questions that were asked. */
    public long queries() {
        return queries;
    }

    /** Questions with the expected answer. */
    public long queriesPassed() {
        return queriesPassed;
    }

    /** Statements that were run. */
    public long statements() {
        return statements;
    }

    /** Statements that went as expected. */
    public long statementsPassed() {
        return statementsPassed;
    }

    /** How many records failed, by class. */
    public Map<String, Long> failures() {
        return Map.copyOf(failures);
    }

    /** Whether every record went as its script says. */
    public boolean passed() {
        return failures.isEmpty();
    }

    /** The first failures, word for word. */
    public List<Failure> kept() {
        return List.copyOf(kept);
    }

    /** The figures. */
    public Value.Document toDocument() {
        Value.Document.Builder byKind = Value.Document.builder();
        failures.forEach(byKind::put);
        return Value.Document.builder()
                .put("queries", queries)
                .put("queries_passed", queriesPassed)
                .put("statements", statements)
                .put("statements_passed", statementsPassed)
                .put("failures", byKind.build())
                .put("scripts", scripts)
                .put("skipped", skipped)
                .build();
    }
}
