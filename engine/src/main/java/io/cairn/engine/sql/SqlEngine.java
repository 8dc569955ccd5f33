package io.cairn.engine.sql;

import io.cairn.engine.dialect.Dialect;
import io.cairn.engine.dialect.RightsChange;
import io.cairn.engine.dialect.Statement;
import io.cairn.engine.dialect.StatementKind;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.record.CollectionSchema;
import io.cairn.engine.record.SecuredKind;
import io.cairn.engine.view.EditableMap;
import io.cairn.engine.view.MapView;
import io.cairn.h2.command.Prepared;
import io.cairn.h2.command.ddl.CreateSchema;
import io.cairn.h2.command.ddl.CreateView;
import io.cairn.h2.deterministic.Context;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.result.ResultInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs SQL statements on states. Keeps the catalogs it met lately, and nothing else, so that one engine serves any
 * states of any databases. Not thread-safe.
 *
 * <p>The same statement, context and state give the same result and the same edits on every machine. A refused
 * statement is a {@link CairnException.Refused} whose code is {@code sql-} and an SQLSTATE.
 */
public final class SqlEngine {
    /**
     * The code of a statement on which the engine itself broke. What it had at hand may be to blame: run again behind
     * {@link #forget}, a statement that breaks it follows from the state alone.
     */
    public static final String MISTAKE = "sql-XX000";

    private final CatalogsAtHand catalogs = new CatalogsAtHand();
    private boolean timeAsked;

    /** An engine that has met no catalog. */
    public SqlEngine() {}

    /**
     * Answers a question; {@code sql-25006} for a statement that changes anything. {@code DESCRIBE} before any statement
     * asks for its parameters and columns instead of running it.
     */
    public SqlResult query(MapView state, SqlContext context, SqlStatement statement) {
        if (Description.isAsked(statement.text())) {
            return Worlds.run(
                    context,
                    () -> catalog(state)
                            .reading(
                                    state,
                                    context,
                                    session -> Description.of(
                                            session, any(session, Description.described(statement.text())))));
        }
        return Worlds.run(
                context,
                () -> context.rights().limitsReading()
                        ? limitedQuery(state, context, statement)
                        : catalog(state).asking(state, context, statement, chosen -> {
                            requireQuestion(chosen.plan().isQuestion());
                            chosen.bind();
                            return rows(chosen.plan().prepared(), context);
                        }));
    }

    /**
     * Begins a question of who may read everything; otherwise as {@link #query}. Until the cursor is closed this engine
     * does nothing else.
     */
    public SqlCursor cursor(MapView state, SqlContext context, SqlStatement statement) {
        Context world = Worlds.of(context);
        return Worlds.run(context, world, () -> {
            H2Catalog.Reading reading = catalog(state).reading(state, context, statement);
            boolean isOpen = false;
            try {
                requireQuestion(reading.chosen().plan().isQuestion());
                reading.chosen().bind();
                SqlCursor cursor = SqlCursor.open(reading, context, world);
                isOpen = true;
                return cursor;
            } finally {
                if (!isOpen) {
                    reading.end(false);
                }
            }
        });
    }

    private static void requireQuestion(boolean isOne) {
        if (!isOne) {
            throw new CairnException.Refused("sql-25006", "statement", "a question cannot change anything");
        }
    }

    private SqlResult limitedQuery(MapView state, SqlContext context, SqlStatement statement) {
        H2Catalog catalog = catalog(state);
        return catalog.reading(
                state,
                context,
                session -> held(catalog, context, session, statement, () -> {
                    requireQuestion(!read(session, statement.text()).kind().changesRows());
                    Prepared prepared = prepare(session, statement);
                    requireQuestion(prepared.isQuery() && prepared.isReadOnly());
                    return rows(prepared, context);
                }));
    }

    /** Holds a statement to the rights of its caller. Its plan serves nobody else and is not kept. */
    private static SqlResult held(
            H2Catalog catalog,
            SqlContext context,
            SessionLocal session,
            SqlStatement statement,
            Supplier<SqlResult> work) {
        StatementKind kind = read(session, statement.text()).kind();
        return catalog.guarded(new StatementGuard(context.rights(), session, kind), work);
    }

