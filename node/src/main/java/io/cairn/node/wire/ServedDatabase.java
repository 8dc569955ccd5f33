package io.cairn.node.wire;

import io.cairn.client.api.Lanes;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.ReadPurpose;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.sql.Rights;
import io.cairn.engine.sql.SqlContext;
import io.cairn.engine.sql.SqlEngine;
import io.cairn.engine.sql.SqlEngines;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.sql.SqlStatement;
import io.cairn.engine.sql.SqlTarget;
import io.cairn.engine.state.ReadPolicy;
import io.cairn.engine.verify.SqlAnswer;
import io.cairn.engine.verify.SqlQuestion;
import io.cairn.engine.view.MapView;
import io.cairn.node.database.Database;
import io.cairn.node.database.DatabaseBlocks;
import io.cairn.node.database.Newest;
import io.cairn.node.database.RecordedReads;
import io.cairn.node.database.Snapshot;
import io.cairn.node.gateway.SqlDatabase;
import io.cairn.node.gateway.SqlWork;
import io.cairn.node.gateway.Statements;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A database of this node, for one account. Threading: as {@link SqlDatabase}. */
final class ServedDatabase implements SqlDatabase {
    private static final int CONTEXTS_MAX = 256;
    private static final int CONTEXT_CHARACTERS_MAX = 1_000;

    private final Supplier<Database> source;
    private final SessionWriter writer;
    private final SqlEngines engines;
    private final InstantSource clock;
    private final Lanes lanes = new Lanes();
    private @Nullable Seen seen;
    /** Of statements about the state seen last, which clients send again and again. */
    private final Map<String, SqlContext> contexts = new HashMap<>();

    private final LargeAnswer.Open open = new LargeAnswer.Open();

    private volatile boolean stopped;

    /** A state, and what the account may read of it. */
    private record Seen(Newest state, ReadPolicy.Reading reading) {}

    ServedDatabase(Supplier<Database> source, SessionWriter writer, SqlEngines engines, InstantSource clock) {
        this.source = source;
        this.writer = writer;
        this.engines = engines;
        this.clock = clock;
    }

    @Override
    public Outcome run(String text, List<Value> parameters) {
        stopped = false;
        if (!Statements.isQuestion(text)) {
            return change(text, parameters);
        }
        try {
            return ask(text, parameters);
        } catch (CairnException.Refused refused) {
            // A question that calls a sequence.
            if (refused.code().equals(Statements.READ_ONLY)) {
                return change(text, parameters);
            }
            throw refused;
        }
    }

    private Outcome change(String text, List<Value> parameters) {
        SqlText statement = new SqlText(text, parameters);
        io.cairn.engine.log.Outcome outcome;
        try {
            outcome = writer.apply(new Operation.ExecuteSql(writer.address(), List.of(statement)));
        } catch (CairnException.Refused refused) {
            throw Statements.explained(refused, () -> refusal(statement));
        }
        return new Outcome.Changed(outcome.changed(), Statements.rows(outcome.results()));
    }

    private CairnException.@Nullable Refused refusal(SqlText statement) {
        try (ServedTransaction aside = begun()) {
            return aside.refusal(statement);
        }
    }

    /** Has an operation carried out; what is read from here on knows of it. */
    io.cairn.engine.log.Outcome apply(Operation operation) {
        try {
            return writer.apply(operation);
        } catch (CairnException.Refused refused) {
            throw Statements.explained(refused);
        }
    }

    private Outcome ask(String text, List<Value> parameters) {
        Seen newest = newest();
        if (newest.reading().isRecorded()) {
            return new Outcome.Answered(askOnRecord(text, parameters));
        }
        Optional<SqlContext> context = context(newest, text, parameters);
        if (context.isEmpty()) {
            return new Outcome.Answered(askPast(text, parameters));
        }
        if (context.get().rights().limitsReading()) {
            return new Outcome.Answered(asked(newest, context.get(), text, parameters));
        }
        return answer(newest.state(), context.get(), text, parameters);
    }

    /** Asks about blocks: the newest is one that holds what everybody was told. */
    private SqlResult askPast(String text, List<Value> parameters) {
        Snapshot block = joined(source.get().caughtUp());
        ReadPolicy.Reading reading = newest().reading();
        SqlQuestion question = question(text, parameters);
        reading.requireMayAsk(question.target());
        return askPast(question, block, rights(reading, text));
    }

    /** What a question about the newest state is asked in; nothing for one about the past. */
    private Optional<SqlContext> context(Seen newest, String text, List<Value> parameters) {
        SqlContext known = contexts.get(text);
        if (known != null) {
            return Optional.of(known);
        }
        SqlQuestion question = question(text, parameters);
        if (!(question.target() instanceof SqlTarget.Asked)) {
            return Optional.empty();
        }
        newest.reading().requireMayAsk(question.target());
        SqlContext context =
                context(newest.state(), newest.state().timeMillis(), question, rights(newest.reading(), text));
        if (contexts.size() < CONTEXTS_MAX && text.length() <= CONTEXT_CHARACTERS_MAX) {
            contexts.put(text, context);
        }
        return Optional.of(context);
    }

