package io.cairn.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.codec.Json;
import io.cairn.engine.document.Query;
import io.cairn.engine.document.StoredDocument;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Payload;
import io.cairn.engine.mutation.Role;
import io.cairn.engine.mutation.SessionScope;
import io.cairn.engine.mutation.TestUser;
import io.cairn.engine.record.IndexCatalog;
import io.cairn.engine.record.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Queries that write: who may, all or nothing, nested collections, indexes that are built in steps. */
class QueryOperationsTest {
    private final Ledger ledger = new Ledger();
    private final TestUser stranger = TestUser.solana(40);
    private final TestUser writer = TestUser.solana(41);

    QueryOperationsTest() {
        assertThat(ledger.apply(ledger.owner, new Operation.SetMember(ledger.address(), writer.account(), Role.WRITER))
                        .code())
                .isEqualTo(Outcome.OK);
        assertThat(ledger.apply(ledger.owner, new Operation.CreateCollection(ledger.address(), "wall", true))
                        .code())
                .isEqualTo(Outcome.OK);
    }

    private Operation queries(String text) {
        return Operation.ExecuteQueries.parse(ledger.address(), Json.parse(text.replace('\'', '"')), "data/queries");
    }

    private Outcome apply(TestUser user, String queries) {
        return ledger.apply(user, queries(queries));
    }

    private void ok(TestUser user, String queries) {
        Outcome outcome = apply(user, queries);
        assertThat(outcome.code() + " " + outcome.at()).as(queries).isEqualTo("ok ");
    }

    private void refused(TestUser user, String queries, String code, String at) {
        Outcome outcome = apply(user, queries);
        assertThat(outcome.code() + " " + outcome.at()).as(queries).isEqualTo(code + " " + at);
    }

    private List<String> ids(String collection, String query) {
        return ledger.reader().run(collection, Query.parse(Json.parse(query.replace('\'', '"')))).stream()
                .map(StoredDocument::id)
                .toList();
    }

    @Test
    void aListIsCarriedOutWholeOrNotAtAll() {
        ok(writer, "[['set',{'name':'Bob'},'wall','Bob'],['upsert',{'name':'Alice'},'wall','Alice']]");
        Map<String, String> before = Ledger.everything(ledger.state());
        refused(
                writer,
                "[['set',{'n':1},'wall','Carl'],['update',{'n':2},'wall','Bob'],['delete','wall','John']]",
                "document-not-found",
                "data/queries/2");
        Map<String, String> after = Ledger.everything(ledger.state());
        before.keySet().removeIf(key -> key.startsWith("02"));
        after.keySet().removeIf(key -> key.startsWith("02"));
        assertThat(after).as("all but the nonce").isEqualTo(before);
    }

    @Test
    void addMakesAnIdForEachAndTellsThem() {
        Outcome outcome = apply(stranger, "[['add',{'b':2},'wall'],['add',{'b':2},'wall']]");
        assertThat(outcome.code()).isEqualTo(Outcome.OK);
        assertThat(outcome.ids()).hasSize(2).doesNotHaveDuplicates();
        assertThat(ids("wall", "[]")).isEqualTo(outcome.ids());
    }

    @Test
    void whoAddedADocumentMayChangeIt() {
        ok(stranger, "[['set',{'n':1},'wall','x']]");
        for (TestUser other : List.of(writer, ledger.owner)) {
            refused(other, "[['set',{'n':2},'wall','x']]", "not-document-owner", "data/queries/0");
            refused(other, "[['update:up',{'n':2},'wall','x']]", "not-document-owner", "data/queries/0");
            refused(other, "[['delete','wall','x']]", "not-document-owner", "data/queries/0");
        }
        ok(stranger, "[['update',{'n':{'__op':'inc','n':4}},'wall','x']]");
        assertThat(ledger.find("wall", "x")).isEqualTo(Json.parse("{\"n\":5}"));
        ok(stranger, "[['delete','wall','x']]");
    }

    @Test
    void onlyTheOwnerDeclaresAndDefines() {
        refused(writer, "[['addIndex',[['a'],['b']],'wall']]", "not-permitted", "sender");
        refused(writer, "[['removeIndex',[['a'],['b']],'wall']]", "not-permitted", "sender");
        refused(writer, "[['setSchema',{},'wall']]", "not-permitted", "sender");
        refused(writer, "[['set',{},'new','x']]", "collection-not-found", "data/collection");
        ok(ledger.owner, "[['set',{},'new','x'],['addIndex','new',[['a'],['b']]],['addIndex',[['a'],['b']],'new']]");
        assertThat(IndexCatalog.read(
                                ledger.state(),
                                ledger.reader().collection("new").number())
                        .indexes())
                .hasSize(1);
    }