    /** The tables, views and sequences of a state, on which rights can be. */
    public List<SecuredObject> secured(MapView state, SqlContext context) {
        return Worlds.run(context, () -> catalog(state).reading(state, context, SecuredCatalog::of));
    }

    /** Whether the schema {@code public} has a table or view of this name. */
    public boolean isTable(MapView state, SqlContext context, String name) {
        return !catalogName(state).equals(Hash.ZERO)
                && secured(state, context).stream()
                        .anyMatch(object -> object.kind() == SecuredKind.TABLE
                                && object.schema().equals("public")
                                && object.name().equals(name));
    }

    /**
     * Refuses a condition of a row policy with {@code sql-42501} where it could not be evaluated for rows of a table,
     * with {@code sql-42804} where it is no truth.
     */
    public void requireCondition(MapView state, SqlContext context, SecuredObject table, String condition) {
        Worlds.run(
                context,
                () -> catalog(state).reading(state, context, session -> {
                    SecuredCatalog.requireCondition(session, table.schema(), table.name(), condition);
                    return table;
                }));
    }

    /** What a text asks about rights; empty for every other statement. */
    public static Optional<RightsChange> rightsChange(String text) {
        if (!Dialect.mayBeOfRights(text)) {
            return Optional.empty();
        }
        StatementBounds.require(text);
        try {
            return Dialect.rights(text);
        } catch (CairnException.Incorrect unreadable) {
            throw SqlFailures.of(unreadable);
        }
    }

    /**
     * Carries out a statement. After a refusal the state holds edits of a part of it, which the caller takes back.
     */
    public SqlResult change(EditableMap state, SqlContext context, SqlStatement statement) {
        return watched(context, () -> {
            H2Catalog catalog = catalog(state);
            if (isCopy(statement.text())) {
                return catalog.editing(state, false, context, session -> copy(catalog, context, session, statement));
            }
            if (catalog.isDefinition(state, context, statement.text())) {
                requireAllowed(catalog.kind(state, context, statement) == SqlKind.DEFINITION);
                return H2Catalog.open(state)
                        .editing(state, true, context, session -> define(session, statement, context));
            }
            if (context.rights().limitsChanges()) {
                return catalog.editing(state, false, context, session -> {
                    StatementKind kind =
                            atNoPast(read(session, statement.text())).kind();
                    return held(
                            catalog,
                            context,
                            session,
                            statement,
                            () -> run(kind, prepare(session, statement), context));
                });
            }
            return catalog.changing(state, context, statement, chosen -> {
                Plan plan = chosen.plan();
                atNoPast(plan.read());
                chosen.bind();
                return run(plan.read().kind(), plan.prepared(), context);
            });
        });
    }

    private static SqlResult define(SessionLocal session, SqlStatement statement, SqlContext context) {
        Prepared prepared = prepare(session, statement);
        Supplier<SqlResult> definition = () -> run(StatementKind.DEFINITION, prepared, context);
        return prepared instanceof CreateView ? definition.get() : ViewBindings.kept(session, definition);
    }

    private static void requireAllowed(boolean isAllowed) {
        if (!isAllowed) {
            throw notRun();
        }
    }

    private static SqlResult copy(H2Catalog catalog, SqlContext context, SessionLocal session, SqlStatement statement) {
        Supplier<SqlResult> copying = () -> Copying.run(session, any(session, statement.text()), statement);
        return context.rights().limitsChanges()
                ? catalog.guarded(new StatementGuard(context.rights(), session, StatementKind.INSERT), copying)
                : copying.get();
    }

    /** Refuses a statement about the past: a mutation is carried out in one state. */
    private static Statement.Engine atNoPast(Statement.Engine read) {
        if (read.asOf().isPresent()) {
            throw notRun();
        }
        return read;
    }

