package io.cairn.node.drill;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.ReadOptions;
import io.cairn.client.api.Reading;
import io.cairn.engine.codec.Cid;
import io.cairn.engine.codec.Json;
import io.cairn.engine.document.StoredDocument;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.verify.Answer;
import io.cairn.engine.verify.Question;
import io.cairn.node.demo.Forgeries;
import io.cairn.node.load.LoadConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Lies about the answer to a query or to the question for one document. */
final class AnswerLies {
    private static final String QUERY = "[[\"age\",\">\",20],[\"age\",\"desc\"],20]";
    private static final String LIMIT = "[[\"age\",\">\",20],[\"age\",\"desc\"],5]";
    private static final String ORDER = "[[\"age\",\">\",20],[\"age\",\"asc\"],20]";
    private static final String RANGE = "[[\"age\",\">\",85],[\"age\",\"desc\"],20]";
    private static final String INDEX = "[[\"name\",\">\",\"n20\"],[\"name\",\"desc\"],20]";

    /** The forgeries that the demonstration tells too. */
    private static final Map<String, String> FORGERIES = new TreeMap<>(Map.of(
            "value-changed", "answer-wrong",
            "row-dropped", "answer-wrong",
            "row-added", "answer-wrong",
            "rows-reordered", "answer-wrong",
            "page-missing", "witness-page-missing",
            "page-surplus", "witness-page-surplus",
            "page-altered", "witness-page-missing"));

    private final Scene scene;
    private final List<Trick> tricks = new ArrayList<>();

    private AnswerLies(Scene scene) {
        this.scene = scene;
    }

    static List<Trick> of(Scene scene) {
        AnswerLies lies = new AnswerLies(scene);
        lies.rows();
        lies.otherAnswers();
        lies.headers();
        lies.documents();
        lies.old();
        return lies.tricks;
    }

    private void query(String name, String code, UnaryOperator<Answer> forge) {
        tricks.add(new Trick(name, code, onProof(forge), () -> scene.people().query(Scene.COLLECTION, QUERY)));
    }

    private static LyingProxy.Lie onProof(UnaryOperator<Answer> forge) {
        return (path, honest) -> isProof(path)
                ? Scene.ok(forge.apply(Answer.parse(honest.body())).toCar())
                : honest;
    }

    private static boolean isProof(String path) {
        return path.contains("proof=1") || path.endsWith("/query");
    }

    private void rows() {
        FORGERIES.forEach((name, code) -> query(
                name,
                code,
                honest -> Answer.parse(
                        Objects.requireNonNull(Forgeries.of(honest.toCar()).get(name)))));
        query(
                "row-id-changed",
                "answer-wrong",
                honest -> withFirst(
                        honest,
                        first -> new StoredDocument(
                                first.id() + "x",
                                first.owner(),
                                first.createdSequence(),
                                first.changedSequence(),
                                first.fields())));
        query(
                "row-owner-changed",
                "answer-wrong",
                honest -> withFirst(
                        honest,
                        first -> new StoredDocument(
                                first.id(),
                                scene.somebody(),
                                first.createdSequence(),
                                first.changedSequence(),
                                first.fields())));
        query(
                "last-row-dropped",
                "answer-wrong",
                honest -> with(
                        honest, honest.documents().subList(0, honest.documents().size() - 1), honest.pages()));
        query("row-repeated", "answer-wrong", honest -> {
            List<StoredDocument> rows = new ArrayList<>(honest.documents());
            rows.set(rows.size() - 1, rows.getFirst());
            return with(honest, rows, honest.pages());
        });
        query("page-of-another-query", "witness-page-surplus", honest -> {
            TreeMap<Hash, byte[]> pages = new TreeMap<>();
            honest.pages().forEach(page -> pages.put(hash(page), page));
            answer(scene.people(), INDEX).pages().forEach(page -> pages.put(hash(page), page));
            return with(honest, honest.documents(), List.copyOf(pages.values()));
        });
    }

    private static Hash hash(byte[] page) {
        return Cid.of(Cid.Codec.RAW, page).digest();
    }

    private static Answer withFirst(Answer honest, UnaryOperator<StoredDocument> change) {
        List<StoredDocument> rows = new ArrayList<>(honest.documents());
        rows.set(0, change.apply(rows.getFirst()));
        return with(honest, rows, honest.pages());
    }

    private static Answer with(Answer honest, List<StoredDocument> rows, List<byte[]> pages) {
        return new Answer(honest.question(), honest.header(), honest.checkpoint(), rows, pages);
    }

    /** Honest answers to other questions, under the question that was asked. */
    private void otherAnswers() {
        relabelled("range-truncated", scene.people(), RANGE, "witness-page-missing");
        relabelled("limit-swapped", scene.people(), LIMIT, "witness-page-missing");
        relabelled("order-swapped", scene.people(), ORDER, "witness-page-missing");
        relabelled("index-swapped", scene.people(), INDEX, "witness-page-missing");
        relabelled("other-database", scene.others(), QUERY, "database-mismatch");
        query("other-question", "answer-mismatch", _ -> answer(scene.people(), LIMIT));
    }

