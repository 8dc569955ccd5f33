package io.cairn.engine.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.codec.Json;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.state.Ledger;
import io.cairn.engine.tree.TreeRoot;
import io.cairn.engine.witness.WitnessView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Queries over indexes, and the same queries proved, against a plain scan of all documents. */
class DocumentReaderTest {
    private static final int QUERIES = Boolean.getBoolean("cairn.full") ? 300_000 : 2_000;
    private static final int QUERIES_OF_ONE_COLLECTION = 500;

    /** A collection in a sealed tree, and its documents as a plain map. */
    record Collection(Ledger ledger, TreeRoot root, TreeMap<String, Value.Document> documents) {
        static Collection random(SplittableRandom random) {
            Ledger ledger = new Ledger();
            TreeMap<String, Value.Document> documents = new TreeMap<>();
            for (int batch = 1 + random.nextInt(6); batch > 0; batch--) {
                Map<String, Value.Document> changed = new LinkedHashMap<>();
                for (int i = 1 + random.nextInt(70); i > 0; i--) {
                    changed.put(id(random), document(random));
                }
                documents.putAll(changed);
                ok(
                        ledger,
                        new Operation.SetDocuments(
                                ledger.address(), "all", List.copyOf(changed.keySet()), List.copyOf(changed.values())));
                if (batch == 2) {
                    declare(ledger, random);
                }
                List<String> gone = new ArrayList<>();
                for (String id : List.copyOf(documents.keySet())) {
                    if (random.nextInt(8) == 0) {
                        gone.add(id);
                    }
                }
                gone.forEach(documents::remove);
                if (!gone.isEmpty()) {
                    ok(ledger, new Operation.DeleteDocuments(ledger.address(), "all", gone));
                }
            }
            declare(ledger, random);
            // A second collection, so that ranges have something to run into.
            ok(ledger, ledger.add("beside", "x", document(random)));
            return new Collection(ledger, ledger.sealedRoot(), documents);
        }

        /** Late, so that the documents which are there have to be found. */
        private static void declare(Ledger ledger, SplittableRandom random) {
            for (int i = random.nextInt(3); i >= 0; i--) {
                Value.Array add = new Value.Array(List.of(Value.of("addIndex"), indexFields(random), Value.of("all")));
                ok(ledger, Operation.ExecuteQueries.parse(ledger.address(), new Value.Array(List.of(add)), "queries"));
            }
        }

        private static void ok(Ledger ledger, Operation operation) {
            assertThat(ledger.apply(ledger.owner, operation).code()).isEqualTo(Outcome.OK);
        }
    }