    @Test
    void nestedCollectionsBelongToThoseWhoMayAddAround() {
        ok(stranger, "[['set',{'t':'hi'},'wall','p1','notes','n1']]");
        ok(writer, "[['add',{'t':'ho'},'wall','p1','notes','n1','replies']]");
        assertThat(ids("wall/p1/notes", "[]")).containsExactly("n1");
        assertThat(ids("wall/p1/notes/n1/replies", "[]")).hasSize(1);
        assertThat(ledger.find("wall", "p1")).as("no parent is needed").isNull();
        ok(stranger, "[['update',{'t':'hey'},'wall','p1','notes','n1'],['delete','wall','p1','notes','n1']]");
        ok(ledger.owner, "[['set',{},'closed','x']]");
        refused(stranger, "[['set',{},'closed','x','notes','n']]", "collection-not-found", "data/collection");
        ok(writer, "[['set',{},'closed','x','notes','n']]");
        refused(stranger, "[['set',{},'closed','x','notes','m']]", "not-permitted", "sender");
        assertThatThrownBy(() -> queries("[['set',{},'a','b','c']]"))
                .isInstanceOfSatisfying(
                        CairnException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("query-length"));
    }

    @Test
    void sessionsWriteInTheirCollectionsAndThoseInside() {
        TestUser key = TestUser.solana(50);
        assertThat(ledger.apply(
                                writer,
                                new Operation.OpenSession(
                                        ledger.address(),
                                        key.account(),
                                        List.of(SessionScope.DOCUMENTS),
                                        List.of("wall"),
                                        ledger.clock() + 1_000_000,
                                        0,
                                        0))
                        .code())
                .isEqualTo(Outcome.OK);
        assertThat(inSession(key, "[['set',{},'wall','a'],['set',{},'wall','a','notes','b']]"))
                .isEqualTo(Outcome.OK);
        assertThat(inSession(key, "[['set',{},'wall','a'],['set',{},'walls','b']]"))
                .isEqualTo("session-scope");
        assertThat(inSession(key, "[['addIndex',[['a'],['b']],'wall']]")).isEqualTo("session-scope");
    }

    private String inSession(TestUser key, String queries) {
        Payload payload = new Payload(queries(queries), Long.MAX_VALUE).inSessionOf(writer.account());
        return ledger.apply(key.sign(key.unsigned(ledger.chain(), payload, key.takeNonce())))
                .code();
    }

    /** Documents come, change and go while an index is built in three steps, and while it is taken away. */
    @Test
    void largeCollectionsAreIndexedInStepsThatNobodySees() {
        long seed = 5;
        SplittableRandom random = new SplittableRandom(seed);
        int size = 2 * IndexOperations.DOCUMENTS_MAX + 1_000;
        for (int i = 0; i < size; i += 1_000) {
            List<String> ids = new ArrayList<>();
            List<Value.Document> documents = new ArrayList<>();
            for (int j = i; j < i + 1_000; j++) {
                ids.add(id(j));
                documents.add(Value.Document.builder()
                        .put("a", random.nextInt(3))
                        .put("b", random.nextInt(1_000))
                        .build());
            }
            assertThat(ledger.apply(ledger.owner, new Operation.SetDocuments(ledger.address(), "wall", ids, documents))
                            .code())
                    .isEqualTo(Outcome.OK);
        }
        ledger.seal();
        String add = "[['addIndex',[['a'],['b','desc']],'wall']]";
        String wanted = "[['a'],['b','desc'],7]";
        for (int step = 0; step < 2; step++) {
            ok(ledger.owner, add);
            ledger.seal();
            assertThatThrownBy(() -> ids("wall", wanted)).as("step %d", step).hasMessageContaining("still being built");
            ok(ledger.owner, "[['set',{'a':-1,'b':" + step + "},'wall','" + id(5) + "']]");
            ok(ledger.owner, "[['set',{'a':-1,'b':" + (10 + step) + "},'wall','" + id(size - 5) + "']]");
            ok(
                    ledger.owner,
                    "[['delete','wall','" + id(7 + step) + "'],['delete','wall','" + id(size - 7 - step) + "']]");
        }
        ok(ledger.owner, add);
        assertThat(ids("wall", "[['a'],['b','desc'],2]")).containsExactly(id(size - 5), id(5));
        assertThat(entries()).isEqualTo(size - 4L);
        ok(ledger.owner, "[['removeIndex',[['a'],['b','desc']],'wall']]");
        assertThat(entries()).isZero();
        assertThatThrownBy(() -> ids("wall", wanted)).hasMessageContaining("add it with");
    }

    private static String id(int number) {
        return "d" + (100_000 + number);
    }

    private long entries() {
        byte[] all = Keys.declaredIndex(ledger.reader().collection("wall").number(), 0);
        return ledger.state().rank(Keys.after(all)) - ledger.state().rank(all);
    }

