package io.cairn.engine.pgcatalog;

import io.cairn.h2.command.Parser;
import io.cairn.h2.command.query.Query;
import io.cairn.h2.command.query.SelectUnion;
import io.cairn.h2.deterministic.Deterministic;
import io.cairn.h2.result.LocalResult;
import io.cairn.h2.result.ResultInterface;
import io.cairn.h2.table.Column;
import io.cairn.h2.table.QueryExpressionTable;
import io.cairn.h2.table.ShadowTable;
import io.cairn.h2.table.Table;
import io.cairn.h2.value.TypeInfo;
import io.cairn.h2.value.Value;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Recursive queries as PostgreSQL has them. Where its parts are put together by UNION, a row that it has given before is not given
 * again, nor gone on from, so that a way round a circle ends. H2 takes UNION for UNION ALL there.
 */
final class Recursion {
    /** What reading a query once more is counted for, in steps of planning. */
    private static final int READING = 300;

    private final SelectUnion union;
    private final LocalResult given;

    private Recursion(SelectUnion union) {
        this.union = union;
        this.given = union.getEmptyResult();
        given.setDistinct();
    }

    /**
     * Reads a query of WITH. One that names itself is read a second time, with columns of the types that its first part
     * has: to H2 they are texts, until it is prepared.
     */
    static Query parse(Parser parser) {
        int from = parser.tokenIndex;
        Query query = parser.parseQuery();
        Map.Entry<String, Table> last = parser.queryScope.tableSubqueries.lastEntry();
        boolean isRecursive = last != null && last.getValue() instanceof ShadowTable;
        if (!isRecursive || !(query instanceof SelectUnion union) || !hasTypes(last.getValue(), union.getLeft())) {
            return query;
        }
        // Each level within others doubles what is read.
        Deterministic.plan(READING);
        parser.setTokenIndex(from);
        return parser.parseQuery();
    }

    /** Gives the table the types of a query's columns; false where there are not as many. */
    private static boolean hasTypes(Table shadow, Query first) {
        Column[] columns = shadow.getColumns();
        String[] names = Stream.of(columns).map(Column::getName).toArray(String[]::new);
        List<Column> known = QueryExpressionTable.createQueryColumnTemplateList(names, first, true);
        if (columns.length == 0 || known.size() != columns.length) {
            return false;
        }
        Column[] typed = new Column[columns.length];
        for (int i = 0; i < columns.length; i++) {
            TypeInfo type = known.get(i).getType();
            boolean isKnown = type.getValueType() != Value.NULL && type.getValueType() != Value.UNKNOWN;
            typed[i] = new Column(names[i], isKnown ? widest(type) : columns[i].getType());
        }
        shadow.setColumns(typed);
        return true;
    }

    /** What the recursion makes may be longer than what it begins with. */
    private static TypeInfo widest(TypeInfo type) {
        boolean isNumeric = type.getValueType() == Value.NUMERIC;
        return isNumeric || type.getValueType() == Value.ARRAY ? type : TypeInfo.getTypeInfo(type.getValueType());
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
