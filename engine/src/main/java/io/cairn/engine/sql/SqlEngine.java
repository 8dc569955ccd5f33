package io.cairn.engine.sql;

import io.cairn.engine.dialect.Dialect;
import io.cairn.engine.dialect.Statement;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.record.CollectionSchema;
import io.cairn.engine.view.EditableMap;
import io.cairn.engine.view.MapView;
import io.cairn.h2.command.CommandInterface;
import io.cairn.h2.command.Prepared;
import io.cairn.h2.deterministic.Context;
import io.cairn.h2.deterministic.Deterministic;
import io.cairn.h2.deterministic.OutgrownException;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.expression.Parameter;
import io.cairn.h2.message.DbException;
import io.cairn.h2.result.ResultInterface;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs SQL statements on states. Keeps the catalogs it met lately, and nothing else, so that one engine serves any
 * states of any databases. Not thread-safe.
 *
 * <p>The same statement, context and state give the same result and the same edits on every machine. A refused
 * statement is a {@link CairnException.Refused} whose code is {@code sql-} and an SQLSTATE.
 */
public final class SqlEngine {
    private static final int CATALOGS_MAX = 16;

    private final Map<Hash, H2Catalog> catalogs = new LinkedHashMap<>(16, 0.75f, true);

    /** An engine that has met no catalog. */
    public SqlEngine() {}

    /**
     * Answers a question; {@code sql-25006} for a statement that changes anything. {@code DESCRIBE} before any statement
     * asks for its parameters and columns instead of running it.
     */
    public SqlResult query(MapView state, SqlContext context, SqlStatement statement) {
        StatementBounds.require(statement.text());
        if (Description.isAsked(statement.text())) {
            return guarded(
                    context,
                    () -> catalog(state)
                            .reading(
                                    state,
                                    context,
                                    session -> Description.of(
                                            session, read(session, Description.described(statement.text())))));
        }
        return guarded(
                context,
                () -> catalog(state).asking(state, context, statement.text(), plan -> {
                    if (plan.kind() != SqlKind.QUERY) {
                        throw new CairnException.Refused("sql-25006", "statement", "a question cannot change anything");
                    }
                    plan.bind(statement.parameters());
                    return rows(plan.prepared(), context);
                }));
    }

    /**
     * Carries out a statement. After a refusal the state holds edits of a part of it, which the caller takes back.
     */
    public SqlResult change(EditableMap state, SqlContext context, SqlStatement statement) {
        StatementBounds.require(statement.text());
        return guarded(context, () -> {
            H2Catalog catalog = catalog(state);
            if (catalog.kind(state, context, statement.text()) == SqlKind.DEFINITION) {
                return H2Catalog.open(state)
                        .editing(state, true, context, session -> run(prepare(session, statement), context));
            }
            return catalog.changing(state, context, statement.text(), plan -> {
                plan.bind(statement.parameters());
                return run(plan.prepared(), context);
            });
        });
    }

    private static SqlResult run(Prepared prepared, SqlContext context) {
        return prepared.isQuery() ? rows(prepared, context) : new SqlResult(List.of(), List.of(), prepared.update());
    }

    /**
     * Gives the tables of a state the one of a collection.
     *
     * @param wasTable whether it has one, which is dropped; refused where views stand on it
     * @param schema null where the collection is a table no more
     */
    public void defineCollection(
            EditableMap state,
            SqlContext context,
            String name,
            int number,
            boolean wasTable,
            @Nullable CollectionSchema schema) {
        guarded(context, () -> {
            if (wasTable) {
                String drop = "DROP TABLE " + CollectionColumns.quoted(name) + " RESTRICT";
                H2Catalog.open(state).defineCollection(state, context, drop);
            }
            if (schema != null) {
                String create = CollectionColumns.definition(name, number, schema);
                H2Catalog.open(state).defineCollection(state, context, create);
            }
            return wasTable;
        });
    }

    /** What a statement does; {@code sql-0A000} for one that nobody may run here. */
    public SqlKind kind(MapView state, SqlContext context, SqlStatement statement) {
        StatementBounds.require(statement.text());
        return guarded(context, () -> catalog(state).kind(state, context, statement.text()));
    }

