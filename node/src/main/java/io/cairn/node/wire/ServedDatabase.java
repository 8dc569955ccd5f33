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
            return new Outcome.Answered(ask(text, parameters));
        } catch (CairnException.Refused refused) {
            // A question that calls a sequence, or WITH before a change.
            if (refused.code().equals(Statements.READ_ONLY)) {
                return change(text, parameters);
            }
            throw refused;
        }
    }

    private Outcome change(String text, List<Value> parameters) {
        io.cairn.engine.log.Outcome outcome =
                apply(new Operation.ExecuteSql(writer.address(), List.of(new SqlText(text, parameters))), false);
        return new Outcome.Changed(outcome.changed(), Statements.rows(outcome.results()));
    }

    /**
     * Has an operation carried out; what is read from here on knows of it.
     *
     * @param promptly whether something will surely be read
     */
    io.cairn.engine.log.Outcome apply(Operation operation, boolean promptly) {
        io.cairn.engine.log.Outcome outcome;
        try {
            outcome = writer.apply(operation, promptly);
        } catch (CairnException.Refused refused) {
            throw Statements.explained(refused);
        }
        lastSequence = Math.max(lastSequence, outcome.sequence());
        return outcome;
    }

    private SqlResult ask(String text, List<Value> parameters) {
        Seen block = newest();
        if (block.reading().isRecorded()) {
            return askOnRecord(text, parameters);
        }
        SqlContext context = contexts.get(text);
        if (context == null) {
            SqlQuestion question = new SqlQuestion(
                    writer.address(), text, parameters, writer.account().text());
            block.reading().requireMayAsk(question.target());
            Rights rights = block.reading().rights();
            if (!rights.limitsReading() || rights.allowsByPattern(text)) {
                rights = Rights.unlimited();
            }
            if (!(question.target() instanceof SqlTarget.Asked)) {
                return askPast(question, block.snapshot(), rights);
            }
            context = question.context(block.snapshot().header(), rights);
            if (contexts.size() < CONTEXTS_MAX) {
                contexts.put(text, context);
            }
        }
        SqlEngine engine = engines.take();
        try {
            return engine.query(
                    new StoppableView(block.snapshot().view(), () -> stopped),
                    context,
                    new SqlStatement(text, parameters));
        } finally {
            engines.giveBack(engine);
        }
    }

    /** Asks under the account's name, which the wire key signs for in the session that the account has opened. */
    private SqlResult askOnRecord(String text, List<Value> parameters) {
        Snapshot asked = onRecord(text, parameters, ReadPurpose.ROWS, null);
        // The rights are the newest, as they are for other questions.
        ReadPolicy.Reading reading = newest().reading();
        SqlQuestion question = new SqlQuestion(
                writer.address(), text, parameters, writer.account().text());
        reading.requireMayAsk(question.target());
        Rights rights = reading.rights();
        boolean isWhole = !rights.limitsReading() || rights.allowsByPattern(text);
        return askPast(question, asked, isWhole ? Rights.unlimited() : rights);
    }

    /** Puts a question on record; its block. */
    private Snapshot onRecord(String text, List<Value> parameters, ReadPurpose purpose, @Nullable Long at) {
        io.cairn.engine.log.Outcome outcome;
        try {
            outcome = writer.apply(
                    new Operation.ReadSql(writer.address(), new SqlText(text, parameters), purpose, at), false);
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
            known = new Seen(
                    head, ReadPolicy.reading(head.view(), Objects.requireNonNull(head.database()), writer.account()));
            seen = known;
            contexts.clear();
        }
        return known;
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
        return ask("DESCRIBE " + text, List.of());
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