    private void relabelled(String name, ClientDatabase database, String query, String code) {
        query(name, code, honest -> relabel(answer(database, query), honest.question()));
    }

    private static Answer relabel(Answer answer, Question question) {
        return new Answer(question, answer.header(), answer.checkpoint(), answer.documents(), answer.pages());
    }

    private Answer answer(ClientDatabase database, String query) {
        return Answer.parse(scene.ask(
                database,
                "/collections/people/documents?proof=1&q=" + URLEncoder.encode(query, StandardCharsets.UTF_8)));
    }

    private void headers() {
        query("header-altered", "checkpoint-mismatch", honest -> {
            ForgedHeader header = new ForgedHeader(honest.header());
            header.stateRoot = Hash.ZERO;
            return under(honest, header.bytes(), honest.checkpoint());
        });
        query("state-root-forged", "witness-page-missing", honest -> {
            ForgedHeader header = new ForgedHeader(honest.header());
            header.stateRoot = Hash.ZERO;
            return under(honest, header.bytes(), header.checkpoint(scene.network(), scene.nodeKey()));
        });
        query(
                "checkpoint-by-another",
                "checkpoint-signature-missing",
                honest -> under(
                        honest,
                        honest.header(),
                        new ForgedHeader(honest.header()).checkpoint(scene.network(), scene.attacker())));
        query("checkpoint-of-another-block", "checkpoint-mismatch", honest -> {
            Value.Document earlier = scene.json(scene.people(), "/blocks/2");
            return under(honest, honest.header(), String.valueOf(earlier.get("checkpoint")));
        });
        query(
                "other-network",
                "database-mismatch",
                honest -> under(
                        honest,
                        honest.header(),
                        new ForgedHeader(honest.header()).checkpoint("elsewhere", scene.nodeKey())));
        query("log-forked", "head-forked", honest -> {
            ForgedHeader header = new ForgedHeader(honest.header());
            header.logRoot = Hash.ZERO;
            return under(honest, header.bytes(), header.checkpoint(scene.network(), scene.nodeKey()));
        });
    }

    private static Answer under(Answer honest, byte[] header, String checkpoint) {
        return new Answer(honest.question(), header, checkpoint, honest.documents(), honest.pages());
    }

    private void documents() {
        Runnable attempt = () -> Scene.requireFound(scene.people(), "p7");
        tricks.add(new Trick(
                "absence-forged", "answer-wrong", onProof(honest -> with(honest, List.of(), honest.pages())), attempt));
        tricks.add(new Trick(
                "absence-of-another",
                "witness-page-missing",
                onProof(honest -> relabel(document("nobody"), honest.question())),
                attempt));
        tricks.add(new Trick(
                "absence-claimed",
                "absence-unproved",
                (path, honest) -> isProof(path) ? absent("document-not-found") : honest,
                attempt));
        tricks.add(new Trick(
                "collection-denied",
                "absence-unproved",
                (path, honest) -> isProof(path) ? absent("collection-not-found") : honest,
                attempt));
        tricks.add(new Trick(
                "document-of-another-id",
                "answer-wrong",
                onProof(honest -> relabel(document("p8"), honest.question())),
                attempt));
    }

    private Answer document(String id) {
        return Answer.parse(scene.ask(scene.people(), "/collections/people/documents/" + id + "?proof=1"));
    }

    private static LoadConnection.Answer absent(String code) {
        Value.Document problem = Value.Document.builder()
                .put("status", 404)
                .put("code", code)
                .put("detail", "it is not there")
                .put("at", "")
                .build();
        return new LoadConnection.Answer(404, Json.print(problem).getBytes(StandardCharsets.UTF_8));
    }

    /** Answers from before what the client has seen, or from another block than it asked for. */
    private void old() {
        Value.Array query = (Value.Array) Json.parse(QUERY);
        Reading seen = scene.people().query(Scene.COLLECTION, query, ReadOptions.PROVED);
        Answer past = Answer.parse(Objects.requireNonNull(seen.archive()));
        long sequence = scene.people()
                .add(
                        Scene.COLLECTION,
                        "newest",
                        Value.Document.builder().put("age", 89).build())
                .sequence();
        scene.people().get(Scene.COLLECTION, "newest");
        query("old-root", "head-rolled-back", _ -> past);
        tricks.add(new Trick(
                "write-hidden",
                "answer-stale",
                onProof(_ -> past),
                // A client of its own, that has not seen the newer block and so misses only what it asked for.
                () -> {
                    try (CairnClient late = scene.stranger()) {
                        late.database(scene.people().address())
                                .query(Scene.COLLECTION, query, ReadOptions.PROVED.after(sequence));
                    }
                }));
        tricks.add(new Trick(
                "other-block",
                "answer-mismatch",
                onProof(_ -> past),
                () -> scene.people().query(Scene.COLLECTION, query, ReadOptions.PROVED.at(seen.height() + 1))));
    }
}
