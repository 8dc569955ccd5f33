package io.cairn.client.api;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Clock;
import io.cairn.engine.mutation.FieldPath;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Payload;
import io.cairn.engine.mutation.Role;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.mutation.Submission;
import io.cairn.engine.sql.SqlEngines;
import io.cairn.engine.verify.Question;
import io.cairn.engine.verify.Receipt;
import io.cairn.engine.verify.SqlQuestion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * One database. Safe for several threads.
 *
 * <p>Reads are proved unless asked otherwise: the answer is run again over its pages, the block must continue what was
 * seen before, and it must include every write that this object was answered. Writes return the node's word; {@link
 * #receipt} proves it.
 */
public final class ClientDatabase {
    private final Contact contact;
    private final Submitter submitter;
    private final SignedReads signedReads;
    private final Reads reads;
    private final SqlEngines engines = new SqlEngines();
    private final Lanes lanes = new Lanes();
    private final String address;
    private final Sessions sessions;
    private final Receipts receipts;
    private final Relays relays;
    private final Wait wait;

    ClientDatabase(Transport transport, CairnClient.Settings settings, DatabaseName name) {
        this.address = name.address();
        this.wait = settings.writesWait();
        this.contact = new Contact(transport, settings, name);
        this.submitter = new Submitter(contact, settings);
        this.sessions = new Sessions(contact, settings, name);
        this.receipts = new Receipts(contact, submitter.promises());
        this.relays = new Relays(address, contact, submitter);
        this.signedReads = new SignedReads(submitter);
        this.reads = new Reads(contact, engines, signedReads, submitter::highestSequence);
    }

    /** The address. */
    public String address() {
        return address;
    }

    /** What is remembered of this database; makes first contact where nothing is. */
    public Pin pin() {
        return contact.heads().pin();
    }

    /** Settings, collections and members, as the node tells them. */
    public DatabaseInfo info() {
        return DatabaseInfo.of(contact.json(""));
    }

    /** Makes a collection; {@code strangersMayAdd} lets accounts without a role add documents. */
    public Fate createCollection(String name, boolean strangersMayAdd) {
        return apply(new Operation.CreateCollection(address, name, strangersMayAdd));
    }

    /** Changes who may add to a collection. */
    public Fate setCollection(String name, boolean strangersMayAdd) {
        return apply(new Operation.SetCollection(address, name, strangersMayAdd));
    }

    /** Gives a collection a JSON Schema, so that it is a table to SQL, or takes it where {@code schema} is null. */
    public Fate setSchema(String collection, Value.@Nullable Document schema) {
        return apply(new Operation.SetSchema(address, collection, schema));
    }

    /** Gives an account a role, or takes its role where {@code role} is null. */
    public Fate setMember(Account account, @Nullable Role role) {
        return apply(new Operation.SetMember(address, account, role));
    }

    /** Adds a document; an id is generated where {@code id} is null. */
    public Fate add(String collection, @Nullable String id, Value.Document document) {
        List<@Nullable String> ids = new ArrayList<>();
        ids.add(id);
        return apply(new Operation.AddDocuments(address, collection, ids, List.of(document)));
    }

    /** Creates or replaces a document. */
    public Fate set(String collection, String id, Value.Document document) {
        return apply(new Operation.SetDocuments(address, collection, List.of(id), List.of(document)));
    }

    /** Creates a document or merges fields into it. */
    public Fate upsert(String collection, String id, Value.Document fields) {
        return apply(new Operation.UpsertDocuments(address, collection, List.of(id), List.of(fields)));
    }

    /** Changes fields of a document: those of the mask, or all given ones where the mask is empty. */
    public Fate update(String collection, String id, List<FieldPath> mask, Value.Document fields) {
        return apply(new Operation.UpdateDocuments(address, collection, List.of(id), List.of(mask), List.of(fields)));
    }

    /** Deletes a document. */
    public Fate delete(String collection, String id) {
        return apply(new Operation.DeleteDocuments(address, collection, List.of(id)));
    }

    /** Submits an operation and waits as the client was built to; a refusal is {@link CairnException.Refused}. */
    public Fate apply(Operation operation) {
        return join(submit(new Payload(operation, Long.MAX_VALUE), wait)).requireOk();
    }

    /** The highest sequence of an entry that this object was answered. */
    long highestSequence() {
        return submitter.highestSequence();
    }

    /** Waits until every write that this object was answered is in a sealed block, which anybody can then read. */
    public void awaitSeal() {
        long written = submitter.highestSequence();
        if (written > 0) {
            contact.json("/blocks/head?after=" + written);
        }
    }

    /**
     * Signs and submits; many may be under way at once, and their order is the node's. The future fails where the node
     * rejects the mutation; a refusal is a {@link Fate}.
     */
    public CompletableFuture<Fate> submit(Payload payload, Wait wait) {
        return submitter.submit(payload, wait);
    }

    /** Submits canonical bytes that somebody has signed. */
    public Fate submitSigned(byte[] mutation, Wait wait) {
        return submitter.send(mutation, Submission.of(mutation).id(), wait);
    }

