package io.cairn.engine.pgcatalog;

import io.cairn.h2.command.query.Query;
import io.cairn.h2.command.query.SelectUnion;
import io.cairn.h2.deterministic.Deterministic;
import io.cairn.h2.result.LocalResult;
import io.cairn.h2.result.ResultInterface;
import io.cairn.h2.value.Value;

/**
 * The steps of a recursive query. Where its parts are put together by UNION, a row that it has given before is not given
 * again, nor gone on from, so that a way round a circle ends. H2 takes UNION for UNION ALL there.
 */
final class Recursion {
    private final SelectUnion union;
    private final LocalResult given;

    private Recursion(SelectUnion union) {
        this.union = union;
        this.given = union.getEmptyResult();
        given.setDistinct();
    }

    /** The query that the recursion begins with. */
    static Query begin(SelectUnion union) {
        if (union.getUnionType() == SelectUnion.UnionType.UNION) {
            Recursion recursion = new Recursion(union);
            Deterministic.keep(union.getLeft(), recursion);
            Deterministic.keep(union.getRight(), recursion);
        }
        return union.getLeft();
    }

    /** The rows of a step. */
    static ResultInterface step(Query query, long rowsMax) {
        ResultInterface result = query.query(rowsMax);
        return Deterministic.kept(query) instanceof Recursion recursion ? recursion.fresh(result) : result;
    }

    private ResultInterface fresh(ResultInterface result) {
        LocalResult fresh = union.getEmptyResult();
        while (result.next()) {
            Value[] row = result.currentRow();
            if (!given.containsDistinct(row)) {
                given.addRow(row);
                fresh.addRow(row);
            }
        }
        fresh.done();
        return fresh;
    }
}
