package io.cairn.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.Json;
import io.cairn.engine.document.DocumentReader;
import io.cairn.engine.document.Query;
import io.cairn.engine.document.StoredDocument;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.FieldPath;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Role;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.mutation.TestUser;
import io.cairn.engine.sql.SqlContext;
import io.cairn.engine.sql.SqlEngine;
import io.cairn.engine.sql.SqlLimits;
import io.cairn.engine.sql.SqlStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The same random changes in three databases, by operations on documents, by SQL, and by either: what is refused, what
 * is there and what questions in both languages find is the same everywhere, and so it is when the journals are replayed.
 */
final class TwoLanguagesTest {
    private static final int RUNS = Boolean.getBoolean("cairn.full") ? 60 : 1;
    private static final int ROUNDS = 100;
    private static final String SCHEMA = "{\"required\":[\"name\"],\"properties\":{\"name\":{\"type\":\"string\"},"
            + "\"age\":{\"type\":\"integer\"},\"weight\":{\"type\":\"number\"},\"tame\":{\"type\":\"boolean\"},"
            + "\"tags\":{\"type\":\"array\"},\"home\":{\"type\":\"object\"}}}";
    private static final String LONG = "n".repeat(110);
    private static final List<String> NAMES = List.of(
            "wren", "Wren", "", "o'er", LONG + "1", LONG + "2", "\u00e7em", "\ud83d\ude00", "\uffee", "a\nb", "%");
    private static final List<String> AGES = List.of(
            "0", "-1", "2", "3", "9007199254740992", "9007199254740993", "-9007199254740993", "9223372036854775807");
    private static final List<String> WEIGHTS =
            List.of("0", "2.5", "3", "-0.125", "9007199254740991", "9.007199254740992E15", "1.0E300", "-7");
    private static final List<String> OTHERS = List.of("\"text\"", "1.5", "null", "{}");

    private SplittableRandom random = new SplittableRandom();

    /** A database that is changed by one language, or by either. */
    private static final class World {
        private final Ledger ledger = new Ledger();
        private final SqlEngine engine = new SqlEngine();
        private final List<TestUser> users = List.of(ledger.owner, TestUser.solana(60));

        World() {
            ok(new Operation.SetMember(ledger.address(), users.get(1).account(), Role.WRITER));
            ok(new Operation.CreateCollection(ledger.address(), "birds", false));
            ok(new Operation.SetSchema(ledger.address(), "birds", (Value.Document) Json.parse(SCHEMA)));
        }

        private void ok(Operation operation) {
            assertThat(ledger.apply(ledger.owner, operation).code()).isEqualTo(Outcome.OK);
        }

        Outcome apply(int user, Operation operation) {
            return ledger.apply(users.get(user), operation);
        }

        List<String> sql(String question) {
            SqlContext context = new SqlContext(ledger.clock(), 1, "", SqlLimits.forQueries());
            List<String> ids = new ArrayList<>();
            engine.query(ledger.state(), context, SqlStatement.of(question))
                    .rows()
                    .forEach(row -> ids.add(row.getFirst()));
            return ids;
        }

        List<String> documents(String query) {
            return new DocumentReader(ledger.state())
                    .run("birds", Query.parse(Json.parse(query))).stream()
                            .map(StoredDocument::id)
                            .toList();
        }

        TreeMap<String, String> content() {
            TreeMap<String, String> content = new TreeMap<>();
            for (StoredDocument document : new DocumentReader(ledger.state()).run("birds", Query.all())) {
                content.put(
                        document.id(), users.getFirst().account().equals(document.owner()) + " " + document.fields());
            }
            return content;
        }
    }

