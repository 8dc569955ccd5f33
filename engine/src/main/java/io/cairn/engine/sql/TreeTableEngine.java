package io.cairn.engine.sql;

import io.cairn.h2.api.ErrorCode;
import io.cairn.h2.api.TableEngine;
import io.cairn.h2.command.ddl.CreateTableData;
import io.cairn.h2.deterministic.Handover;
import io.cairn.h2.message.DbException;
import io.cairn.h2.table.Table;
import java.util.Objects;

/** Makes every table that H2 asks for, its catalog's included. H2 makes one of these by name for each database. */
public final class TreeTableEngine implements TableEngine {
    private final Binding binding = (Binding) Objects.requireNonNull(Handover.take());

    /** Belongs to the catalog that the thread is opening. */
    public TreeTableEngine() {}

    @Override
    public Table createTable(CreateTableData data) {
        if (data.temporary) {
            throw DbException.get(ErrorCode.FEATURE_NOT_SUPPORTED_1, "temporary tables");
        }
        return data.id == 0 ? new CatalogTable(data, binding) : new TreeTable(data, binding);
    }
}