    private static SqlResult run(StatementKind kind, Prepared prepared, SqlContext context) {
        if (prepared instanceof CreateSchema schema) {
            // H2 looks its owner up among its own users.
            schema.setAuthorization("");
        }
        if (!prepared.isQuery()) {
            return new SqlResult(List.of(), List.of(), prepared.update());
        }
        SqlResult answered = rows(prepared, context);
        // A change with RETURNING answers a row for each that it changes.
        return kind.changesRows()
                ? new SqlResult(
                        answered.columns(), answered.rows(), answered.rows().size())
                : answered;
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
        Worlds.run(context, () -> {
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

    /** Sets values of a sequence aside for the transactions of a lane. */
    public void reserve(EditableMap state, SqlContext context, SequenceDraw wanted, SequenceLane lane) {
        Worlds.run(context, () -> {
            catalog(state).reserve(state, context, wanted, lane);
            return lane;
        });
    }

    /** Whether a statement defines data, by its words; {@code sql-0A000} for words that nobody may run here. */
    public boolean isDefinition(MapView state, SqlContext context, SqlStatement statement) {
        if (Dialect.isPlainlyNoDefinition(statement.text()) || isCopy(statement.text())) {
            return false;
        }
        return Worlds.run(context, () -> catalog(state).isDefinition(state, context, statement.text()));
    }

    /** Plans a statement without running it, and refuses one that could not be run. */
    public void requireRunnable(MapView state, SqlContext context, SqlStatement statement) {
        if (!isCopy(statement.text())) {
            Worlds.run(context, () -> catalog(state).kind(state, context, statement));
        }
    }

    private static boolean isCopy(String text) {
        return Dialect.isCopy(text);
    }

    /** Forgets what it has at hand. */
    public void forget() {
        catalogs.clear();
    }

    /** What the catalog of a state is called, by its content: equal names are equal catalogs. */
    public static Hash catalogName(MapView state) {
        return Binding.catalogName(state);
    }

    /** The names of the catalogs that this engine has at hand, and need not read. */
    public List<Hash> catalogNames() {
        return catalogs.names();
    }

    boolean hasCatalog(Hash name) {
        return catalogs.has(name);
    }

    /** Reads the catalog of a state where it is not at hand. */
    public void open(MapView state) {
        Worlds.run(new SqlContext(0, 0, "", SqlLimits.forQueries()), () -> catalog(state));
    }

    /** A statement about the transaction or session; nothing for one that {@link #change} or {@link #query} run. */
    public static Optional<Statement.Session> control(String text) {
        try {
            return Dialect.control(text);
        } catch (CairnException.Incorrect unreadable) {
            throw SqlFailures.of(unreadable);
        }
    }

    private H2Catalog catalog(MapView state) {
        return catalogs.of(state);
    }

    private static Prepared prepare(SessionLocal session, SqlStatement statement) {
        Statement.Engine read = read(session, statement.text());
        return prepare(session, read, read.text(), statement.parameters());
    }

    /** Prepares what was made of a statement, with the values of its parameters. */
    static Prepared prepare(SessionLocal session, Statement.Engine read, String text, List<Value> values) {
        Prepared prepared = Alteration.prepare(session, read, text);
        Plan.bind(prepared, read, values);
        return prepared;
    }

    /** Every statement that is not known yet comes through here. */
    static Statement any(SessionLocal session, String text) {
        StatementBounds.require(text);
        return Dialect.read(text, new CatalogLookup(session));
    }

    /** The statement in H2's words; whoever runs it has chosen the state that it is about. */
    static Statement.Engine read(SessionLocal session, String text) {
        if (any(session, text) instanceof Statement.Engine engine) {
            StatementBounds.requireWritten(engine.text());
            return engine;
        }
        throw notRun();
    }

    static CairnException.Refused notRun() {
        return new CairnException.Refused("sql-0A000", "statement", "statements of this kind are not run here");
    }

    private static SqlResult rows(Prepared prepared, SqlContext context) {
        int max = context.limits().resultRowsMax();
        try (ResultInterface result = prepared.query(max + 1L)) {
            int width = result.getVisibleColumnCount();
            List<SqlColumn> columns = new ArrayList<>(width);
            for (int i = 0; i < width; i++) {
                columns.add(Cells.column(result, i));
            }
            AnswerRows rows = new AnswerRows(context.limits());
            while (result.next()) {
                io.cairn.h2.value.Value[] cells = result.currentRow();
                rows.add(width, i -> Cells.text(cells[i]));
            }
            return new SqlResult(columns, rows.rows(), 0);
        }
    }

    /** Whether the last statement asked for the time, so that another time may lead to another result. */
    public boolean askedForTime() {
        return timeAsked;
    }

    private <T> T watched(SqlContext context, Worlds.Attempt<T> attempt) {
        return Worlds.run(context, attempt, world -> timeAsked = world.isTimeAsked());
    }
}
