package io.cairn.node.drill;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.ReadOptions;
import io.cairn.client.api.SqlReading;
import io.cairn.engine.codec.Cid;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.node.drill.SqlQuestions.Asked;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Lies about answers in SQL. An answer holds no rows, for the client computes them: who wants other rows has to forge the
 * pages below them, the header above them, or the question beside them.
 */
final class SqlLies {
    private final Scene scene;
    private final SplittableRandom random;
    private final List<Lie> lies = new ArrayList<>();

    private SqlLies(Scene scene, SplittableRandom random) {
        this.scene = scene;
        this.random = random;
    }

    /**
     * A lie.
     *
     * @param alone whether the forged answer is wrong by itself; else it is refused for what the client asked or has seen
     */
    record Lie(Trick trick, boolean alone) {}

    /** How a liar covers forged content. */
    private enum Cover {
        HONEST_HEADER("witness-page-missing"),
        HEADER_OF_ITS_OWN("checkpoint-mismatch"),
        SIGNED_BY_ANOTHER("checkpoint-signature-missing");

        private final String code;

        Cover(String code) {
            this.code = code;
        }
    }

    static List<Lie> of(Scene scene, SplittableRandom random) {
        SqlLies lies = new SqlLies(scene, random);
        SqlForgeries.all().forEach(lies::content);
        lies.chosen("now-chosen", SqlQuestions.NOW, header -> header.timeMillis += 60_000);
        lies.chosen("seed-chosen", SqlQuestions.CHANCE, header -> header.receiptsRoot = Hash.ZERO);
        lies.headers();
        lies.relabelled();
        lies.others();
        lies.pages();
        lies.catalogs();
        return lies.lies;
    }

    /** Lies from before what the client has seen; makes a newer block. */
    static List<Lie> old(Scene scene) {
        SqlLies lies = new SqlLies(scene, new SplittableRandom());
        lies.old();
        return lies.lies;
    }

    private void add(String name, String code, boolean alone, Asked asked, Function<SqlArchive, byte[]> forge) {
        LyingProxy.Lie told =
                (path, honest) -> isQuestion(path) ? Scene.ok(forge.apply(SqlArchive.parse(honest.body()))) : honest;
        lies.add(new Lie(new Trick(name, code, told, () -> asked.of(scene.people())), alone));
    }

    static boolean isQuestion(String path) {
        return path.endsWith("/sql");
    }

    /** Content that is forged up to the root: told under a cover, and then by the node itself, which signs it. */
    private void content(String name, SqlForgeries.Forgery forgery) {
        Cover cover = Cover.values()[random.nextInt(Cover.values().length)];
        add(name, cover.code, true, forgery.question(), honest -> {
            ForgedPages forged = forged(honest, forgery);
            return covered(honest.withPages(forged.pages()), cover, header -> header.stateRoot = forged.root())
                    .toCar();
        });
        // A catalog has to fit its name, whoever signs.
        String code = forgery.ofCatalog() ? "catalog-name-wrong" : "head-forked";
        add(name + "-signed", code, forgery.ofCatalog(), forgery.question(), honest -> {
            ForgedPages forged = forged(honest, forgery);
            return signed(honest.withPages(forged.pages()), header -> header.stateRoot = forged.root())
                    .toCar();
        });
    }

    private static ForgedPages forged(SqlArchive honest, SqlForgeries.Forgery forgery) {
        ForgedPages forged = new ForgedPages(honest.pages(), honest.stateRoot());
        forged.change(forgery.change());
        return forged;
    }

    private SqlArchive covered(SqlArchive archive, Cover cover, Consumer<ForgedHeader> change) {
        if (cover == Cover.HONEST_HEADER) {
            return archive;
        }
        ForgedHeader header = new ForgedHeader(archive.header());
        change.accept(header);
        return cover == Cover.HEADER_OF_ITS_OWN
                ? archive.under(header.bytes(), String.valueOf(archive.record().get("checkpoint")))
                : archive.under(header.bytes(), header.checkpoint(scene.network(), scene.attacker()));
    }

    private SqlArchive signed(SqlArchive archive, Consumer<ForgedHeader> change) {
        ForgedHeader header = new ForgedHeader(archive.header());
        change.accept(header);
        return archive.under(header.bytes(), header.checkpoint(scene.network(), scene.nodeKey()));
    }

