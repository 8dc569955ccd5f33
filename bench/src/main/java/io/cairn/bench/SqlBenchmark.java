package io.cairn.bench;

import io.cairn.engine.model.Value;
import io.cairn.engine.sql.SqlContext;
import io.cairn.engine.sql.SqlEngine;
import io.cairn.engine.sql.SqlLimits;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.sql.SqlStatement;
import io.cairn.engine.state.Overlay;
import io.cairn.engine.tree.Edits;
import io.cairn.engine.tree.MemoryPageStore;
import io.cairn.engine.tree.Merge;
import io.cairn.engine.tree.StateTree;
import io.cairn.engine.tree.TreeRoot;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Single statements on a table of 100,000 rows in memory, text to result, without journal, signatures and transport. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@SuppressWarnings("NullAway.Init")
public class SqlBenchmark {
    private static final int ROWS = 100_000;
    private static final int BATCH = 500;
    private static final long TIME_MILLIS = 1_600_000_000_000L;

    private final MemoryPageStore pages = new MemoryPageStore();
    private final StateTree tree = new StateTree(pages, 1);
    private final SqlEngine engine = new SqlEngine();
    private TreeRoot root;
    private long statements;
    private long added = ROWS;

    /** Makes the table. */
    @Setup(Level.Trial)
    public void fill() {
        root = tree.empty();
        change(SqlStatement.of("create table t (id int primary key, name text, age int)"));
        for (int from = 0; from < ROWS; from += BATCH) {
            StringBuilder rows = new StringBuilder("insert into t values ");
            for (int id = from; id < from + BATCH; id++) {
                rows.append(id == from ? "" : ", ").append("(" + id + ", 'name of " + id + "', " + id % 90 + ")");
            }
            change(SqlStatement.of(rows.toString()));
        }
    }

    private SqlContext context(SqlLimits limits) {
        return new SqlContext(TIME_MILLIS, ++statements, "", limits);
    }

    private SqlResult ask(SqlStatement statement) {
        return engine.query(tree.view(root), context(SqlLimits.forQueries()), statement);
    }

    /** As a block of one mutation does it: what the statement is, then the statement, then the new root. */
    private TreeRoot change(SqlStatement statement) {
        Overlay edits = new Overlay(tree.view(root));
        SqlContext context = context(SqlLimits.forChanges());
        engine.isDefinition(edits, context, statement);
        engine.change(edits, context, statement);
        Edits.Builder batch = Edits.builder();
        edits.forEach(batch::edit);
        Merge merge = tree.merge(root, batch.build());
        for (long page : merge.replacedPages()) {
            pages.delete(page);
        }
        root = merge.root();
        return root;
    }

    private long anyId() {
        return (statements * 7_919) % ROWS;
    }

    /** A row by its key, asked in the same words every time. */
    @Benchmark
    public SqlResult preparedPointSelect() {
        return ask(new SqlStatement("select id, name, age from t where id = $1", List.of(Value.of(anyId()))));
    }

    /** A row by its key, asked in new words every time. */
    @Benchmark
    public SqlResult unpreparedPointSelect() {
        return ask(SqlStatement.of("select id, name, age from t where id = " + anyId()));
    }

    /** A row more, and the new root with its hash. */
    @Benchmark
    public TreeRoot oneRowBlock() {
        return change(new SqlStatement(
                "insert into t values ($1, $2, $3)",
                List.of(Value.of(added++), Value.of("a name"), Value.of(statements % 90))));
    }
}
