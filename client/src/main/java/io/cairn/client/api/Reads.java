package io.cairn.client.api;

import io.cairn.engine.codec.Json;
import io.cairn.engine.document.StoredDocument;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.ReadPurpose;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.sql.SqlEngine;
import io.cairn.engine.sql.SqlEngines;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.verify.Answer;
import io.cairn.engine.verify.AttestedAnswer;
import io.cairn.engine.verify.CatalogNames;
import io.cairn.engine.verify.Question;
import io.cairn.engine.verify.SqlAnswer;
import io.cairn.engine.verify.SqlQuestion;
import io.cairn.engine.witness.ProvenHeader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/** Asks questions and checks the answers. */
final class Reads {
    /** What an answer fails with whose pages are those for somebody with another catalog. */
    private static final Set<String> NOT_ITS_PAGES = Set.of("witness-page-missing", "witness-page-surplus");

    private final Contact contact;
    private final SqlEngines engines;
    private final SignedReads signedReads;
    private final LongSupplier ownSequence;

    Reads(Contact contact, SqlEngines engines, SignedReads signedReads, LongSupplier ownSequence) {
        this.contact = contact;
        this.engines = engines;
        this.signedReads = signedReads;
        this.ownSequence = ownSequence;
    }

    Reading read(Question question, ReadOptions options) {
        // A past block is what it is; the newest must include what this client has written.
        long after = options.at() == null ? Math.max(options.after(), ownSequence.getAsLong()) : options.after();
        return options.proved() ? proved(question, options, after) : plain(question, options, after);
    }

    private Reading proved(Question question, ReadOptions options, long after) {
        Heads heads = contact.heads();
        Pin asked = heads.pin();
        Answer.Verified verified;
        byte[] car;
        try {
            car = ask(question, options, after, Transport.CAR);
            verified = heads.verifier().verify(car);
        } catch (CairnException.NotFound refusal) {
            boolean provable = refusal.code().equals("document-not-found")
                    || refusal.code().equals("collection-not-found");
            if (!provable) {
                throw refusal;
            }
            throw new CairnException.ProofInvalid(
                    "absence-unproved", "", "the node says so without proof: " + refusal.getMessage());
        }
        if (!verified.answer().question().equals(question)) {
            throw new CairnException.ProofInvalid("answer-mismatch", "", "the node answered another question");
        }
        accept(verified.header(), heads, asked, options, after);
        if (!verified.collectionExists()) {
            throw new CairnException.NotFound(
                    "collection-not-found", "there is no collection " + question.collection() + " (proved)");
        }
        List<Value.Document> documents = new ArrayList<>();
        verified.answer().documents().stream().map(StoredDocument::shown).forEach(documents::add);
        return new Reading(
                documents,
                verified.header().header().height(),
                verified.header().header().stateRoot(),
                car);
    }

    private static void accept(ProvenHeader header, Heads heads, Pin asked, ReadOptions options, long after) {
        if (options.at() == null) {
            heads.acceptNewest(header, asked);
        } else if (options.at() == header.header().height()) {
            heads.accept(header);
        } else {
            throw new CairnException.ProofInvalid("answer-mismatch", "", "the node answered from another block");
        }
        if (header.header().logSize() < after) {
            throw new CairnException.ProofInvalid(
                    "answer-stale", "", "the answer does not include entry " + after + ", which was asked for");
        }
    }

    /**
     * Asks in SQL: with a proof, on which the statement is run here, or where the rights of who asks are limited, for the
     * node's signed word.
     */
    SqlReading read(SqlQuestion asking, ReadOptions options) {
        SqlQuestion question = new SqlQuestion(asking.database(), asking.text(), asking.parameters(), contact.caller());
        SqlEngine engine = options.whole() ? new SqlEngine() : engines.take();
        try {
            return read(question, options, engine);
        } catch (CairnException.ProofInvalid invalid) {
            boolean needsCatalog = !engine.catalogNames().isEmpty() && NOT_ITS_PAGES.contains(invalid.code());
            if (!needsCatalog) {
                throw invalid;
            }
            // The node left out a catalog that is not at hand here after all.
            return read(question, options, new SqlEngine());
        }
    }

