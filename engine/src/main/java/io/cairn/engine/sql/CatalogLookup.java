package io.cairn.engine.sql;

import io.cairn.engine.dialect.TableLookup;
import io.cairn.engine.dialect.TableName;
import io.cairn.h2.constraint.Constraint;
import io.cairn.h2.constraint.ConstraintUnique;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.index.Index;
import io.cairn.h2.schema.Schema;
import io.cairn.h2.util.HasSQL;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What rewrites ask of the tables of a catalog. */
record CatalogLookup(SessionLocal session) implements TableLookup {
    @Override
    public Optional<Table> table(TableName name) {
        String schemaName = name.schema().orElse(session.getCurrentSchemaName());
        Schema schema = session.getDatabase().findSchema(schemaName);
        io.cairn.h2.table.Table found = schema == null ? null : schema.findTableOrView(session, name.name());
        return found == null ? Optional.empty() : Optional.of(describe(found));
    }

    private static Table describe(io.cairn.h2.table.Table found) {
        List<Column> columns = new ArrayList<>();
        for (io.cairn.h2.table.Column column : found.getVisibleColumns()) {
            String type = column.getType()
                    .getSQL(new StringBuilder(), HasSQL.DEFAULT_SQL_FLAGS)
                    .toString();
            columns.add(new Column(column.getName(), type));
        }
        List<UniqueKey> keys = new ArrayList<>();
        List<Index> indexes = found.getIndexes();
        for (Index index : indexes == null ? List.<Index>of() : indexes) {
            if (index.getIndexType().isUnique()) {
                keys.add(new UniqueKey(constraint(found, index), columns(index)));
            }
        }
        return new Table(columns, keys);
    }

    @SuppressWarnings("ReferenceEquality") // an index is itself only
    private static Optional<String> constraint(io.cairn.h2.table.Table found, Index index) {
        for (Constraint constraint : found.getConstraints()) {
            if (constraint instanceof ConstraintUnique && constraint.getIndex() == index) {
                return Optional.of(constraint.getName());
            }
        }
        return Optional.empty();
    }

    private static List<String> columns(Index index) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < index.getUniqueColumnCount(); i++) {
            names.add(index.getColumns()[i].getName());
        }
        return names;
    }
}