    /** The fate of a mutation that was submitted before, by its id. */
    public Fate fate(Hash id) {
        return Fate.of(contact.json("/mutations/" + id.hex()));
    }

    /** The document with an id, proved. */
    public Optional<Value.Document> get(String collection, String id) {
        List<Value.Document> found = get(collection, id, ReadOptions.PROVED).documents();
        return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
    }

    /** The document with an id: one or none. {@code collection-not-found} where there is no such collection. */
    public Reading get(String collection, String id, ReadOptions options) {
        return reads.read(new Question.Get(address, collection, id), options);
    }

    /** The documents that a query finds, proved; {@code query} is an array of options. */
    public List<Value.Document> query(String collection, Value.Array query) {
        return query(collection, query, ReadOptions.PROVED).documents();
    }

    /** The documents that a query finds. */
    public Reading query(String collection, Value.Array query, ReadOptions options) {
        return reads.read(new Question.Find(address, collection, query), options);
    }

    /**
     * Signs queries that write, as WeaveDB has them: a list is carried out whole or not at all. One alone need not be in a
     * list. An index of a large collection is built in several steps, which this waits for.
     */
    public Fate execute(Value.Array queries) {
        return new Queries(this).execute(queries);
    }

    /** The same as JSON text, such as {@code [["set", {"age": 20}, "people", "Bob"], ["delete", "people", "Alice"]]}. */
    public Fate execute(String queries) {
        return execute(array(queries));
    }

    /** The proved answer to a question as WeaveDB has them, such as {@code ["get", "people", ["age", "desc"], 5]}. */
    public Value ask(String query) {
        return ask(array(query), ReadOptions.PROVED).value();
    }

    /** The answer to a question as WeaveDB has them; {@code ids} has the receipt of its mutation for a proof. */
    public Answered ask(Value.Array query, ReadOptions options) {
        return new Queries(this).ask(query, options);
    }

    /**
     * Signs queries for a relayer to bring, and sends nothing.
     *
     * @param job the only relayer job that may bring them
     * @param life how long they may be brought
     * @param nonce to sign under; null for the next one that the node knows of, which is the same until something is sent
     * @return the bytes for the relayer and for those who approve
     */
    public byte[] signForRelay(String job, Value.Array queries, Duration life, @Nullable Long nonce) {
        return relays.sign(job, queries, life, nonce);
    }

    /**
     * What somebody has signed for a relayer job of this database; the signature is checked.
     *
     * @throws CairnException.Incorrect {@code relay-job-missing}, {@code chain-mismatch}, or why the bytes are no mutation
     */
    public Relayed relayed(byte[] signed) {
        return relays.read(signed);
    }

    /** Signs agreement to just this mutation with just this {@code extra}, and sends nothing. */
    public byte[] approveRelay(byte[] signed, Value.Document extra) {
        return relays.approve(signed, extra);
    }

    /**
     * Brings what somebody has signed for a relayer job.
     *
     * @param extra what the relayer adds: rules see it as {@code $request.auth.extra}
     * @param approvals what {@link #approveRelay} gave to those who approve
     */
    public Fate relay(byte[] signed, Value.Document extra, List<byte[]> approvals) {
        return apply(relays.relay(signed, extra, approvals));
    }

    Reading read(Question question, ReadOptions options) {
        return reads.read(question, options);
    }

    private static Value.Array array(String text) {
        if (Json.parse(text) instanceof Value.Array array) {
            return array;
        }
        throw new CairnException.Incorrect(
                "query-malformed",
                "query",
                "a query is an array such as [\"get\", \"people\", [\"age\", \"desc\"], 5]");
    }

    /** The documents that a query finds, proved; the query as JSON text. */
    public List<Value.Document> query(String collection, String query) {
        if (Json.parse(query) instanceof Value.Array options) {
            return query(collection, options);
        }
        throw new CairnException.Incorrect("query-malformed", "query", "a query is a JSON array of options");
    }

    /** Asks in SQL: fetches what the statement touches, with its proof, and runs it here. */
    public SqlReading sql(String text, List<Value> parameters, ReadOptions options) {
        return reads.read(new SqlQuestion(address, text, parameters), options);
    }

    /** Carries out SQL statements in order, all or nothing. */
    public Fate execute(List<SqlText> statements) {
        return apply(new Operation.ExecuteSql(address, statements));
    }

    /** What a statement is refused with now, in words, found on a private copy; null where it is not refused. */
    public CairnException.@Nullable Refused refusal(SqlText statement) {
        try (SqlTransaction aside = begin()) {
            return aside.refusal(List.of(), statement);
        }
    }

    /**
     * The same of statements that were refused together, with what the refused one finds when those before it are carried
     * out; null also where one of those is refused now, or there are many.
     *
     * @param refused what the mutation was refused with, which names the statement
     */
    public CairnException.@Nullable Refused refusal(List<SqlText> statements, CairnException.Refused refused) {
        int place = RefusedStatement.place(refused);
        if (place < 0 || place >= statements.size() || place > RefusedStatement.BEFORE_MAX) {
            return null;
        }
        try (SqlTransaction aside = begin()) {
            return aside.refusal(statements.subList(0, place), statements.get(place));
        }
    }

