package io.cairn.engine.sql;

import io.cairn.engine.dialect.Dialect;
import io.cairn.engine.dialect.Statement;
import io.cairn.engine.dialect.StatementKind;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.pgcatalog.CatalogFunctions;
import io.cairn.engine.pgcatalog.FloatingRules;
import io.cairn.engine.pgcatalog.Replaced;
import io.cairn.engine.view.EditableMap;
import io.cairn.engine.view.MapView;
import io.cairn.h2.command.ParserBase;
import io.cairn.h2.command.Prepared;
import io.cairn.h2.deterministic.Context;
import io.cairn.h2.deterministic.Deterministic;
import io.cairn.h2.deterministic.Functions;
import io.cairn.h2.deterministic.Guards;
import io.cairn.h2.deterministic.Handover;
import io.cairn.h2.engine.ConnectionInfo;
import io.cairn.h2.engine.Database;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.engine.User;
import io.cairn.h2.message.DbException;
import io.cairn.h2.value.ValueNull;
import java.util.BitSet;
import java.util.Properties;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An H2 database without data: the objects of one catalog, which run statements on any state that has it. One
 * statement at a time, in a session of its own, so that nothing of one reaches another; only a question that is asked
 * again, whose answer follows from the state, meets its plan again.
 */
final class H2Catalog {
    private static final String URL =
            "jdbc:h2:mem:cairn;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
                    + ";ANALYZE_AUTO=0;DEFAULT_TABLE_ENGINE=" + TreeTableEngine.class.getName();

    /** Words that PostgreSQL lets be names; what the dialect writes out relies on it. */
    private static final BitSet NON_KEYWORDS = ParserBase.parseNonKeywords(
            new String[] {"KEY", "VALUE", "DAY", "HOUR", "MINUTE", "MONTH", "SECOND", "YEAR", "IF", "ROWNUM", "INTERVAL"
            });

    /** Where a table is looked for that a statement names without a schema and the current one does not have. */
    private static final String[] SEARCH_PATH = {"pg_catalog"};

    static {
        Replaced.install();
        ColumnAddition.install();
        TextConversions.install();
        FloatingRules.install();
        JoinOrder.install();
        Functions.use((database, name) -> {
            Object found = CatalogFunctions.find(name);
            return found != null ? found : SystemFunctions.find(database, name);
        });
    }
    /** What costs more to run than this gains nothing from a kept plan, which keeps what it made, too. */
    private static final int READS_OF_PLANS_KEPT = 1_000;

    private final Binding binding;
    private final Database database;
    private final SequenceValues sequences;
    private final Plans plans = new Plans();
    private int sessions;

    private H2Catalog(Binding binding, Database database) {
        this.binding = binding;
        this.database = database;
        this.sequences = new SequenceValues(database);
    }

    /** The catalog of a state. */
    static H2Catalog open(MapView state) {
        Binding binding = new Binding();
        WatchedState watched = new WatchedState(state);
        binding.read(watched, Budget.unlimited());
        Deterministic.boundPlanning(Long.MAX_VALUE);
        try {
            ConnectionInfo settings = new ConnectionInfo(URL, new Properties(), "", "");
            Database opened = Handover.during(binding, () -> new Database(settings, null));
            watched.requireRead();
            return new H2Catalog(binding, opened);
        } finally {
            binding.release();
        }
    }

    /** What is done in a session. */
    interface Work<T> {
        T run(SessionLocal session);
    }

    /** What is done with a plan. */
    interface Planned<T> {
        T run(ChosenPlan chosen);
    }

    /** What a statement does. */
    SqlKind kind(MapView state, SqlContext context, SqlStatement statement) {
        return withPlan(state, null, context, statement, chosen -> chosen.plan().kind());
    }

    /** Whether a statement defines data, by its words alone: it is not planned. */
    boolean isDefinition(MapView state, SqlContext context, String text) {
        if (Dialect.isPlainlyNoDefinition(text)) {
            return false;
        }
        Statement.Engine known = plans.known(text);
        if (known != null) {
            return known.kind() == StatementKind.DEFINITION;
        }
        return reading(state, context, session -> plans.read(text, () -> SqlEngine.read(session, text)))
                        .kind()
                == StatementKind.DEFINITION;
    }