    /** A change in both languages. */
    private record Change(Operation documents, Operation sql) {}

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private String any(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private String id() {
        return "d" + random.nextInt(9);
    }

    /** Random fields as JSON; one of eight does not fit the schema. */
    private Value.Document fields() {
        Value.Document.Builder fields = Value.Document.builder();
        if (random.nextInt(16) > 0) {
            fields.put("name", random.nextInt(16) == 0 ? Value.of(1) : Value.of(any(NAMES)));
        }
        maybe(fields, "age", AGES);
        maybe(fields, "weight", WEIGHTS);
        maybe(fields, "tame", List.of("true", "false"));
        maybe(fields, "tags", List.of("[]", "[1,\"x\",null]"));
        maybe(fields, "home", List.of("{}", "{\"tree\":{\"kind\":\"oak\"}}"));
        maybe(fields, "free", List.of("null", "1", "[{}]", "\"\""));
        return fields.build();
    }

    private void maybe(Value.Document.Builder fields, String name, List<String> values) {
        int choice = random.nextInt(32);
        if (choice < 18) {
            fields.put(name, Json.parse(choice == 0 ? any(OTHERS) : any(values)));
        }
    }

    private Change change(String database) {
        String id = id();
        Value.Document fields = fields();
        String whole = literal(Json.print(fields));
        return switch (random.nextInt(5)) {
            case 0 ->
                new Change(
                        new Operation.AddDocuments(database, "birds", List.of(id), List.of(fields)),
                        sql(
                                database,
                                "insert into birds (_id, _document) values (" + literal(id) + ", " + whole + ")"));
            case 1, 2 ->
                new Change(
                        new Operation.SetDocuments(database, "birds", List.of(id), List.of(fields)),
                        sql(
                                database,
                                "insert into birds (_id, _document) values (" + literal(id) + ", " + whole
                                        + ") on conflict (_id) do update set _document = excluded._document"));
            case 3 -> update(database, id);
            default ->
                new Change(
                        new Operation.DeleteDocuments(database, "birds", List.of(id)),
                        sql(database, "delete from birds where _id = " + literal(id)));
        };
    }

    private Change update(String database, String id) {
        String name = any(NAMES);
        boolean clears = random.nextBoolean();
        String age = any(AGES);
        Value.Document.Builder fields = Value.Document.builder().put("name", name);
        if (!clears) {
            fields.put("age", Json.parse(age));
        }
        return new Change(
                new Operation.UpdateDocuments(
                        database,
                        "birds",
                        List.of(id),
                        List.of(List.of(FieldPath.parse("name", ""), FieldPath.parse("age", ""))),
                        List.of(fields.build())),
                sql(
                        database,
                        "update birds set name = " + literal(name) + ", age = " + (clears ? "null" : age)
                                + " where _id = " + literal(id)));
    }

    private static Operation sql(String database, String text) {
        return new Operation.ExecuteSql(database, List.of(new SqlText(text, List.of())));
    }

    /** The code of an outcome, told by SQL; a statement finds no document where an operation refuses that. */
    private static String code(Outcome outcome) {
        return switch (outcome.code()) {
            case "document-exists" -> "sql-23505";
            case "schema-violation" -> "sql-23514";
            case "not-document-owner" -> "sql-42501";
            case "document-not-found" -> Outcome.OK;
            default -> outcome.code();
        };
    }

    @Test
    void bothLanguagesChangeAndFindTheSame() {
        long first = new SplittableRandom().nextLong();
        for (int run = 0; run < RUNS; run++) {
            long seed = first + run;
            random = new SplittableRandom(seed);
            try {
                run();
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("seed " + seed, failure);
            }
        }
    }

    private void run() {
        World byDocuments = new World();
        World bySql = new World();
        World byBoth = new World();
        List<World> worlds = List.of(byDocuments, bySql, byBoth);
        TreeMap<String, Integer> codes = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            int user = random.nextInt(2);
            Change change = change(byDocuments.ledger.address());
            Outcome outcome = byDocuments.apply(user, change.documents());
            String code = code(outcome);
            codes.merge(outcome.code(), 1, Integer::sum);
            String what = change.documents() + " is " + change.sql();
            assertThat(code(bySql.apply(user, change.sql()))).as(what).isEqualTo(code);
            Operation either = random.nextBoolean() ? change.sql() : change.documents();
            assertThat(code(byBoth.apply(user, either))).as(what).isEqualTo(code);
            assertThat(bySql.content()).as(what).isEqualTo(byDocuments.content());
            assertThat(byBoth.content()).as(what).isEqualTo(byDocuments.content());
            ask(worlds);
        }
        asTable(bySql);
        assertThat(codes).containsKeys(Outcome.OK, "schema-violation", "not-document-owner");
        for (World world : worlds) {
            world.ledger.seal();
            assertThat(world.ledger.audit().head())
                    .isEqualTo(world.ledger.headers().getLast());
        }
    }