    private SqlReading read(SqlQuestion question, ReadOptions options, SqlEngine engine) {
        long after = options.at() == null ? Math.max(options.after(), ownSequence.getAsLong()) : options.after();
        Heads heads = contact.heads();
        Pin asked = heads.pin();
        byte[] told = ask(question, options, after, engine);
        boolean isProved = options.provedOnly() || !AttestedAnswer.isOne(told);
        SqlQuestion answered;
        ProvenHeader header;
        SqlResult result;
        boolean isOfNewest;
        if (isProved) {
            SqlAnswer.Verified verified =
                    Interruption.ends(() -> heads.verifier().verifySql(told, engine));
            answered = verified.answer().question();
            header = verified.header();
            result = verified.result();
            isOfNewest = verified.isOfNewest();
        } else {
            AttestedAnswer.Verified verified = heads.verifier().verifyAttested(told);
            answered = verified.answer().question();
            header = verified.header();
            result = verified.answer().result();
            isOfNewest = !answered.target().namesBlock();
        }
        if (!answered.equals(question)) {
            throw new CairnException.ProofInvalid("answer-mismatch", "", "the node answered another question");
        }
        if (isOfNewest) {
            accept(header, heads, asked, options, after);
        } else {
            heads.accept(header);
        }
        // Only now: a catalog from a state that was made up would be met again.
        engines.giveBack(engine);
        return new SqlReading(result, header.header().height(), header.header().stateRoot(), told, isProved);
    }

    private byte[] ask(SqlQuestion question, ReadOptions options, long after, SqlEngine engine) {
        Value.Document.Builder fields = Value.Document.builder()
                .put("sql", question.text())
                .put("parameters", new Value.Array(question.parameters()));
        List<Hash> catalogs = engine.catalogNames();
        if (!catalogs.isEmpty()) {
            fields.put("catalogs", CatalogNames.toValue(catalogs));
        }
        String accept = options.provedOnly() ? Transport.CAR : Transport.CAR + ", " + Transport.ATTESTED;
        try {
            return signedReads.ask(() -> onRecord(question, options), signed -> {
                if (signed != null) {
                    fields.put("read", signed);
                } else if (fields.has("read")) {
                    fields.remove("read");
                }
                byte[] body = body(fields, options, after, true);
                return contact.bytesAsCaller("/sql", token -> Transport.Call.post(Transport.JSON, body, accept, token));
            });
        } catch (CairnException refusal) {
            // Nothing was run on the engine.
            engines.giveBack(engine);
            throw refusal;
        }
    }

    private static Operation.ReadSql onRecord(SqlQuestion question, ReadOptions options) {
        return new Operation.ReadSql(
                question.database(),
                new SqlText(question.text(), question.parameters()),
                ReadPurpose.PROOF,
                options.at());
    }

    private Reading plain(Question question, ReadOptions options, long after) {
        Shape reply;
        try {
            reply = Shape.parse(ask(question, options, after, Transport.JSON));
        } catch (CairnException.NotFound refusal) {
            if (refusal.code().equals("document-not-found")) {
                return new Reading(List.of(), 0, Hash.ZERO, null);
            }
            throw refusal;
        }
        List<Value.Document> documents = new ArrayList<>();
        if (question instanceof Question.Ask) {
            documents.add(reply.fields());
        } else if (reply.has("document")) {
            documents.add(reply.shape("document").fields());
        } else {
            reply.shapes("documents").forEach(document -> documents.add(document.fields()));
        }
        return new Reading(documents, reply.number("height"), reply.hash("stateRoot"), null);
    }

    private byte[] ask(Question question, ReadOptions options, long after, String accept) {
        boolean proof = accept.equals(Transport.CAR);
        return switch (question) {
            case Question.Get get -> {
                StringBuilder path = new StringBuilder("/collections/")
                        .append(Transport.encoded(get.collection()))
                        .append("/documents/")
                        .append(Transport.encoded(get.id()))
                        .append(proof ? "?proof=1" : "?proof=0");
                if (options.at() != null) {
                    path.append("&at=").append(options.at());
                }
                if (after > 0) {
                    path.append("&after=").append(after);
                }
                yield contact.bytes(path.toString(), token -> Transport.Call.get(accept, token));
            }
            case Question.Find find -> {
                byte[] body = body(
                        Value.Document.builder()
                                .put("collection", find.collection())
                                .put("query", find.query()),
                        options,
                        after,
                        proof);
                yield contact.bytes("/query", token -> Transport.Call.post(Transport.JSON, body, accept, token));
            }
            case Question.Ask asked -> {
                byte[] body = body(Value.Document.builder().put("query", asked.query()), options, after, proof);
                yield contact.bytes("/query", token -> Transport.Call.post(Transport.JSON, body, accept, token));
            }
        };
    }

    private static byte[] body(Value.Document.Builder body, ReadOptions options, long after, boolean proof) {
        body.put("proof", Value.of(proof));
        if (options.at() != null) {
            body.put("at", options.at());
        }
        if (after > 0) {
            body.put("after", after);
        }
        return Json.print(body.build()).getBytes(StandardCharsets.UTF_8);
    }
}