    /** Runs a question by its plan. */
    <T> T asking(MapView state, SqlContext context, SqlStatement statement, Planned<T> work) {
        return withPlan(state, null, context, statement, work);
    }

    /** Runs a change of rows by its plan; as {@link #editing}. */
    <T> T changing(EditableMap state, SqlContext context, SqlStatement statement, Planned<T> work) {
        return withPlan(state, state, context, statement, work);
    }

    /** A question that is being answered, on a state that is bound until its end. */
    final class Reading {
        private final ChosenPlan chosen;
        private final Budget budget;
        private final SqlContext context;

        private Reading(ChosenPlan chosen, Budget budget, SqlContext context) {
            this.chosen = chosen;
            this.budget = budget;
            this.context = context;
        }

        ChosenPlan chosen() {
            return chosen;
        }

        /** Lets the next row cost what a statement may. */
        void renew() {
            budget.renew(context.limits());
            bound(chosen.plan().session(), context);
        }

        /** @param isWhole whether all rows were read; what was given up or refused leaves no plan behind */
        void end(boolean isWhole) {
            Plan plan = chosen.plan();
            plan.unbind();
            plan.session().setLazyQueryExecution(false);
            if (isWhole && budget.readsMade() <= READS_OF_PLANS_KEPT) {
                chosen.keep(plans);
            }
            plan.session().commit(true);
            binding.release();
        }
    }

    /** Begins a question, whose rows are then made while they are read. */
    Reading reading(MapView state, SqlContext context, SqlStatement statement) {
        ChosenPlan chosen = choose(state, context, statement);
        Plan plan = chosen.plan();
        Reading reading = new Reading(chosen, Budget.of(context.limits()), context);
        boolean begun = false;
        binding.read(state, reading.budget);
        try {
            sequences.load(binding, false);
            database.getNextModificationDataId();
            Deterministic.restart();
            Deterministic.boundPlanning(JoinOrder.PLANNING_MAX);
            begin(plan.session(), context);
            if (plan.askedForTime()) {
                Deterministic.now();
            }
            plan.session().setLazyQueryExecution(true);
            begun = true;
            return reading;
        } finally {
            if (!begun) {
                reading.end(false);
            }
        }
    }

    private <T> T withPlan(
            MapView state, @Nullable EditableMap edits, SqlContext context, SqlStatement statement, Planned<T> work) {
        ChosenPlan chosen = choose(state, context, statement);
        Plan plan = chosen.plan();
        Budget budget = Budget.of(context.limits());
        if (edits == null) {
            binding.read(state, budget);
        } else {
            binding.edit(edits, false, budget, context.place());
        }
        try {
            sequences.load(binding, false);
            database.getNextModificationDataId();
            // A plan that was found and one that was made begin alike.
            Deterministic.restart();
            Deterministic.boundPlanning(JoinOrder.PLANNING_MAX);
            begin(plan.session(), context);
            if (plan.askedForTime()) {
                Deterministic.now();
            }
            // A question that is refused as too long has not been made as a whole before.
            plan.session().setLazyQueryExecution(edits == null);
            T result = work.run(chosen);
            if (edits != null) {
                sequences.store(binding);
                binding.flushCounts(database.getSystemSession());
            }
            if (budget.readsMade() <= READS_OF_PLANS_KEPT) {
                chosen.keep(plans);
            }
            return result;
        } finally {
            plan.unbind();
            plan.session().commit(true);
            binding.release();
        }
    }

    /** The plan of a statement without its numbers; where nothing can be planned so, of the statement as it is. */
    private ChosenPlan choose(MapView state, SqlContext context, SqlStatement statement) {
        SqlStatement lifted = ChosenPlan.lifted(statement);
        if (lifted != null) {
            try {
                return new ChosenPlan(plan(state, context, lifted.text()), lifted);
            } catch (DbException | CairnException.Incorrect | CairnException.Refused unplanned) {
                // What is wrong is said about the statement as it was written.
                return new ChosenPlan(plan(state, context, statement.text()), statement);
            }
        }
        return new ChosenPlan(plan(state, context, statement.text()), statement);
    }

