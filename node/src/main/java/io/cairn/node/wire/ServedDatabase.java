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
import io.cairn.node.database.RecordedReads;
import io.cairn.node.database.Snapshot;
import io.cairn.node.gateway.SqlDatabase;
import io.cairn.node.gateway.SqlWork;
import io.cairn.node.gateway.Statements;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A database of this node, for one account. Threading: as {@link SqlDatabase}. */
final class ServedDatabase implements SqlDatabase {
    private static final int CONTEXTS_MAX = 256;

    private final Supplier<Database> source;
    private final SessionWriter writer;
    private final SqlEngines engines;
    private final InstantSource clock;
    private final Lanes lanes = new Lanes();
    private long lastSequence;
    private @Nullable Seen seen;
    /** Of statements about the block seen last, which clients send again and again. */
    private final Map<String, SqlContext> contexts = new HashMap<>();

    private final LargeAnswer.Open open = new LargeAnswer.Open();

    private volatile boolean stopped;

    /** A block, and what the account may read of it. */
    private record Seen(Snapshot snapshot, ReadPolicy.Reading reading) {}

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
        io.cairn.engine.log.Outcome outcome =
                apply(new Operation.ExecuteSql(writer.address(), List.of(new SqlText(text, parameters))));
        return new Outcome.Changed(outcome.changed(), Statements.rows(outcome.results()));
    }

    /** Has an operation carried out; what is read from here on knows of it. */
    io.cairn.engine.log.Outcome apply(Operation operation) {
        io.cairn.engine.log.Outcome outcome;
        try {
            outcome = writer.apply(operation);
        } catch (CairnException.Refused refused) {
            throw Statements.explained(refused);
        }
        lastSequence = Math.max(lastSequence, outcome.sequence());
        return outcome;
    }

    private Outcome ask(String text, List<Value> parameters) {
        Seen block = newest();
        if (block.reading().isRecorded()) {
            return new Outcome.Answered(askOnRecord(text, parameters));
        }
        Optional<SqlContext> context = context(block, text, parameters);
        if (context.isEmpty()) {
            SqlQuestion question = question(text, parameters);
            block.reading().requireMayAsk(question.target());
            return new Outcome.Answered(askPast(question, block.snapshot(), rights(block.reading(), text)));
        }
        if (context.get().rights().limitsReading()) {
            return new Outcome.Answered(asked(block, context.get(), text, parameters));
        }
        return answer(block.snapshot(), context.get(), text, parameters);
    }

    /** What a question about the newest block is asked in; nothing for one about the past. */
    private Optional<SqlContext> context(Seen block, String text, List<Value> parameters) {
        SqlContext known = contexts.get(text);
        if (known != null) {
            return Optional.of(known);
        }
        SqlQuestion question = question(text, parameters);
        if (!(question.target() instanceof SqlTarget.Asked)) {
            return Optional.empty();
        }
        block.reading().requireMayAsk(question.target());
        SqlContext context = question.context(block.snapshot().header(), rights(block.reading(), text));
        if (contexts.size() < CONTEXTS_MAX) {
            contexts.put(text, context);
        }
        return Optional.of(context);
    }

    private SqlQuestion question(String text, List<Value> parameters) {
        return new SqlQuestion(
                writer.address(), text, parameters, writer.account().text());
    }

    private static Rights rights(ReadPolicy.Reading reading, String text) {
        Rights rights = reading.rights();
        return !rights.limitsReading() || rights.allowsByPattern(text) ? Rights.unlimited() : rights;
    }

    private MapView view(Snapshot snapshot) {
        return new StoppableView(snapshot.view(), () -> stopped);
    }

    private SqlResult asked(Seen block, SqlContext context, String text, List<Value> parameters) {
        SqlEngine engine = engines.take();
        try {
            return engine.query(view(block.snapshot()), context, new SqlStatement(text, parameters));
        } finally {
            engines.giveBack(engine);
        }
    }

    /** Asks under the account's name, which the wire key signs for in the session that the account has opened. */
    private SqlResult askOnRecord(String text, List<Value> parameters) {
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
        try {
            return source.get().sealed(RecordedReads.height(outcome)).join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof CairnException known
                    ? known
                    : new CairnException.Unavailable("busy", "the block that was asked of is not sealed yet", failed);
        }
    }

    /** Puts a statement of a transaction on the block of a height on record, where reads are. */
    void recordStep(String text, List<Value> parameters, long height) {
        if (newest().reading().isRecorded()) {
            onRecord(text, parameters, ReadPurpose.STEP, height);
        }
    }

    /** Answers a question about the block that a transaction began with; nothing where it is limited or on record. */
    Optional<Outcome> ask(Snapshot base, long timeMillis, String text, List<Value> parameters) {
        SqlQuestion question = question(text, parameters);
        Seen block = seen(base);
        Rights rights = rights(block.reading(), text);
        if (newest().reading().isRecorded()
                || rights.limitsReading()
                || !(question.target() instanceof SqlTarget.Asked)) {
            return Optional.empty();
        }
        SqlContext asked = question.context(base.header(), rights);
        SqlContext context =
                new SqlContext(timeMillis, asked.seed(), asked.user(), asked.limits(), asked.place(), asked.rights());
        return Optional.of(answer(base, context, text, parameters));
    }

    private Outcome answer(Snapshot snapshot, SqlContext context, String text, List<Value> parameters) {
        MapView view = view(snapshot);
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

    /** The newest block that knows of what this client has written. */
    private Seen newest() {
        Snapshot head = source.get().head();
        if (head.header().logSize() < lastSequence) {
            head = after(lastSequence);
        }
        Seen known = seen;
        if (known == null || known.snapshot() != head) {
            known = seen(head);
            seen = known;
            contexts.clear();
        }
        return known;
    }

    private Seen seen(Snapshot block) {
        return new Seen(
                block, ReadPolicy.reading(block.view(), Objects.requireNonNull(block.database()), writer.account()));
    }

    private Snapshot after(long sequence) {
        try {
            return source.get().after(sequence).join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof CairnException known
                    ? known
                    : new CairnException.Unavailable(
                            "busy", "the block with your last change is not sealed yet", failed);
        }
    }

    @Override
    public SqlResult describe(String text) {
        stopped = false;
        String asked = "DESCRIBE " + text;
        Seen block = newest();
        if (block.reading().isRecorded()) {
            return askOnRecord(asked, List.of());
        }
        return context(block, asked, List.of())
                .map(context -> asked(block, context, asked, List.of()))
                .orElseGet(() -> {
                    SqlQuestion question = question(asked, List.of());
                    block.reading().requireMayAsk(question.target());
                    return askPast(question, block.snapshot(), rights(block.reading(), asked));
                });
    }

    @Override
    public SqlWork begin() {
        return new ServedTransaction(this, engines, writer.account(), lanes.take(), clock.millis());
    }

    /** The transaction with a seed has ended. */
    void ended(Hash seed) {
        lanes.giveBack(seed);
    }

    /** The newest block that knows of what this client has written. */
    Snapshot base() {
        return newest().snapshot();
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