    /** What a statement gets from the header. */
    private void chosen(String name, Asked asked, Consumer<ForgedHeader> change) {
        for (Cover cover : List.of(Cover.HEADER_OF_ITS_OWN, Cover.SIGNED_BY_ANOTHER)) {
            add(
                    name + (cover == Cover.SIGNED_BY_ANOTHER ? "-by-another" : ""),
                    cover.code,
                    true,
                    asked,
                    honest -> covered(honest, cover, change).toCar());
        }
        add(
                name + "-signed",
                "head-forked",
                false,
                asked,
                honest -> signed(honest, change).toCar());
    }

    private void headers() {
        Asked asked = SqlQuestions.RANGE;
        add(
                "state-root-forged",
                "witness-page-missing",
                true,
                asked,
                honest -> signed(honest, header -> header.stateRoot = Hash.ZERO).toCar());
        add(
                "log-forked",
                "head-forked",
                false,
                asked,
                honest -> signed(honest, header -> header.logRoot = Hash.ZERO).toCar());
        add(
                "checkpoint-of-another-block",
                "checkpoint-mismatch",
                true,
                asked,
                honest -> honest.under(
                                honest.header(),
                                String.valueOf(
                                        scene.json(scene.people(), "/blocks/2").get("checkpoint")))
                        .toCar());
        add(
                "header-of-another-block",
                "checkpoint-mismatch",
                true,
                asked,
                honest -> honest.under(
                                Scene.bytes(scene.json(scene.people(), "/blocks/2"), "header"),
                                String.valueOf(honest.record().get("checkpoint")))
                        .toCar());
        add("block-of-another-time", "witness-page-missing", true, asked, honest -> {
            Value.Document earlier = scene.json(scene.people(), "/blocks/2");
            return honest.under(Scene.bytes(earlier, "header"), String.valueOf(earlier.get("checkpoint")))
                    .toCar();
        });
        add(
                "other-network",
                "database-mismatch",
                false,
                asked,
                honest -> honest.under(
                                honest.header(),
                                new ForgedHeader(honest.header()).checkpoint("elsewhere", scene.nodeKey()))
                        .toCar());
    }

    /** The pages of an honest answer to another question, under the question that was asked. */
    private void relabelled() {
        relabelled(
                "parameters-swapped",
                SqlQuestions.RANGE,
                scene.people(),
                SqlQuestions.ELSEWHERE,
                "witness-page-missing");
        relabelled(
                "statement-swapped",
                SqlQuestions.BY_OTHER_NAME,
                scene.people(),
                SqlQuestions.RANGE,
                "witness-page-missing");
        relabelled("range-truncated", SqlQuestions.WIDE, scene.people(), SqlQuestions.RANGE, "witness-page-missing");
        relabelled("range-widened", SqlQuestions.RANGE, scene.people(), SqlQuestions.WIDE, "witness-page-surplus");
        relabelled("order-swapped", SqlQuestions.WIDE, scene.people(), SqlQuestions.DESCENDING, "witness-page-missing");
        relabelled("count-without-rows", SqlQuestions.VIEW, scene.people(), SqlQuestions.COUNT, "witness-page-missing");
        relabelled("other-database", SqlQuestions.RANGE, scene.others(), SqlQuestions.RANGE, "database-mismatch");
    }

    private void relabelled(String name, Asked asked, ClientDatabase database, Asked other, String code) {
        SqlArchive answer = archive(other.of(database));
        add(name, code, true, asked, honest -> answer.asAnswerTo(honest).toCar());
    }

    private static SqlArchive archive(SqlReading reading) {
        return SqlArchive.parse(reading.archive());
    }

    /** Honest answers to somebody else's questions. */
    private void others() {
        Map<String, SqlReading> answers = Map.of(
                "other-parameters", SqlQuestions.ELSEWHERE.of(scene.people()),
                "other-statement", SqlQuestions.COUNT.of(scene.people()),
                "other-databases-answer", SqlQuestions.RANGE.of(scene.others()));
        new TreeMap<>(answers)
                .forEach((name, reading) ->
                        add(name, "answer-mismatch", false, SqlQuestions.RANGE, _ -> reading.archive()));
    }