    private void ask(List<World> worlds) {
        String name = any(NAMES);
        String age = any(AGES);
        String weight = any(WEIGHTS);
        String text = Json.print(Value.of(name));
        String least = Json.print(Json.parse(weight));
        same(worlds, "[[\"name\",\"==\"," + text + "]]", "name = " + literal(name) + " order by _id");
        same(worlds, "[[\"name\",\">=\"," + text + "],4]", "name >= " + literal(name) + " order by name, _id limit 4");
        same(
                worlds,
                "[[\"age\",\"<\"," + age + "],[\"age\",\"desc\"]]",
                "age < " + age + " order by age desc, _id desc");
        same(worlds, "[[\"age\",\"in\",[2," + age + "]],[\"_id\"]]", "age in (2, " + age + ") order by _id");
        same(
                worlds,
                "[[\"name\",\"in\",[" + text + ",\"" + LONG + "1\",\"" + LONG + "2\"]],[\"_id\"]]",
                "name in (" + literal(name) + ", '" + LONG + "1', '" + LONG + "2') order by _id");
        same(worlds, "[[\"weight\",\">\"," + least + "],[\"_id\"]]", "weight > " + weight + " order by _id");
        same(worlds, "[[\"tame\",\"==\",true],[\"age\",\">\",0]]", "tame and age > 0 order by age, _id");
        same(worlds, "[[\"_id\",\">\",\"d3\"],[\"_id\",\"desc\"],3]", "_id > 'd3' order by _id desc limit 3");
    }

    /** The rows of a table with what the documents hold are the same documents. */
    private void asTable(World world) {
        String address = world.ledger.address();
        world.ok(sql(
                address,
                "create table kept (_id varchar primary key, name varchar, age bigint, weight double precision, tame boolean,"
                        + " tags jsonb, home jsonb)"));
        world.ok(sql(address, "create index by_age on kept (age)"));
        world.ok(sql(address, "insert into kept select _id, name, age, weight, tame, tags, home from birds"));
        for (int i = 0; i < ROUNDS / 4; i++) {
            String operator = any(List.of("==", "<", "<=", ">", ">=", "!="));
            String condition = any(List.of(
                    "[\"name\",\"" + operator + "\"," + Json.print(Value.of(any(NAMES))) + "]",
                    "[\"age\",\"" + operator + "\"," + any(AGES) + "]",
                    "[\"weight\",\"" + operator + "\"," + Json.print(Json.parse(any(WEIGHTS))) + "]",
                    "[\"tame\",\"" + operator + "\",true]",
                    "[\"home.tree.kind\",\"" + operator + "\",\"oak\"]",
                    "[\"_id\",\"" + operator + "\",\"" + id() + "\"]"));
            boolean isRange = operator.startsWith("<") || operator.startsWith(">");
            String order = isRange
                    ? any(List.of("[\"_id\",\"desc\"]", condition.substring(0, condition.indexOf(',')) + ",\"desc\"]"))
                    : any(List.of("[\"age\",\"desc\"]", "[\"name\"]", "[\"_id\",\"desc\"]", "[\"tags\"]"));
            Query query = Query.parse(Json.parse("[" + condition + "," + order + "," + (1 + random.nextInt(6)) + "]"));
            DocumentReader reader = new DocumentReader(world.ledger.state());
            assertThat(named(reader.run("kept", query)))
                    .as(condition + order)
                    .isEqualTo(named(reader.run("birds", query)));
        }
    }

    /** Ids, and the fields that the schema names. */
    private static List<List<Object>> named(List<StoredDocument> documents) {
        return documents.stream()
                .map(document -> {
                    Value.Document.Builder fields = document.fields().toBuilder();
                    fields.remove("free");
                    return List.<Object>of(document.id(), fields.build());
                })
                .toList();
    }

    private static void same(List<World> worlds, String query, String condition) {
        List<String> expected = worlds.getFirst().documents(query);
        for (World world : worlds) {
            assertThat(world.documents(query)).as(query).isEqualTo(expected);
            assertThat(world.sql("select _id from birds where " + condition))
                    .as(condition + " is " + query)
                    .isEqualTo(expected);
        }
    }
}