    static SqlKind kind(Prepared prepared) {
        return switch (prepared.getType()) {
            case CommandInterface.SELECT, CommandInterface.EXPLAIN ->
                prepared.isReadOnly() ? SqlKind.QUERY : SqlKind.CHANGE;
            case CommandInterface.INSERT,
                    CommandInterface.UPDATE,
                    CommandInterface.DELETE,
                    CommandInterface.MERGE,
                    CommandInterface.TRUNCATE_TABLE -> SqlKind.CHANGE;
            case CommandInterface.CREATE_TABLE,
                    CommandInterface.CREATE_VIEW,
                    CommandInterface.CREATE_INDEX,
                    CommandInterface.CREATE_SEQUENCE,
                    CommandInterface.CREATE_SCHEMA,
                    CommandInterface.CREATE_DOMAIN,
                    CommandInterface.DROP_TABLE,
                    CommandInterface.DROP_VIEW,
                    CommandInterface.DROP_INDEX,
                    CommandInterface.DROP_SEQUENCE,
                    CommandInterface.DROP_SCHEMA,
                    CommandInterface.DROP_DOMAIN,
                    CommandInterface.ALTER_INDEX_RENAME,
                    CommandInterface.ALTER_SEQUENCE,
                    CommandInterface.ALTER_SCHEMA_RENAME,
                    CommandInterface.ALTER_VIEW,
                    CommandInterface.ALTER_TABLE_ALTER_COLUMN_NOT_NULL,
                    CommandInterface.ALTER_TABLE_ALTER_COLUMN_RENAME,
                    CommandInterface.ALTER_TABLE_ALTER_COLUMN_CHANGE_TYPE,
                    CommandInterface.ALTER_TABLE_ALTER_COLUMN_DEFAULT,
                    CommandInterface.ALTER_TABLE_ALTER_COLUMN_DROP_NOT_NULL,
                    CommandInterface.ALTER_TABLE_ADD_COLUMN,
                    CommandInterface.ALTER_TABLE_DROP_COLUMN,
                    CommandInterface.ALTER_TABLE_RENAME,
                    CommandInterface.ALTER_TABLE_RENAME_CONSTRAINT,
                    CommandInterface.ALTER_TABLE_ADD_CONSTRAINT_UNIQUE,
                    CommandInterface.ALTER_TABLE_ADD_CONSTRAINT_PRIMARY_KEY,
                    CommandInterface.ALTER_TABLE_ADD_CONSTRAINT_CHECK,
                    CommandInterface.ALTER_TABLE_ADD_CONSTRAINT_REFERENTIAL,
                    CommandInterface.ALTER_TABLE_DROP_CONSTRAINT,
                    CommandInterface.COMMENT -> SqlKind.DEFINITION;
            default ->
                throw new CairnException.Refused("sql-0A000", "statement", "statements of this kind are not run here");
        };
    }

    private H2Catalog catalog(MapView state) {
        Hash name = Binding.catalogName(state);
        H2Catalog known = catalogs.get(name);
        if (known == null) {
            known = H2Catalog.open(state);
            catalogs.put(name, known);
            if (catalogs.size() > CATALOGS_MAX) {
                catalogs.remove(catalogs.keySet().iterator().next());
            }
        }
        return known;
    }

    private static Prepared prepare(SessionLocal session, SqlStatement statement) {
        Statement.Engine read = read(session, statement.text());
        if (read.parameterCount() != statement.parameters().size()) {
            throw new CairnException.Refused(
                    "sql-08P01",
                    "parameters",
                    "the statement has " + read.parameterCount() + " parameters, got "
                            + statement.parameters().size());
        }
        Prepared prepared = session.prepare(read.text());
        List<Parameter> parameters = prepared.getParameters();
        for (int i = 0; i < parameters.size(); i++) {
            int number = read.parameters().get(i);
            parameters.get(i).setValue(Cells.parameter(statement.parameters().get(number - 1)));
        }
        return prepared;
    }

    /** The statement in H2's words. What only a session or history could answer is not run here. */
    static Statement.Engine read(SessionLocal session, String text) {
        Statement read = Dialect.read(text, new CatalogLookup(session));
        if (!(read instanceof Statement.Engine engine) || engine.asOf().isPresent()) {
            throw new CairnException.Refused("sql-0A000", "statement", "statements of this kind are not run here yet");
        }
        return engine;
    }

    private static SqlResult rows(Prepared prepared, SqlContext context) {
        int max = context.limits().resultRowsMax();
        try (ResultInterface result = prepared.query(max + 1L)) {
            int width = result.getVisibleColumnCount();
            List<SqlColumn> columns = new ArrayList<>(width);
            for (int i = 0; i < width; i++) {
                columns.add(Cells.column(result, i));
            }
            List<List<@Nullable String>> rows = new ArrayList<>();
            while (result.next()) {
                if (rows.size() == max) {
                    throw new CairnException.Refused(
                            "sql-54000", "statement", "the answer has more than " + max + " rows");
                }
                List<@Nullable String> row = new ArrayList<>(width);
                for (int i = 0; i < width; i++) {
                    row.add(Cells.text(result.currentRow()[i]));
                }
                rows.add(row);
            }
            return new SqlResult(columns, rows, 0);
        }
    }

    private interface Attempt<T> {
        T run();
    }

    private static <T> T guarded(SqlContext context, Attempt<T> attempt) {
        Deterministic.bind(new Context(Instant.ofEpochMilli(context.timeMillis()), context.seed()));
        try {
            return attempt.run();
        } catch (DbException refused) {
            throw SqlFailures.of(refused);
        } catch (OutgrownException outgrown) {
            throw SqlFailures.of(outgrown);
        } catch (CairnException.Incorrect unreadable) {
            throw SqlFailures.of(unreadable);
        } finally {
            Deterministic.unbind();
        }
    }
}