    /** That of the sealed block, at another time. */
    private static SqlContext context(Newest state, long timeMillis, SqlQuestion question, Rights rights) {
        SqlContext asked = question.context(state.sealed().header(), rights);
        return new SqlContext(timeMillis, asked.seed(), asked.user(), asked.limits(), asked.place(), asked.rights());
    }

    private SqlQuestion question(String text, List<Value> parameters) {
        return new SqlQuestion(
                writer.address(), text, parameters, writer.account().text());
    }

    private static Rights rights(ReadPolicy.Reading reading, String text) {
        return reading.rights().forQuestion(text);
    }

    private MapView view(Newest state) {
        return new StoppableView(state.view(), () -> stopped);
    }

    private SqlResult asked(Seen newest, SqlContext context, String text, List<Value> parameters) {
        SqlEngine engine = engines.take();
        try {
            return engine.query(view(newest.state()), context, new SqlStatement(text, parameters));
        } finally {
            engines.giveBack(engine);
        }
    }

    /** Asks under the account's name, which the wire key signs for in the session that the account has opened. */
    private SqlResult askOnRecord(String text, List<Value> parameters) {
        // The record is of the block before its own: that has to hold what was told.
        joined(source.get().caughtUp());
        Snapshot asked = onRecord(text, parameters, ReadPurpose.ROWS, null);
        // The rights are the newest, as they are for other questions.
        ReadPolicy.Reading reading = newest().reading();
        SqlQuestion question = question(text, parameters);
        reading.requireMayAsk(question.target());
        return askPast(question, asked, rights(reading, text));
    }

    /** Puts a question on record; its block. */
    private Snapshot onRecord(String text, List<Value> parameters, ReadPurpose purpose, @Nullable Long at) {
        io.cairn.engine.log.Outcome outcome;
        try {
            outcome = writer.apply(new Operation.ReadSql(writer.address(), new SqlText(text, parameters), purpose, at));
        } catch (CairnException.Refused refused) {
            throw Statements.explained(refused);
        }
        return joined(source.get().sealed(RecordedReads.height(outcome)));
    }

    private static Snapshot joined(CompletableFuture<Snapshot> block) {
        try {
            return block.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof CairnException known
                    ? known
                    : new CairnException.Unavailable("busy", "the block that was asked of is not sealed yet", failed);
        }
    }

    /** Puts a statement of a transaction on record, where reads are: the record names the block whose state is read. */
    void recordStep(String text, List<Value> parameters, Newest base) {
        if (newest().reading().isRecorded()) {
            if (!base.isSealed()) {
                throw new CairnException.Refused(
                        "sql-40001", "", "reads are on record since the transaction began: run it again");
            }
            onRecord(text, parameters, ReadPurpose.STEP, base.sealed().header().height());
        }
    }

    /** Answers a question about the state that a transaction began with; nothing where it is limited or on record. */
    Optional<Outcome> ask(Newest base, long timeMillis, String text, List<Value> parameters) {
        SqlQuestion question = question(text, parameters);
        Rights rights = rights(seen(base).reading(), text);
        if (newest().reading().isRecorded()
                || rights.limitsReading()
                || !(question.target() instanceof SqlTarget.Asked)) {
            return Optional.empty();
        }
        return Optional.of(answer(base, context(base, timeMillis, question, rights), text, parameters));
    }

    private Outcome answer(Newest state, SqlContext context, String text, List<Value> parameters) {
        MapView view = view(state);
        return LargeAnswer.of(
                engines, open, engine -> engine.cursor(view, context, new SqlStatement(text, parameters)));
    }

    private SqlResult askPast(SqlQuestion question, Snapshot newest, Rights rights) {
        try {
            return SqlAnswer.plain(question, new DatabaseBlocks(source.get(), newest), rights, engines)
                    .result();
        } catch (CairnException.NotFound absent) {
            throw Statements.explained(absent);
        }
    }

    /** The newest state, which knows of what this client has written, and of what anybody was told. */
    private Seen newest() {
        Newest newest = source.get().newest();
        Seen known = seen;
        if (known == null || known.state() != newest) {
            known = seen(newest);
            seen = known;
            contexts.clear();
        }
        return known;
    }

    private Seen seen(Newest state) {
        return new Seen(state, state.reading(writer.account()));
    }

    @Override
    public SqlResult describe(String text) {
        stopped = false;
        String asked = "DESCRIBE " + text;
        Seen newest = newest();
        if (newest.reading().isRecorded()) {
            return askOnRecord(asked, List.of());
        }
        return context(newest, asked, List.of())
                .map(context -> asked(newest, context, asked, List.of()))
                .orElseGet(() -> askPast(asked, List.of()));
    }

    @Override
    public SqlWork begin() {
        return begun();
    }

    private ServedTransaction begun() {
        return new ServedTransaction(this, engines, writer.account(), lanes.take(), clock.millis());
    }

    /** The transaction with a seed has ended. */
    void ended(Hash seed) {
        lanes.giveBack(seed);
    }

    /** What a transaction begins with; where reads are on record, the state of a block. */
    Newest base() {
        Seen newest = newest();
        return newest.reading().isRecorded() ? new Newest(joined(source.get().caughtUp())) : newest.state();
    }

    String address() {
        return writer.address();
    }

    boolean isStopped() {
        return stopped;
    }

    void goOn() {
        stopped = false;
    }

    @Override
    public void cancel() {
        stopped = true;
    }
}