    private void pages() {
        Asked asked = SqlQuestions.RANGE;
        SqlArchive wide = archive(SqlQuestions.WIDE.of(scene.people()));
        add("page-missing", "witness-page-missing", true, asked, honest -> {
            TreeMap<Hash, byte[]> fewer = new TreeMap<>(honest.pages());
            fewer.remove(any(fewer));
            return honest.withPages(fewer).toCar();
        });
        add("page-surplus", "witness-page-surplus", true, asked, honest -> {
            TreeMap<Hash, byte[]> more = new TreeMap<>(wide.pages());
            more.putAll(honest.pages());
            return honest.withPages(more).toCar();
        });
        add("page-altered", "witness-page-missing", true, asked, honest -> {
            TreeMap<Hash, byte[]> others = new TreeMap<>(honest.pages());
            byte[] changed = flipped(Objects.requireNonNull(others.remove(any(others))));
            others.put(Cid.of(Cid.Codec.RAW, changed).digest(), changed);
            return honest.withPages(others).toCar();
        });
        add("page-under-another-name", "car-block-mismatch", true, asked, honest -> {
            TreeMap<Hash, byte[]> others = new TreeMap<>(honest.pages());
            others.computeIfPresent(any(others), (_, page) -> flipped(page));
            return honest.withPages(others).toCar();
        });
        add("page-repeated", "answer-malformed", true, asked, honest -> {
            List<Map.Entry<Hash, byte[]>> blocks =
                    new ArrayList<>(honest.pages().sequencedEntrySet());
            blocks.add(blocks.getFirst());
            return honest.toCar(blocks);
        });
    }

    /** What is left out for those who have the catalog, told to one who has not. */
    private void catalogs() {
        Asked asked = SqlQuestions.RANGE;
        SqlReading lean = lean(asked);
        add("catalog-left-out", "witness-page-missing", true, asked, _ -> lean.archive());
    }

    /** The answer to somebody who has the catalog. */
    private SqlReading lean(Asked asked) {
        asked.knowing(scene.people());
        return asked.knowing(scene.people());
    }

    /** Told to who has the catalog of before, as if that were the one of now. */
    private void catalogOfNow(long before) {
        Asked asked = SqlQuestions.RANGE;
        scene.people().execute(SqlQuestions.texts("alter table birds alter column weight set default 8"));
        scene.people().awaitSeal();
        SqlReading lean = lean(asked);
        LyingProxy.Lie stale = (path, honest) -> {
            boolean isOfNow = isQuestion(path)
                    && SqlArchive.parse(honest.body()).stateRoot().equals(lean.stateRoot());
            return isOfNow ? Scene.ok(lean.archive()) : honest;
        };
        lies.add(new Lie(
                new Trick("catalog-stale", "witness-page-missing", stale, () -> {
                    try (CairnClient late = scene.stranger()) {
                        ClientDatabase people = late.database(scene.people().address());
                        people.sql(asked.text(), asked.parameters(), ReadOptions.PROVED.at(before));
                        asked.knowing(people);
                    }
                }),
                true));
    }

    private Hash any(TreeMap<Hash, byte[]> pages) {
        return List.copyOf(pages.keySet()).get(random.nextInt(pages.size()));
    }

    private byte[] flipped(byte[] page) {
        byte[] changed = page.clone();
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        return changed;
    }

    private void old() {
        Asked asked = SqlQuestions.RANGE;
        SqlReading seen = asked.of(scene.people());
        long sequence = scene.people()
                .execute(SqlQuestions.texts("update birds set weight = 1 where id = 40"))
                .sequence();
        asked.of(scene.people());
        catalogOfNow(seen.height());
        add("old-root", "head-rolled-back", false, asked, _ -> seen.archive());
        add(
                "old-pages",
                "witness-page-missing",
                true,
                asked,
                honest -> honest.withPages(archive(seen).pages()).toCar());
        LyingProxy.Lie past = (path, honest) -> isQuestion(path) ? Scene.ok(seen.archive()) : honest;
        lies.add(new Lie(
                new Trick("write-hidden", "answer-stale", past, () -> {
                    // A client of its own, that has not seen the newer block and so misses only what it asked for.
                    try (CairnClient late = scene.stranger()) {
                        late.database(scene.people().address())
                                .sql(asked.text(), asked.parameters(), ReadOptions.PROVED.after(sequence));
                    }
                }),
                false));
        lies.add(new Lie(
                new Trick("other-block", "answer-mismatch", past, () -> {
                    // One that has the catalog already is sent an answer without it, which nobody else can check.
                    try (CairnClient late = scene.stranger()) {
                        late.database(scene.people().address())
                                .sql(asked.text(), asked.parameters(), ReadOptions.PROVED.at(seen.height() + 1));
                    }
                }),
                false));
    }
}
