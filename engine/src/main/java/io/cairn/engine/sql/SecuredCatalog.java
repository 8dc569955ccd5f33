package io.cairn.engine.sql;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.record.SecuredKind;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.schema.Schema;
import io.cairn.h2.schema.Sequence;
import io.cairn.h2.table.Column;
import io.cairn.h2.table.Table;
import io.cairn.h2.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What rights can be on in one catalog. */
final class SecuredCatalog {
    private SecuredCatalog() {}

    /** Tables and views, then sequences. */
    static List<SecuredObject> of(SessionLocal session) {
        List<SecuredObject> objects = new ArrayList<>();
        for (Schema schema : session.getDatabase().getAllSchemas()) {
            for (Table table : schema.getAllTablesAndViews(session)) {
                if (table instanceof TreeTable || table.isView()) {
                    List<String> columns = Arrays.stream(table.getColumns())
                            .map(Column::getName)
                            .toList();
                    objects.add(new SecuredObject(
                            SecuredKind.TABLE, schema.getName(), table.getName(), table.getId(), columns));
                }
            }
            for (Sequence sequence : schema.getAllSequences()) {
                objects.add(new SecuredObject(
                        SecuredKind.SEQUENCE, schema.getName(), sequence.getName(), sequence.getId(), List.of()));
            }
        }
        return objects;
    }

    /** Refuses a condition of a policy that could not be evaluated for rows of a table, or is no condition. */
    static void requireCondition(SessionLocal session, String schema, String table, String condition) {
        Schema found = session.getDatabase().getSchema(schema);
        Table on = found.getTableOrView(session, table);
        TableGuard.Condition made = TableGuard.Condition.of(session, on, "", condition);
        int type = made.test().getType().getValueType();
        if (type != Value.BOOLEAN && type != Value.NULL) {
            throw new CairnException.Refused("sql-42804", "statement", "the condition of a policy must be a truth");
        }
    }
}
