package io.cairn.engine.sql;

import io.cairn.engine.dialect.Dialect;
import io.cairn.engine.dialect.Statement;
import io.cairn.engine.view.MapView;

/** Answers statements about several states. Each starts from no catalog, so that provers and verifiers read the same. */
public final class TimeTravel {
    private TimeTravel() {}

    /** Answers {@code SHOW HISTORY} as of the state after a block. */
    public static SqlResult history(
            MapView state, long height, SqlContext context, SqlStatement statement, SqlPast past) {
        StatementBounds.require(statement.text());
        return Worlds.run(
                context,
                () -> H2Catalog.open(state)
                        .reading(
                                state,
                                context,
                                session -> new SqlHistory(session, context, past).answer(statement, state, height)));
    }

    /** Answers {@code SHOW READS} as of the state after a block. */
    public static SqlResult reads(MapView state, SqlContext context, SqlStatement statement, SqlPast past) {
        StatementBounds.require(statement.text());
        return Worlds.run(
                context,
                () -> H2Catalog.open(state).reading(state, context, session -> {
                    var read = (Statement.Reads) Dialect.read(statement.text(), new CatalogLookup(session));
                    return new SqlReads(session, context, past).answer(read, state);
                }));
    }

    /** Answers {@code DIFF} between the states after two blocks. */
    public static SqlResult difference(
            SqlTarget.Difference heights, SqlContext context, SqlStatement statement, SqlPast past) {
        StatementBounds.require(statement.text());
        MapView from = past.state(heights.from());
        MapView to = past.state(heights.to());
        return Worlds.run(context, () -> {
            H2Catalog older = H2Catalog.open(from);
            H2Catalog newer = H2Catalog.open(to);
            return older.reading(
                    from,
                    context,
                    before -> newer.reading(to, context, after -> {
                        var read = (Statement.Difference) Dialect.read(statement.text(), new CatalogLookup(after));
                        return new SqlDifference(context)
                                .between(
                                        new SqlDifference.Side(
                                                before, from, heights.from(), PastTables.find(before, read.table())),
                                        new SqlDifference.Side(
                                                after, to, heights.to(), PastTables.find(after, read.table())),
                                        read.table(),
                                        past);
                    }));
        });
    }
}