    @Test
    void arraysAreIndexedByDistinctElements() {
        ok(ledger.owner, "[['addIndex',[['t','array']],'wall'],['set',{'t':[1,1.0,2,'x',2]},'wall','a']]");
        assertThat(entries()).isEqualTo(3);
        ok(ledger.owner, "[['update',{'t':{'__op':'union','arr':[3]}},'wall','a']]");
        assertThat(entries()).isEqualTo(4);
        assertThat(ids("wall", "[['t','array-contains',3]]")).containsExactly("a");
        ok(ledger.owner, "[['set',{'t':7},'wall','a']]");
        assertThat(entries()).isZero();
        List<Value> many = new ArrayList<>();
        for (int i = 0; i < 1_001; i++) {
            many.add(Value.of(i));
        }
        refused(
                ledger.owner,
                "[['set',{'t':" + Json.print(new Value.Array(many)) + "},'wall','a']]",
                "index-elements",
                "data");
    }

    /** Whatever stands in whatever place of a query, it is refused with a code or carried out. */
    @Test
    void wrongTypesAnywhereAreRefusedWithCodes() {
        long seed = 9;
        SplittableRandom random = new SplittableRandom(seed);
        List<String> forms = List.of(
                "['set',{'n':{'__op':'inc','n':1}},'wall','x']",
                "['add',{'n.m':1},'wall']",
                "['update',{'n':{'__op':'union','arr':[1]}},'wall','x']",
                "['upsert:m',{'n':{'__op':'data','key':'k'}},'wall','x','in','y']",
                "['query','set:m',{},'wall','x']",
                "['delete','wall','x']",
                "['addIndex',[['a'],['b','desc']],'wall']",
                "['removeIndex','wall',[['t','array'],['b','desc']]]",
                "['setSchema',{'properties':{'n':{'type':'integer'}}},'wall']");
        int refused = 0;
        for (int i = 0; i < 4_000; i++) {
            Value query =
                    broken(Json.parse(forms.get(random.nextInt(forms.size())).replace('\'', '"')), random);
            String what = "seed " + seed + ", query " + i + ": " + Json.print(query);
            try {
                Outcome outcome = ledger.apply(
                        ledger.owner,
                        Operation.ExecuteQueries.parse(
                                ledger.address(), new Value.Array(List.of(query)), "data/queries"));
                assertThat(outcome.code()).as(what).matches("ok|[a-z0-9]+(-[a-z0-9]+)+");
                refused += outcome.code().equals("ok") ? 0 : 1;
            } catch (CairnException.Incorrect | CairnException.Unsupported refusal) {
                assertThat(refusal.code()).as(what).matches("[a-z0-9]+(-[a-z0-9]+)+");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(2_000);
    }

    /** Something else in one place of a value, at any depth. */
    static Value broken(Value value, SplittableRandom random) {
        List<Value> others = List.of(
                Value.none(),
                Value.of(true),
                Value.of(-1),
                Value.of(1.5),
                Value.of(""),
                Value.of("a/b"),
                Value.of("__id__"),
                Value.of(new byte[] {0}),
                new Value.Array(List.of()),
                new Value.Array(List.of(Value.of("x"), Value.none())),
                Value.Document.EMPTY,
                Value.Document.builder().put("__op", "del").build());
        if (random.nextInt(3) == 0) {
            return others.get(random.nextInt(others.size()));
        }
        return switch (value) {
            case Value.Array array
            when !array.values().isEmpty() -> {
                List<Value> values = new ArrayList<>(array.values());
                int place = random.nextInt(values.size());
                switch (random.nextInt(8)) {
                    case 0 -> values.remove(place);
                    case 1 -> values.add(place, others.get(random.nextInt(others.size())));
                    default -> values.set(place, broken(values.get(place), random));
                }
                yield new Value.Array(values);
            }
            case Value.Document fields
            when fields.size() > 0 -> {
                String name = List.copyOf(fields.fields().keySet()).get(random.nextInt(fields.size()));
                Value.Document.Builder builder = fields.toBuilder();
                builder.put(name, broken(fields.fields().get(name), random));
                yield builder.build();
            }
            default -> others.get(random.nextInt(others.size()));
        };
    }

    @Test
    void wrongTypesInReadsAreRefusedWithCodes() {
        long seed = 10;
        SplittableRandom random = new SplittableRandom(seed);
        ok(ledger.owner, "[['set',{'a':1,'b':2,'t':[1]},'wall','x']]");
        String form = "[['a','==',1],['t','array-contains-any',[1,'x']],['b','not-in',[1,2]],['b','desc'],"
                + "['startAt',{'id':'x','data':{'b':2},'__cursor__':true}],['endAt',{'id':'x','data':{'b':2},"
                + "'__cursor__':true}],5]";
        int refused = 0;
        for (int i = 0; i < 4_000; i++) {
            Value query = broken(Json.parse(form.replace('\'', '"')), random);
            String what = "seed " + seed + ", query " + i + ": " + Json.print(query);
            try {
                ledger.reader().run("wall", Query.parse(query));
            } catch (CairnException.Incorrect | CairnException.Unsupported refusal) {
                assertThat(refusal.code()).as(what).matches("(query|path|document)(-[a-z]+)+|not-supported");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(1_000);
    }
}
