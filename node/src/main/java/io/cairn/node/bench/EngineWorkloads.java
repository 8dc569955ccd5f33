package io.cairn.node.bench;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.sql.SqlStatement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;
import org.HdrHistogram.Histogram;

/** Single statements in the engine, text to result, on one thread, and what proves a row by its key. */
final class EngineWorkloads {
    private static final int ROWS = 100_000;
    private static final int WITNESS_ROWS = 1_000_000;
    private static final int ROWS_MIN = 100;
    private static final int LOAD_ROWS = 20_000;
    private static final int QUESTIONS = 100;
    private static final double STANDARD_SCALE = 0.1;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MICROS_PER_SECOND = 1e6;
    private static final double PREPARED_AIM = 8;
    private static final double UNPREPARED_AIM = 20;
    private static final double BLOCK_AIM = 40;
    private static final double WITNESS_AIM = 8192;
    private static final byte TREE_PAGE = (byte) 0xC1;
    private static final String SELECT = "select id, name, age from t where id = ";

    /** The statements, and the proof. */
    static final List<String> NAMES = List.of("prepared-select", "unprepared-select", "one-row-block", "witness-point");

    private final BenchSettings settings;
    private final SplittableRandom random;

    private EngineWorkloads(BenchSettings settings) {
        this.settings = settings;
        this.random = new SplittableRandom(settings.seed());
    }

    static List<BenchResult> run(BenchSettings settings) {
        EngineWorkloads workloads = new EngineWorkloads(settings);
        List<BenchResult> results = new ArrayList<>();
        if (NAMES.stream().limit(NAMES.size() - 1).anyMatch(settings::wants)) {
            workloads.statements(results);
        }
        if (settings.wants("witness-point")) {
            results.add(workloads.witness());
        }
        return results;
    }

    private int scaled(int standard) {
        return (int) Math.max(ROWS_MIN, standard * settings.scale() / STANDARD_SCALE);
    }

    private SqlState table(int rows) {
        settings.say("  a table of " + rows + " rows in the engine");
        SqlState state = new SqlState();
        state.change(SqlStatement.of("create table t (id int primary key, name text, age int)"));
        for (int from = 0; from < rows; from += LOAD_ROWS) {
            state.change(SqlStatement.of("insert into t select i, 'name of ' || i, i % 90 from generate_series(" + from
                    + ", " + (Math.min(rows, from + LOAD_ROWS) - 1) + ") i"));
        }
        return state;
    }

    /** Whether a page of the tree, whose second byte is its level, holds no entries itself; a long value's does. */
    private static boolean isAboveLeaves(byte[] page) {
        return page[0] == TREE_PAGE && page[1] > 0;
    }

    private void statements(List<BenchResult> results) {
        int rows = scaled(ROWS);
        SqlState state = table(rows);
        if (settings.wants("prepared-select")) {
            results.add(repeated("prepared-select", PREPARED_AIM, _ -> {
                SqlStatement asked = new SqlStatement(SELECT + "$1", List.of(Value.of(random.nextInt(rows))));
                requireOne(state.query(asked));
            }));
        }
        if (settings.wants("unprepared-select")) {
            results.add(repeated(
                    "unprepared-select",
                    UNPREPARED_AIM,
                    _ -> requireOne(state.query(SqlStatement.of(SELECT + random.nextInt(rows))))));
        }
        if (settings.wants("one-row-block")) {
            results.add(repeated("one-row-block", BLOCK_AIM, added -> {
                List<Value> values = List.of(Value.of(rows + added), Value.of("a name"), Value.of(added % 90));
                state.change(new SqlStatement("insert into t values ($1, $2, $3)", values));
            }));
        }
    }

    private static void requireOne(SqlResult result) {
        if (result.rows().size() != 1) {
            throw new CairnException.Corrupt("row-missing", "t", "the engine lost a row");
        }
    }

    private BenchResult repeated(String name, double aimMicros, LongConsumer operation) {
        settings.say("  " + name);
        // As long to warm up as to measure: compiling H2 takes seconds.
        long done = loop(operation, 0, Measured.histogram());
        Histogram times = Measured.histogram();
        double cpu = CpuTime.ofThread();
        long begin = System.nanoTime();
        long count = loop(operation, done, times) - done;
        double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
        cpu = CpuTime.ofThread() - cpu;
        BenchResult result = BenchResult.of(name, 1, new Measured(count / seconds, times, -1, Machine.load()))
                .with("mean_us", seconds * MICROS_PER_SECOND / count)
                .with("p50_us", times.getValueAtPercentile(50) / 1000.0)
                .with("cpu_us", cpu * MICROS_PER_SECOND / count)
                .with("aim_us", aimMicros);
        settings.say("  " + BenchReport.line(result));
        return result;
    }

    private long loop(LongConsumer operation, long from, Histogram times) {
        long end = System.nanoTime() + (long) (settings.seconds() * NANOS_PER_SECOND);
        long done = from;
        for (long before = System.nanoTime(); before < end; done++) {
            operation.accept(done);
            long after = System.nanoTime();
            times.recordValue(after - before);
            before = after;
        }
        return done;
    }

    /**
     * The bytes of the pages that prove a row by its key: all of them, and those that are not the catalog's. Pages above
     * the leaves are never counted as the catalog's: they change with every block.
     */
    private BenchResult witness() {
        int rows = scaled(WITNESS_ROWS);
        SqlState state = table(rows);
        settings.say("  witness-point");
        Set<Hash> catalog = new HashSet<>();
        state.open((hash, page) -> {
            if (!isAboveLeaves(page)) {
                catalog.add(hash);
            }
        });
        long[] all = {0};
        long[] beyond = {0};
        for (int i = 0; i < QUESTIONS; i++) {
            SqlStatement asked =
                    new SqlStatement("select * from t where id = $1", List.of(Value.of(random.nextInt(rows))));
            requireOne(state.query(asked, (hash, page) -> {
                all[0] += page.length;
                beyond[0] += catalog.contains(hash) ? 0 : page.length;
            }));
        }
        BenchResult result = BenchResult.figure("witness-point", "bytes", all[0] / (double) QUESTIONS)
                .with("beyond_catalog_bytes", beyond[0] / (double) QUESTIONS)
                .with("rows", rows)
                .with("aim_bytes", WITNESS_AIM);
        settings.say("  " + BenchReport.line(result));
        return result;
    }
}
