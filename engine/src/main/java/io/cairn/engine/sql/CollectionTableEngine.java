package io.cairn.engine.sql;

import io.cairn.h2.api.TableEngine;
import io.cairn.h2.command.ddl.CreateTableData;
import io.cairn.h2.deterministic.Handover;
import io.cairn.h2.table.Table;
import java.util.Objects;

/** Makes the tables of collections, whose number is the parameter. H2 makes it by its name. */
public final class CollectionTableEngine implements TableEngine {
    private final Binding binding = (Binding) Objects.requireNonNull(Handover.take());

    /** Belongs to the catalog that the thread is opening. */
    public CollectionTableEngine() {}

    @Override
    public Table createTable(CreateTableData data) {
        return new CollectionTable(data, binding, Integer.parseInt(data.tableEngineParams.getFirst()));
    }
}
