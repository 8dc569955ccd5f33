package io.cairn.node.sqltest;

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

/** A state in memory on which statements run one by one; a refused one leaves nothing. */
final class TestDatabase {
    private static final long TIME_MILLIS = 1_600_000_000_000L;

    private final MemoryPageStore pages = new MemoryPageStore();
    private final StateTree tree = new StateTree(pages, 1);
    private final SqlEngine engine = new SqlEngine();
    private TreeRoot root = tree.empty();
    private long statements;

    /** Carries out a statement. */
    void change(String sql) {
        Overlay edits = new Overlay(tree.view(root));
        engine.change(edits, context(SqlLimits.forChanges()), SqlStatement.of(sql));
        if (edits.size() > 0) {
            Edits.Builder batch = Edits.builder();
            edits.forEach(batch::edit);
            Merge merge = tree.merge(root, batch.build());
            root = merge.root();
            for (long page : merge.replacedPages()) {
                pages.delete(page);
            }
        }
    }

    /** Answers a question. */
    SqlResult ask(String sql) {
        return engine.query(tree.view(root), context(SqlLimits.forQueries()), SqlStatement.of(sql));
    }

    private SqlContext context(SqlLimits limits) {
        return new SqlContext(TIME_MILLIS, ++statements, "", limits);
    }
}
