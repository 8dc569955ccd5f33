package io.cairn.node.bench;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.verify.Answer;
import io.cairn.engine.verify.AnswerVerifier;
import io.cairn.node.load.LoadConnection;
import io.cairn.node.load.Writer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** The clients of a node. Each has its own connection, key and random source. */
final class Workloads {
    private static final int BATCH = 100;
    private static final int RANGE = 100;

    private Workloads() {}

    /** Signs and sends one mutation of some documents at a time. */
    private record WriteClient(
            Target target, LoadConnection connection, Writer writer, SplittableRandom random, int documents)
            implements ClosedLoop.Client {
        @Override
        public int once() throws IOException {
            List<Value.Document> rows = new ArrayList<>(documents);
            for (int i = 0; i < documents; i++) {
                rows.add(Rows.document(random));
            }
            Operation add = new Operation.AddDocuments(
                    target.database(), Target.COLLECTION, Collections.nCopies(documents, null), rows);
            Target.requireRows(connection.exchange(target.submit(connection, writer.sign(add))));
            return documents;
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }

    static ClosedLoop.Clients writes(Target target, SplittableRandom random) {
        return _ -> write(target, random, 1);
    }

    static ClosedLoop.Clients batches(Target target, SplittableRandom random) {
        return _ -> write(target, random, BATCH);
    }

    private static ClosedLoop.Client write(Target target, SplittableRandom random, int documents) throws IOException {
        SplittableRandom own = random.split();
        return new WriteClient(target, LoadConnection.open(target.node()), target.writer(own), own, documents);
    }

    /** Takes an answer and throws where it is not right. */
    private interface Check {
        void accept(LoadConnection.Answer answer);
    }

    /** Makes the next request of a reader. */
    private interface Ask {
        byte[] next(LoadConnection connection, SplittableRandom random);
    }

    private record ReadClient(LoadConnection connection, SplittableRandom random, Ask ask, Check check)
            implements ClosedLoop.Client {
        @Override
        public int once() throws IOException {
            check.accept(connection.exchange(ask.next(connection, random)));
            return 1;
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }

    private static ClosedLoop.Clients reads(Target target, SplittableRandom random, Ask ask, Check check) {
        return _ -> new ReadClient(LoadConnection.open(target.node()), random.split(), ask, check);
    }

    /** Gets prepared documents by id, on the node's word. */
    static ClosedLoop.Clients points(Target target, int rows, SplittableRandom random) {
        return reads(
                target,
                random,
                (connection, own) -> connection.get(target.documentPath(own.nextInt(rows))),
                answer -> require(answer.status() == 200, "a prepared document was not found"));
    }

    /** Gets prepared documents by id with a proof, and verifies it. */
    static ClosedLoop.Clients verifiedPoints(Target target, int rows, SplittableRandom random, AnswerBytes bytes) {
        AnswerVerifier verifier = new AnswerVerifier(target.node().nodeKey());
        return reads(
                target,
                random,
                (connection, own) -> connection.get(target.documentPath(own.nextInt(rows)) + "?proof=1"),
                answer -> verify(answer, verifier, 1, bytes));
    }

    /** Asks for the next hundred documents by number from somewhere on, with a proof, and verifies it. */
    static ClosedLoop.Clients verifiedRanges(Target target, SplittableRandom random, AnswerBytes bytes) {
        AnswerVerifier verifier = new AnswerVerifier(target.node().nodeKey());
        String path = "/v1/databases/" + target.database() + "/query";
        return reads(
                target,
                random,
                (connection, own) -> connection.post(path, "application/json", range(own)),
                answer -> verify(answer, verifier, RANGE, bytes));
    }

    private static byte[] range(SplittableRandom random) {
        Value condition = new Value.Array(
                // The upper tenth is left out, so that a hundred rows always follow.
                List.of(Value.of("number"), Value.of(">="), Value.of(random.nextInt(Rows.NUMBERS / 10 * 9))));
        Value.Document body = Value.Document.builder()
                .put("collection", Target.COLLECTION)
                .put("query", new Value.Array(List.of(condition, Value.of(RANGE))))
                .put("proof", Value.of(true))
                .build();
        return Json.print(body).getBytes(StandardCharsets.UTF_8);
    }

    private static void verify(
            LoadConnection.Answer answer, AnswerVerifier verifier, int documents, AnswerBytes bytes) {
        require(answer.status() == 200, "a question was refused");
        bytes.add(answer.body().length);
        Answer.Verified verified = verifier.verify(answer.body());
        require(verified.answer().documents().size() == documents, "an answer has too few documents");
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new CairnException.Unavailable("bench-failed", what);
        }
    }
}
