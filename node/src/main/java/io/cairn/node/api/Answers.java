package io.cairn.node.api;

import io.cairn.engine.document.Query;
import io.cairn.engine.log.Entry;
import io.cairn.engine.log.Header;
import io.cairn.engine.log.InclusionProof;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.verify.Answer;
import io.cairn.engine.verify.OutcomeProof;
import io.cairn.engine.verify.Question;
import io.cairn.engine.verify.Receipt;
import io.cairn.node.database.Database;
import io.cairn.node.database.Fate;
import io.cairn.node.database.Snapshot;
import io.cairn.node.http.Workers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Makes proved answers and receipts. */
final class Answers {
    private static final int RECEIPT_SECONDS_MAX = 10;

    private final Workers workers;

    Answers(Workers workers) {
        this.workers = workers;
    }

    byte[] get(Snapshot snapshot, String collection, String id) {
        return answer(snapshot, new Question.Get(snapshot.header().database(), collection, id));
    }

    byte[] query(Snapshot snapshot, String collection, Query query) {
        return answer(snapshot, new Question.Find(snapshot.header().database(), collection, query.source()));
    }

    byte[] ask(Snapshot snapshot, Value.Array query) {
        return answer(snapshot, new Question.Ask(snapshot.header().database(), query));
    }

    private static byte[] answer(Snapshot snapshot, Question question) {
        return Answer.prove(
                question, snapshot.headerBytes(), snapshot.checkpoint(), tracker -> snapshot.view(tracker::accept));
    }

    /** The receipt of a mutation, as soon as its block is sealed. */
    CompletableFuture<byte[]> receipt(Database database, Hash id, long index) {
        Fate fate = database.fate(id);
        if (fate == null) {
            throw new CairnException.NotFound("mutation-not-found", "this database has no such mutation");
        }
        return database.after(fate.sequence())
                .orTimeout(RECEIPT_SECONDS_MAX, TimeUnit.SECONDS)
                .thenCompose(_ -> workers.submit(() -> receipt(database, fate.sequence(), index)));
    }

    private static byte[] receipt(Database database, long sequence, long index) {
        Database.SignedHeader block = database.blockOf(sequence);
        Header header = Header.decode(block.header());
        Entry entry = database.entry(sequence);
        List<Outcome> outcomes = database.outcomes(header.height());
        int at = -1;
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i).sequence() == sequence && outcomes.get(i).index() == index) {
                at = i;
            }
        }
        if (at < 0) {
            throw new CairnException.NotFound("mutation-not-found", "the bundle has no mutation " + index);
        }
        InclusionProof logProof = InclusionProof.create(database::logNode, sequence - 1, header.logSize());
        return new Receipt(
                        database.address(),
                        entry,
                        (int) index,
                        logProof.hashes(),
                        OutcomeProof.create(outcomes, at),
                        block.header(),
                        block.checkpoint())
                .toJson()
                .getBytes(StandardCharsets.UTF_8);
    }
}
