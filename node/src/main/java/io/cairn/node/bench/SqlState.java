package io.cairn.node.bench;

import io.cairn.engine.sql.SqlContext;
import io.cairn.engine.sql.SqlEngine;
import io.cairn.engine.sql.SqlLimits;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.sql.SqlStatement;
import io.cairn.engine.state.Overlay;
import io.cairn.engine.tree.Edits;
import io.cairn.engine.tree.MemoryPageStore;
import io.cairn.engine.tree.Merge;
import io.cairn.engine.tree.PageTracker;
import io.cairn.engine.tree.StateTree;
import io.cairn.engine.tree.TreeRoot;

/** The engine on a state tree in memory: no journal, no signatures, no transport. */
final class SqlState {
    private static final long TIME_MILLIS = 1_600_000_000_000L;

    private final MemoryPageStore pages = new MemoryPageStore();
    private final StateTree tree = new StateTree(pages, 1);
    private final SqlEngine engine = new SqlEngine();
    private TreeRoot root = tree.empty();
    private long statements;

    private SqlContext context(SqlLimits limits) {
        return new SqlContext(TIME_MILLIS, ++statements, "", limits);
    }

    /** Carries out a statement as a block of one mutation does, up to the new root with its hash. */
    void change(SqlStatement statement) {
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
    }

    /** Answers a question with the catalog at hand. */
    SqlResult query(SqlStatement statement) {
        return engine.query(tree.view(root), context(SqlLimits.forQueries()), statement);
    }

    /** Answers a question as whoever proves or checks an answer does, and tells of every page that is loaded. */
    SqlResult query(SqlStatement statement, PageTracker loaded) {
        return new SqlEngine().query(tree.view(root, loaded), context(SqlLimits.forQueries()), statement);
    }

    /** Reads the catalog, and tells of every page that is loaded. */
    void open(PageTracker loaded) {
        new SqlEngine().open(tree.view(root, loaded));
    }
}