    /** The plan of a statement, made only where none that is known holds. */
    private Plan plan(MapView state, SqlContext context, String text) {
        Plan known = plans.take(text, context);
        if (known != null && known.holds(state, context)) {
            return known;
        }
        Deterministic.boundPlanning(JoinOrder.PLANNING_MAX);
        PlanLooks looks = new PlanLooks(state);
        binding.read(looks, Budget.of(context.limits()));
        SessionLocal session = session(context);
        try {
            Statement.Engine read = plans.read(text, () -> SqlEngine.read(session, text));
            Prepared prepared = Alteration.prepare(session, read, read.text());
            return new Plan(
                    read,
                    session,
                    prepared,
                    SqlKind.of(prepared),
                    context,
                    looks,
                    Deterministic.isTimeAsked(),
                    Deterministic.isChanceAsked());
        } finally {
            session.commit(true);
            looks.release();
            binding.release();
        }
    }

    <T> T reading(MapView state, SqlContext context, Work<T> work) {
        binding.read(state, Budget.of(context.limits()));
        try {
            sequences.load(binding, context.rights().limitsReading());
            return inSession(context, work);
        } finally {
            binding.release();
        }
    }

    /**
     * Edits a state; what was edited before a failure has to be taken back by the caller.
     *
     * @param definesData whether the catalog may change; then this object is of no more use
     */
    <T> T editing(EditableMap state, boolean definesData, SqlContext context, Work<T> work) {
        binding.edit(state, definesData, Budget.of(context.limits()), context.place());
        try {
            sequences.load(binding, false);
            T result = inSession(context, work);
            sequences.store(binding);
            binding.flushCounts(database.getSystemSession());
            binding.flushCatalog();
            return result;
        } finally {
            binding.release();
        }
    }

    /** Sets values of a sequence aside. */
    void reserve(EditableMap state, SqlContext context, SequenceDraw wanted, SequenceLane lane) {
        binding.edit(state, false, Budget.of(context.limits()), context.place());
        try {
            sequences.reserve(binding, wanted, lane);
        } finally {
            binding.release();
        }
    }

    /** Makes or drops the table of a collection; then this object is of no more use. */
    void defineCollection(EditableMap state, SqlContext context, String definition) {
        editing(state, true, context, session -> {
            binding.defineCollections();
            // H2 makes the engine of such tables when it meets the first.
            return Handover.during(binding, () -> session.prepare(definition).update());
        });
    }

    private <T> T inSession(SqlContext context, Work<T> work) {
        Deterministic.boundPlanning(JoinOrder.PLANNING_MAX);
        database.getNextModificationDataId();
        SessionLocal session = session(context);
        try {
            return work.run(session);
        } finally {
            session.commit(true);
        }
    }

    /** Who runs a statement, for CURRENT_USER; may do everything, as H2's own rights are not used. */
    private User user(String name) {
        if (name.isEmpty()) {
            return database.getUser("");
        }
        User user = new User(database, database.getUser("").getId(), name, false);
        user.setAdmin(true);
        return user;
    }

    /** Does something with a statement held to the rights of its caller. */
    <T> T guarded(StatementGuard guard, Supplier<T> work) {
        binding.guard(guard);
        try {
            return Guards.during(guard, work);
        } finally {
            binding.guard(null);
        }
    }

    private SessionLocal session(SqlContext context) {
        SessionLocal session = new SessionLocal(database, user(context.user()), ++sessions);
        session.setNonKeywords(NON_KEYWORDS);
        session.setSchemaSearchPath(SEARCH_PATH);
        begin(session, context);
        return session;
    }

    private static void begin(SessionLocal session, SqlContext context) {
        session.getTransaction();
        Deterministic.forgetAsked();
        // What an earlier statement of the session left: to each it is new.
        session.currentValueFor = null;
        session.variables = null;
        session.setLastIdentity(ValueNull.INSTANCE);
        session.clearViewIndexCache();
        bound(session, context);
    }

    private static void bound(SessionLocal session, SqlContext context) {
        // H2 takes it for a time; the clock moves on with every look.
        session.cancelAtNs = Deterministic.nanoTime() + context.limits().stepsMax() * Context.LOOK_NANOS;
    }
}