    private static String id(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> "id" + random.nextInt(60);
            case 1 -> "日" + random.nextInt(20);
            case 2 -> "\ud83d\ude00" + random.nextInt(20);
            default -> "\uffee" + random.nextInt(20);
        };
    }

    private static Value.Document document(SplittableRandom random) {
        Value.Document.Builder fields = Value.Document.builder();
        put(fields, "a", random);
        put(fields, "b", random);
        if (random.nextInt(4) > 0) {
            List<Value> tags = new ArrayList<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                tags.add(value(random, 1));
            }
            fields.put("t", new Value.Array(tags));
        }
        if (random.nextInt(3) > 0) {
            Value.Document.Builder inner = Value.Document.builder();
            put(inner, "x", random);
            if (random.nextBoolean()) {
                inner.put(
                        "y", Value.Document.builder().put("z", value(random, 0)).build());
            }
            fields.put("o", inner.build());
        } else {
            put(fields, "o", random);
        }
        return fields.build();
    }

    private static void put(Value.Document.Builder fields, String name, SplittableRandom random) {
        if (random.nextInt(6) > 0) {
            fields.put(name, value(random, 1));
        }
    }

    /** Values from few, so that they meet: of every type, numbers beyond 2^53, long texts that differ after the cut. */
    private static Value value(SplittableRandom random, int depth) {
        return switch (random.nextInt(depth == 0 ? 10 : 12)) {
            case 0 -> Value.none();
            case 1 -> Value.of(random.nextBoolean());
            case 2, 3 -> Value.of(random.nextInt(-3, 6));
            case 4 -> Value.of(random.nextInt(-4, 8) * 0.5);
            case 5 -> Value.of((1L << 53) + random.nextInt(-2, 4));
            case 6 -> Value.of(0x1p53 + 2 * random.nextInt(3));
            case 7 ->
                Value.of(List.of("", "a", "ab", "b", "日", "\ud83d\ude00", "\uffee")
                        .get(random.nextInt(7)));
            case 8 -> Value.of(longText(random));
            case 9 -> Value.of(new byte[random.nextInt(3)]);
            case 10 -> new Value.Array(List.of(value(random, depth - 1), value(random, depth - 1)));
            default ->
                Value.Document.builder().put("x", value(random, depth - 1)).build();
        };
    }

    private static String longText(SplittableRandom random) {
        String shared = "p".repeat(70 + random.nextInt(3) * 10);
        return shared + (random.nextBoolean() ? "" : "q") + random.nextInt(4);
    }

    private static Value indexFields(SplittableRandom random) {
        List<String> paths = new ArrayList<>(List.of("a", "b", "o.x", "o.y.z", "o"));
        List<Value> fields = new ArrayList<>();
        if (random.nextInt(3) == 0) {
            fields.add(new Value.Array(List.of(Value.of("t"), Value.of("array"))));
        }
        for (int i = 2 + random.nextInt(2); i > 0; i--) {
            fields.add(new Value.Array(List.of(
                    Value.of(paths.remove(random.nextInt(paths.size()))),
                    Value.of(random.nextBoolean() ? "asc" : "desc"))));
        }
        return new Value.Array(fields);
    }

    @Test
    void answersAndProvesWhatAScanFinds() {
        int answered = 0;
        int missing = 0;
        for (int done = 0; done < QUERIES; done += QUERIES_OF_ONE_COLLECTION) {
            long seed = 4_000 + done;
            SplittableRandom random = new SplittableRandom(seed);
            Collection collection = Collection.random(random);
            RandomQueries queries = new RandomQueries(random, collection.documents(), of -> value(of, 1));
            for (int i = 0; i < QUERIES_OF_ONE_COLLECTION; i++) {
                Value.Array query = queries.next();
                String what = "seed " + seed + ", query " + i + ": " + Json.print(query);
                List<String> expected = new NaiveQuery(query).run(collection.documents());
                Map<Hash, byte[]> pages = new LinkedHashMap<>();
                DocumentReader reader =
                        new DocumentReader(collection.ledger().tree().view(collection.root(), pages::put));
                List<String> found;
                try {
                    found = found(reader, query, collection);
                } catch (CairnException.Incorrect refusal) {
                    assertThat(refusal.code()).as(what).isEqualTo("query-index-missing");
                    missing++;
                    continue;
                }
                answered += expected.isEmpty() ? 0 : 1;
                assertThat(found).as(what).isEqualTo(expected);
                WitnessView witness = new WitnessView(collection.root().hash(), List.copyOf(pages.values()));
                assertThat(found(new DocumentReader(witness), query, collection))
                        .as("proof of %s", what)
                        .isEqualTo(expected);
                witness.requireAllUsed();
            }
        }
        assertThat(answered).as("queries that find something").isGreaterThan(QUERIES / 6);
        assertThat(missing).as("queries without their index").isBetween(1, QUERIES / 3);
    }

    /** The index that a refusal names is one by which the query is answered. */
    @Test
    void refusalsNameTheIndexToAdd() {
        long seed = 77;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 6; round++) {
            Collection collection = Collection.random(random);
            Ledger ledger = collection.ledger();
            RandomQueries queries = new RandomQueries(random, collection.documents(), of -> value(of, 1));
            for (int i = 0; i < 40; i++) {
                Value.Array query = queries.next();
                String what = "seed " + seed + ", round " + round + ", query " + i + ": " + Json.print(query);
                List<String> expected = new NaiveQuery(query).run(collection.documents());
                DocumentReader reader = new DocumentReader(ledger.state());
                try {
                    reader.run("all", Query.parse(query));
                } catch (CairnException.Incorrect refusal) {
                    assertThat(refusal.code()).as(what).isEqualTo("query-index-missing");
                    String message = refusal.getMessage();
                    Value add = Json.parse(message.substring(message.indexOf("[\"addIndex\"")));
                    Collection.ok(
                            ledger,
                            Operation.ExecuteQueries.parse(ledger.address(), new Value.Array(List.of(add)), "queries"));
                }
                assertThat(found(reader, query, collection)).as(what).isEqualTo(expected);
            }
        }
    }

    /** Pages that begin after the cursor of the page before lose and repeat nothing. */
    @Test
    void pagesByCursorAreTheWholeAnswer() {
        long seed = 78;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < (QUERIES > 10_000 ? 200 : 3); round++) {
            Collection collection = Collection.random(random);
            DocumentReader reader = new DocumentReader(collection.ledger().state());
            RandomQueries queries = new RandomQueries(random, collection.documents(), of -> value(of, 1));
            for (int i = 0; i < 60; i++) {
                List<Value> options = new ArrayList<>(queries.next().values());
                options.removeIf(option -> option instanceof Value.Int
                        || (((Value.Array) option).values().getFirst() instanceof Value.Text(var word)
                                && word.startsWith("start")));
                String what = "seed " + seed + ", round " + round + ", query " + i + ": "
                        + Json.print(new Value.Array(options));
                List<String> expected;
                try {
                    expected = found(reader, new Value.Array(options), collection);
                } catch (CairnException.Incorrect noIndex) {
                    continue;
                }
                options.add(Value.of(1 + random.nextInt(9)));
                List<String> paged = new ArrayList<>();
                List<StoredDocument> page = reader.run("all", Query.parse(new Value.Array(options)));
                while (!page.isEmpty() && paged.size() <= expected.size()) {
                    page.forEach(document -> paged.add(document.id()));
                    List<Value> next = new ArrayList<>(options);
                    next.add(new Value.Array(
                            List.of(Value.of("startAfter"), page.getLast().cursor())));
                    page = reader.run("all", Query.parse(new Value.Array(next)));
                }
                assertThat(paged).as(what).isEqualTo(expected);
            }
        }
    }

    private static List<String> found(DocumentReader reader, Value.Array query, Collection collection) {
        List<String> ids = new ArrayList<>();
        for (StoredDocument document : reader.run("all", Query.parse(query))) {
            assertThat((Value) document.fields())
                    .isEqualTo(collection.documents().get(document.id()));
            ids.add(document.id());
        }
        return ids;
    }

    @Test
    void countsAndFindsSingleDocuments() {
        long seed = 11;
        Collection collection = Collection.random(new SplittableRandom(seed));
        DocumentReader reader = new DocumentReader(collection.ledger().state());
        assertThat(reader.count("all")).isEqualTo(collection.documents().size());
        collection.documents().forEach((id, document) -> {
            StoredDocument found = reader.find("all", id);
            assertThat(found).isNotNull();
            assertThat((Value) found.fields()).isEqualTo(document);
        });
        assertThat(reader.find("all", "nobody")).isNull();
        assertThatThrownBy(() -> reader.find("nowhere", "x")).isInstanceOf(CairnException.NotFound.class);
    }
}
