package io.cairn.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.Json;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.sql.SqlContext;
import io.cairn.engine.sql.SqlEngine;
import io.cairn.engine.sql.SqlLimits;
import io.cairn.engine.sql.SqlStatement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Schemas of collections: set, held, shown to SQL, taken. */
final class SchemaOperationsTest {
    private static final String OK = Outcome.OK + " ";

    private final Ledger ledger = new Ledger();

    SchemaOperationsTest() {
        assertThat(shown(
                        ledger.apply(ledger.owner, new Operation.CreateCollection(ledger.address(), "follows", false))))
                .isEqualTo(OK);
    }

    private static String shown(Outcome outcome) {
        return outcome.code() + " " + outcome.at();
    }

    private static Value.Document json(String text) {
        return (Value.Document) Json.parse(text.replace('\'', '"'));
    }

    private String schema(String json) {
        return shown(ledger.apply(
                ledger.owner, new Operation.SetSchema(ledger.address(), "follows", json == null ? null : json(json))));
    }

    private String set(String id, String json) {
        return shown(ledger.apply(
                ledger.owner,
                new Operation.SetDocuments(ledger.address(), "follows", List.of(id), List.of(json(json)))));
    }

    private String sql(String statement) {
        return ledger.apply(
                        ledger.owner,
                        new Operation.ExecuteSql(ledger.address(), List.of(new SqlText(statement, List.of()))))
                .code();
    }

    private String rows(String text) {
        SqlContext context = new SqlContext(ledger.clock(), 1, "", SqlLimits.forQueries());
        return new SqlEngine()
                .query(ledger.state(), context, SqlStatement.of(text))
                .rows()
                .toString();
    }

    @Test
    void theSchemaOfTheSeedIsTakenInItsOuterForm() {
        assertThat(schema("{'follows':{'type':'object','required':['from','to','date'],'properties':"
                        + "{'from':{'type':'string'},'to':{'type':'string'},'date':{'type':'number'}}}}"))
                .isEqualTo(OK);
        assertThat(set("a", "{'from':'x','to':'y'}")).isEqualTo("schema-violation data/documents/date");
        assertThat(set("a", "{'from':'x','to':'y','date':1}")).isEqualTo(OK);
        assertThat(rows("select \"from\", \"to\", date from follows")).isEqualTo("[[x, y, 1]]");
    }

    @Test
    void anOuterFormOfAnotherCollectionIsASchemaThatSaysNothing() {
        assertThat(schema("{'others':{'type':'array'}}")).isEqualTo(OK);
        assertThat(set("a", "{}")).isEqualTo(OK);
    }

    @Test
    void documentsThatAreThereMustFitAndAreNamedWhereTheyDoNot() {
        assertThat(set("ann", "{'age':3}")).isEqualTo(OK);
        assertThat(set("bob", "{'age':'x','more':[1,{'deep':true}]}")).isEqualTo(OK);
        assertThat(schema("{'properties':{'more':{'items':{'type':'integer'}}}}"))
                .isEqualTo("schema-violation documents/bob/more/1");
        assertThat(set("bob", "{'more':'free'}")).isEqualTo(OK);
        assertThat(schema("{'properties':{'more':{'type':'string','maxLength':4}}}"))
                .isEqualTo(OK);
        assertThat(set("bob", "{'more':'long text'}")).isEqualTo("schema-violation data/documents/more");
        assertThat(schema(null)).isEqualTo(OK);
        assertThat(set("bob", "{'more':'long text'}")).isEqualTo(OK);
    }

    @Test
    void changesOfOneFieldAreHeldToTheWholeSchema() {
        assertThat(schema("{'properties':{'n':{'type':'integer'}},'if':{'required':['n']},"
                        + "'then':{'required':['unit']}}"))
                .isEqualTo(OK);
        assertThat(set("a", "{'n':1}")).isEqualTo("schema-violation data/documents/unit");
        assertThat(sql("insert into follows (_id, n) values ('a', 1)")).isEqualTo("sql-23514");
        assertThat(sql("insert into follows (_id, _document) values ('a', '{\"n\":1,\"unit\":\"m\"}')"))
                .isEqualTo(Outcome.OK);
        assertThat(sql("update follows set _document = '{\"n\":2}'")).isEqualTo("sql-23514");
    }

