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
import org.jspecify.annotations.Nullable;

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

    /**
     * The receipt of a mutation or of a run of a cron, as soon as its block is sealed.
     *
     * @param index its place in its entry; null for the place of what has this id
     */
    CompletableFuture<byte[]> receipt(Database database, Hash id, @Nullable Long index) {
        Fate fate = database.fate(id);
        if (fate == null) {
            throw new CairnException.NotFound("mutation-not-found", "this database has no such mutation");
        }
        return database.after(fate.sequence())
                .orTimeout(RECEIPT_SECONDS_MAX, TimeUnit.SECONDS)
                .thenCompose(_ -> workers.submit(() -> receipt(database, id, fate.sequence(), index)));
    }

    private static byte[] receipt(Database database, Hash id, long sequence, @Nullable Long index) {
        Database.SignedHeader block = database.blockOf(sequence);
        Header header = Header.decode(block.header());
        Entry entry = database.entry(sequence);
        List<Outcome> outcomes = database.outcomes(header.height());
        int at = place(outcomes, sequence, index == null ? named(outcomes, sequence, id) : index);
        InclusionProof logProof = InclusionProof.create(database::logNode, sequence - 1, header.logSize());
        return new Receipt(
                        database.address(),
                        entry,
                        outcomes.get(at).index(),
                        logProof.hashes(),
                        OutcomeProof.create(outcomes, at),
                        block.header(),
                        block.checkpoint())
                .toJson()
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The place in its entry of what has an id; 0 where that is the id of the whole. */
    private static long named(List<Outcome> outcomes, long sequence, Hash id) {
        for (Outcome outcome : outcomes) {
            if (outcome.sequence() == sequence && outcome.mutation().equals(id)) {
                return outcome.index();
            }
        }
        return 0;
    }

    private static int place(List<Outcome> outcomes, long sequence, long index) {
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i).sequence() == sequence && outcomes.get(i).index() == index) {
                return i;
            }
        }
        throw new CairnException.NotFound("mutation-not-found", "the entry has no mutation " + index);
    }
}