    /** Begins an interactive transaction, which sees every write that this object was answered. */
    public SqlTransaction begin() {
        return new SqlTransaction(
                contact,
                this,
                engines,
                signedReads,
                lanes,
                new SqlTransaction.Begin(
                        submitter.sender(), lanes.take(), submitter.nowMillis(), submitter.highestSequence()));
    }

    /** Opens a session with a new key that acts for the signer, who signs once. */
    public Session openSession(SessionOptions options) {
        return sessions.open(options, this::applySealed);
    }

    /** Lets somebody else's key act for the signer. */
    public Fate openSession(Account key, SessionOptions options) {
        return applySealed(sessions.opening(key, options));
    }

    /**
     * Where the node serves PostgreSQL's clients, and for which key the signer opens a session so that it may write for
     * them; {@code path-unknown} where it serves none.
     */
    public WireInfo wire() {
        return sessions.wire();
    }

    /**
     * A password at a node's wire, signed: who has it reads what the signer may, and writes where the signer has opened a
     * session for the node.
     *
     * @param life at most a day
     */
    public String wirePassword(Duration life) {
        return contact.wirePassword(life);
    }

    /** Closes the session of a key; {@code account} is whose it is, null for the signer's own. */
    public Fate closeSession(Account key, @Nullable Account account) {
        return apply(new Operation.CloseSession(address, key, account));
    }

    /** The sessions that an account has opened, as the node tells them. */
    public List<SessionInfo> sessions(Account account) {
        return sessions.list(account);
    }

    /** Waits for the block, in which readers are checked. */
    private Fate applySealed(Operation operation) {
        return join(submit(new Payload(operation, Long.MAX_VALUE), Wait.SEALED)).requireOk();
    }

    /** The receipt of a mutation, checked; waits for its block. {@code index} is its place in a bundle, else 0. */
    public Receipt.Verified receipt(Hash id, int index) {
        return receipts.ofEntry(id, index);
    }

    /** The receipt of a mutation, in a bundle too, or of one run of a cron, each by its own id. */
    public Receipt.Verified receipt(Hash id) {
        return receipts.of(id);
    }

    /**
     * The receipt of one run of a cron, checked; {@code mutation-not-found} where it has not run, or its block is not sealed.
     *
     * @param dueSeconds when it was due
     */
    public Receipt.Verified receiptOfRun(String cron, long dueSeconds) {
        return receipts.of(Clock.tick(address, cron, dueSeconds * 1_000));
    }

    /**
     * What every line of the rules did to a mutation, as the node tells it after it has run it once more; {@code index} is its
     * place in a bundle, else 0. Only for who may read everything, and while the state before its block is kept: {@code
     * block-not-retained}. A {@link #receipt} proves what was decided.
     *
     * @return {@code {"height", "code", "at", "rules", "cut"}}
     */
    public Value.Document explanation(Hash id, int index) {
        return contact.json("/mutations/" + id.hex() + "/explanation?index=" + index)
                .fields();
    }

    /**
     * Compares the promises that this object was given and has not compared yet with the log, proved.
     *
     * @return how many stay open because no sealed block reaches so far
     * @throws CairnException.ProofInvalid {@code promise-broken} where the log has something else in a promised place
     */
    public int checkPromises() {
        return submitter.promises().check();
    }

    /**
     * Whether the log holds what was promised; false while no sealed block reaches so far.
     *
     * @throws CairnException.ProofInvalid {@code promise-broken} where the log has something else in the place
     */
    public boolean isKept(Promise promise) {
        promise.verify(pin().nodeKeyBytes());
        return submitter.promises().isKept(promise);
    }

    /**
     * The node's newest block, signed over a fresh nonce and checked to continue all that was seen before.
     *
     * @throws CairnException.ProofInvalid {@code head-statement-invalid}, {@code head-rolled-back} or {@code
     *     head-forked}
     */
    public HeadStatement head() {
        return HeadStatement.ask(contact);
    }

    /** Follows changes, block by block, from behind a height on; from now on where {@code afterHeight} is negative. */
    public Feed feed(long afterHeight) {
        return new Feed(contact, afterHeight);
    }

    /** What differs between two retained blocks, as the node tells it; {@code collection} may be null for all. */
    public Change.Set diff(long from, long to, @Nullable String collection) {
        String only = collection == null ? "" : "&collection=" + Transport.encoded(collection);
        Shape reply = contact.json("/diff?from=" + from + "&to=" + to + only);
        return new Change.Set(
                reply.numberOr("from", from),
                reply.numberOr("to", to),
                Change.list(reply.shapes("changes")),
                reply.flag("truncated"));
    }

    /** Waits for a future of this class and throws its failure as it is. */
    public static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof CairnException known) {
                throw known;
            }
            throw failure;
        }
    }
}
