package io.cairn.client.api;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.SqlBase;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.sql.SequenceDraw;
import io.cairn.engine.sql.SqlEngine;
import io.cairn.engine.sql.SqlEngines;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.state.PrivateTransaction;
import io.cairn.engine.verify.SqlStep;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An interactive transaction in SQL: its statements run here, on a private copy of the newest state of which every page
 * is proved. Those of a reader who may not have every page run at the node, which signs what they came to. {@link #commit}
 * signs them with the digests of what they led to; the database runs them again where it is by then, and takes all or
 * none. Serializable: what was seen is what is committed.
 *
 * <p>A refused statement changes nothing; after it only {@code ROLLBACK TO} a savepoint leads on. {@code SAVEPOINT},
 * {@code ROLLBACK TO} and {@code RELEASE} are statements like others. Used by one thread at a time.
 */
public final class SqlTransaction implements AutoCloseable {
    private static final int RESERVATIONS_MAX = 64;
    private static final String MISSING = "witness-page-missing";
    private static final String ACCEPTED = Transport.CAR + ", " + Transport.ATTESTED;
    private static final String CONFLICT = "sql-40001";
    private static final String NO_COPY = "transaction-unknown";

    private final Contact contact;
    private final ClientDatabase database;
    private final SqlEngines engines;
    private final SignedReads signedReads;
    private final Lanes lanes;
    private final Account sender;
    private final Hash seed;
    private final long timeMillis;
    private final List<SqlText> statements = new ArrayList<>();
    private final Set<String> unreservable = new HashSet<>();
    private long after;
    private int reservations;
    private Hash prefix = SqlStep.NOTHING_BEFORE;
    private @Nullable StepBase base;
    private boolean ended;

    SqlTransaction(
            Contact contact,
            ClientDatabase database,
            SqlEngines engines,
            SignedReads signedReads,
            Lanes lanes,
            Begin begin) {
        this.contact = contact;
        this.database = database;
        this.engines = engines;
        this.signedReads = signedReads;
        this.lanes = lanes;
        this.sender = begin.sender();
        this.seed = begin.seed();
        this.timeMillis = begin.timeMillis();
        this.after = begin.after();
    }

    /** What a transaction begins with. */
    record Begin(Account sender, Hash seed, long timeMillis, long after) {}

    /**
     * Runs a statement on the private copy.
     *
     * @return rows, or how many rows it changed
     * @throws CairnException.Refused with a code of {@code sql-} and an SQLSTATE where the statement is refused
     */
    public SqlResult run(String text, List<Value> parameters) {
        requireOpen();
        if (statements.size() == SqlText.STATEMENTS_MAX) {
            throw new CairnException.Refused(
                    "sql-54000", "text", "a transaction has at most " + SqlText.STATEMENTS_MAX + " statements");
        }
        SqlText statement = new SqlText(text, parameters);
        Seen seen = see(statement);
        while (setAside()) {
            beginAgain();
            seen = see(statement);
        }
        Hash digest = seen.digest();
        if (digest != null) {
            ran(statement, digest);
        }
        return seen.result();
    }

    /** What became of a statement. */
    private record Seen(@Nullable SqlResult answer, CairnException.@Nullable Refused refused) {
        SqlResult result() {
            if (answer != null) {
                return answer;
            }
            throw Objects.requireNonNull(refused);
        }

        /** What the signer saw; null where the statement was not run at all. */
        @Nullable
        Hash digest() {
            if (answer != null) {
                return answer.digest();
            }
            CairnException.Refused known = Objects.requireNonNull(refused);
            return isStep(known) ? SqlResult.digestOfRefusal(known.code()) : null;
        }
    }

    private Seen see(SqlText statement) {
        try {
            return new Seen(step(statement, false, (from, engine) -> from.run(engine, statement)), null);
        } catch (CairnException.Refused refused) {
            return new Seen(null, refused);
        }
    }

    /**
     * Has values set aside of the sequences from which the last statement drew what others may draw as well.
     *
     * @return whether any were, so that the transaction has to be run on a state that knows of it
     */
    private boolean setAside() {
        StepBase known = base;
        if (known == null) {
            return false;
        }
        boolean any = false;
        for (SequenceDraw draw : known.unreserved()) {
            String name = draw.schema() + "." + draw.sequence();
            if (reservations < RESERVATIONS_MAX && draw.isReservable() && !unreservable.contains(name)) {
                reservations++;
                try {
                    SqlBase lane = new SqlBase(known.height(), seed, null);
                    database.apply(PrivateTransaction.reservation(database.address(), draw.more(), lane));
                    any = true;
                } catch (CairnException.Refused refused) {
                    unreservable.add(name);
                }
            }
        }
        return any;
    }

    /** Runs the statements until now on a newer state; {@code sql-40001} where they lead to something else there. */
    private void beginAgain() {
        List<SqlText> before = List.copyOf(statements);
        statements.clear();
        prefix = SqlStep.NOTHING_BEFORE;
        base = null;
        after = Math.max(after, database.highestSequence());
        for (SqlText statement : before) {
            SqlText bare = new SqlText(statement.text(), statement.parameters());
            Hash digest = see(bare).digest();
            if (digest == null || !Objects.equals(digest, statement.expected())) {
                end();
                throw new CairnException.Refused(
                        CONFLICT, "text", "a statement leads to another result now: run the transaction again");
            }
            ran(bare, digest);
        }
    }

    /** Whether the statement itself was refused, so that this is something that the signer saw. */
    private static boolean isStep(CairnException.Refused refused) {
        return refused.code().startsWith("sql-") || refused.code().equals("not-permitted");
    }

    private void ran(SqlText statement, Hash digest) {
        statements.add(new SqlText(statement.text(), statement.parameters(), digest));
        prefix = SqlStep.behind(prefix, statement);
    }

    /**
     * What a statement is refused with behind others, run on the private copy; null if it is not, or one of the others is.
     * For a transaction that is forgotten then: no values of sequences are set aside for it.
     */
    CairnException.@Nullable Refused refusal(List<SqlText> before, SqlText statement) {
        requireOpen();
        for (SqlText earlier : before) {
            SqlResult answer = see(earlier).answer();
            if (answer == null) {
                return null;
            }
            ran(earlier, answer.digest());
        }
        return see(statement).refused();
    }

    /** Says what a statement takes and answers, without running it: the rows of {@code DESCRIBE}. */
    public SqlResult describe(String text) {
        requireOpen();
        return step(new SqlText(text, List.of()), true, (from, engine) -> from.describe(engine, text));
    }

    private interface Work<T> {
        T on(StepBase from, SqlEngine engine);
    }

    private <T> T step(SqlText statement, boolean describes, Work<T> work) {
        SqlEngine engine = engines.take();
        try {
            StepBase known = base;
            Long height = known == null ? null : known.height();
            List<SqlText> before = known == null ? List.of() : null;
            SqlStep step = new SqlStep(
                    height, sender, seed, timeMillis, prefix, before, statement, describes, engine.catalogNames());
            StepBase fetched = fetchedOrWhole(step);
            try {
                return Interruption.ends(() -> work.on(fetched, engine));
            } catch (CairnException.ProofInvalid missing) {
                if (!missing.code().equals(MISSING)) {
                    throw missing;
                }
                // The node left out a catalog that is not at hand here after all.
                StepBase again = fetch(new SqlStep(
                                fetched.height(),
                                sender,
                                seed,
                                timeMillis,
                                prefix,
                                null,
                                statement,
                                describes,
                                List.of())
                        .whole(bare()));
                return Interruption.ends(() -> work.on(again, engine));
            }
        } finally {
            if (!Thread.currentThread().isInterrupted()) {
                engines.giveBack(engine);
            }
        }
    }

    private List<SqlText> bare() {
        return statements.stream()
                .map(statement -> new SqlText(statement.text(), statement.parameters()))
                .toList();
    }

    private StepBase fetchedOrWhole(SqlStep step) {
        try {
            return fetch(step);
        } catch (CairnException.NotFound unknown) {
            if (!unknown.code().equals(NO_COPY)) {
                throw unknown;
            }
            return fetch(step.whole(bare()));
        }
    }

    private StepBase fetch(SqlStep step) {
        Heads heads = contact.heads();
        Pin asked = heads.pin();
        Value.Document.Builder fields = Value.Document.builder();
        step.toFields().forEach(field -> fields.put(field.getKey(), field.getValue()));
        if (step.height() == null && after > 0) {
            fields.put("after", after);
        }
        StepBase known = base;
        byte[] answer;
        try {
            answer = ask(step, fields);
            if (known != null) {
                known.add(step, answer);
                return known;
            }
        } catch (CairnException.Refused refused) {
            // Not the statement is refused: this copy leads nowhere any more.
            if (refused.code().equals(CONFLICT)) {
                end();
            }
            throw refused;
        }
        known = StepBase.of(database.address(), step, answer, heads.verifier());
        heads.acceptNewest(known.header(), asked);
        if (known.header().header().logSize() < after) {
            throw new CairnException.ProofInvalid(
                    "answer-stale", "", "the answer does not include entry " + after + ", which was asked for");
        }
        base = known;
        return known;
    }

    private byte[] ask(SqlStep step, Value.Document.Builder fields) {
        return signedReads.ask(() -> step.read(database.address()), signed -> {
            if (signed != null) {
                fields.put("read", signed);
            } else if (fields.has("read")) {
                fields.remove("read");
            }
            byte[] body = Json.print(fields.build()).getBytes(StandardCharsets.UTF_8);
            Contact.Calling call = token -> Transport.Call.post(Transport.JSON, body, ACCEPTED, token);
            return signed == null ? contact.bytes("/sql/steps", call) : contact.bytesAsCaller("/sql/steps", call);
        });
    }

    /** Whether a statement was refused, and no savepoint was gone back to since. */
    public boolean isFailed() {
        return base != null && base.isFailed();
    }

    /** The height of the block whose state was copied; 0 before the first statement. */
    public long height() {
        return base == null ? 0 : base.height();
    }

    /**
     * Makes it last.
     *
     * @return the fate of the mutation; none where nothing was changed, for which the past needs no proof of order: all
     *     that was read is the state after one block
     * @throws CairnException.Refused {@code sql-40001} where a statement leads to something else by now, so that the
     *     transaction has to be run again; {@code sql-25P02} where it is failed
     */
    public Optional<Fate> commit() {
        requireOpen();
        StepBase last = base;
        if (last != null && last.isFailed()) {
            throw new CairnException.Refused("sql-25P02", "", "a statement was refused: the transaction cannot commit");
        }
        try {
            if (last == null || last.isUnchanged()) {
                return Optional.empty();
            }
            Long time = last.askedForTime() ? timeMillis : null;
            return Optional.of(database.apply(
                    new Operation.ExecuteSql(database.address(), statements, new SqlBase(last.height(), seed, time))));
        } finally {
            end();
        }
    }

    private void end() {
        if (!ended) {
            ended = true;
            lanes.giveBack(seed);
        }
    }

    /** Forgets it. */
    public void rollback() {
        end();
    }

    /** Forgets it where it was not committed. */
    @Override
    public void close() {
        end();
    }

    private void requireOpen() {
        if (ended) {
            throw new CairnException.Refused("sql-25000", "", "the transaction has ended");
        }
    }
}