    @Test
    void everySchemaIsATable() {
        String hundreds = IntStream.range(0, 300)
                .mapToObj(i -> "'p" + i + "':{'type':'string'}")
                .collect(Collectors.joining(","));
        for (String schema : List.of(
                "{}",
                "{'type':'string'}",
                "{'allOf':[{'properties':{'a':{'type':'string'}}}]}",
                "{'properties':{'_id':{'type':'integer'},'':true,'a b':{},'\\\"':{},'é':{},'select':{}}}",
                "{'properties':{" + hundreds + "}}",
                "{'properties':{'a':true,'b':false,'A':{'$ref':'#/$defs/x'}},'$defs':{'x':{'type':'string'}}}")) {
            assertThat(schema(schema)).as(schema).isEqualTo(OK);
            assertThat(rows("select count(*) from follows")).isEqualTo("[[0]]");
        }
        assertThat(set("a", "{'a':{'x':[1]},'A':'text'}")).isEqualTo(OK);
        assertThat(rows("select _id, a, \"A\" from follows")).isEqualTo("[[a, {\"x\": [1]}, \"text\"]]");
    }

    @Test
    void propertiesOfSeveralTypesAreJson() {
        assertThat(schema("{'properties':{'a':{'type':['integer','string','null']},'n':{'type':'integer'}}}"))
                .isEqualTo(OK);
        assertThat(set("1", "{'a':5,'n':4611686018427387904}")).isEqualTo(OK);
        assertThat(set("2", "{'a':'five','n':4e18}")).isEqualTo(OK);
        assertThat(set("3", "{'a':null}")).isEqualTo(OK);
        assertThat(set("4", "{}")).isEqualTo(OK);
        assertThat(set("5", "{'a':true}")).isEqualTo("schema-violation data/documents/a");
        assertThat(rows("select a, n from follows order by _id"))
                .isEqualTo("[[5, 4611686018427387904], [\"five\", 4000000000000000000], [null, null], [null, null]]");
        assertThat(rows("select _id from follows where n = 4000000000000000000"))
                .isEqualTo("[[2]]");
        assertThat(sql("update follows set a = '7' where _id = '2'")).isEqualTo(Outcome.OK);
        assertThat(rows("select _document from follows where _id = '2'"))
                .isEqualTo("[[{\"a\": 7, \"n\": 4000000000000000000.0}]]");
    }

    @Test
    void schemasThatAreNoneOrTooCostlyChangeNothing() {
        assertThat(schema("{'properties':{'a':{'type':'zzz'}}}"))
                .isEqualTo("schema-malformed data/schema/properties/a/type");
        assertThat(schema("{'$ref':'#'}")).isEqualTo("schema-too-costly data/schema");
        assertThat(schema("{'properties':{'a':{'pattern':'(?<=b)a'}}}"))
                .isEqualTo("schema-not-supported data/schema/properties/a/pattern");
        assertThat(set("a", "{'a':1}")).isEqualTo(OK);
        assertThat(sql("insert into follows (_id) values ('b')")).isEqualTo("sql-42P01");
    }

    @Test
    void aDocumentThatIsTooCostlyIsRefusedToBothLanguages() {
        assertThat(schema("{'properties':{'a':{'$ref':'#/$defs/t'}},'$defs':{'t':{'anyOf':["
                        + "{'allOf':[{'$ref':'#/$defs/t'}]},{'allOf':[{'$ref':'#/$defs/t'}]}]}}}"))
                .isEqualTo(OK);
        assertThat(set("a", "{'a':1}")).isEqualTo("schema-too-costly data/documents");
        assertThat(sql("insert into follows (_id, a) values ('a', '1')")).isEqualTo("sql-54001");
    }
}
