package io.cairn.engine.pgcatalog;

import io.cairn.h2.result.Row;
import io.cairn.h2.schema.Schema;
import io.cairn.h2.table.Table;
import java.util.HashMap;
import java.util.List;

/** The tables of the two system schemas. */
final class SystemTables {
    /** Above this stand the ids of H2's own objects. */
    private static final int FIRST_ID = -2_000;

    private SystemTables() {}

    /** The tables of one of them, by name. H2 asks for them by name and sorts them when it lists them. */
    static HashMap<String, Table> of(Schema schema) {
        HashMap<String, Table> tables = new HashMap<>();
        CatalogObjects objects = new CatalogObjects(schema.getDatabase());
        for (int i = 0; i < Layouts.ALL.size(); i++) {
            TableLayout layout = Layouts.ALL.get(i);
            if (layout.schema().equals(schema.getName())) {
                tables.put(
                        layout.name(),
                        new SystemTable(schema, FIRST_ID - i, layout, objects, () -> rows(layout, objects)));
            }
        }
        if (schema.getName().equals("pg_catalog")) {
            tables.put(NumbersTable.NAME, new NumbersTable(schema, FIRST_ID - Layouts.ALL.size(), objects));
        }
        return tables;
    }

    private static List<Row> rows(TableLayout layout, CatalogObjects objects) {
        Rows rows = new Rows(layout);
        switch (layout.schema()) {
            case "pg_catalog" -> PgTables.fill(layout.name(), rows, objects);
            default -> InformationTables.fill(layout.name(), rows, objects);
        }
        return rows.all();
    }
}
