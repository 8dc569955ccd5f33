package io.cairn.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What schemas say of documents, which are refused, and what they may cost. */
final class CompiledSchemaTest {
    private static Value.Document json(String text) {
        return (Value.Document) Json.parse(text.replace('\'', '"'));
    }

    private static String violation(String schema, String document) {
        return violation(schema, json(document));
    }

    private static String violation(String schema, Value.Document document) {
        Violation violation = CompiledSchema.of(json(schema)).violation(document, new Meter(Meter.DOCUMENT_STEPS_MAX));
        return violation == null ? "fits" : violation.pointer() + " " + violation.keyword();
    }

    private static String refusal(String schema) {
        try {
            CompiledSchema.of(json(schema));
            return "taken";
        } catch (CairnException.Refused refused) {
            return refused.code() + " " + refused.at();
        }
    }

    private static String cost(String schema, String document) {
        try {
            return violation(schema, document);
        } catch (CairnException.Refused refused) {
            return refused.code();
        }
    }

    private static String many(int count, IntFunction<String> part) {
        return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining(","));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {'properties':{'a':{'type':'integer'}}}                     | {'a':1.5}              | /a type
                    {'properties':{'a':{'type':['string','null']}}}             | {'a':null}             | fits
                    {'properties':{'a':{'type':'null'}}}                        | {'a':0}                | /a type
                    {'properties':{'a':{'type':['integer','number'],'maximum':5}}} | {'a':5.5}           | /a maximum
                    {'properties':{'a':{'multipleOf':0.1}}}                     | {'a':0.3}              | fits
                    {'properties':{'a':{'multipleOf':0.1}}}                     | {'a':0.35}             | /a multipleOf
                    {'properties':{'a':{'const':1}}}                            | {'a':1.0}              | fits
                    {'properties':{'a':{'const':9007199254740993}}}             | {'a':9007199254740992} | /a const
                    {'properties':{'a':{'enum':[{'x':1,'y':2}]}}}               | {'a':{'y':2,'x':1.0}}  | fits
                    {'properties':{'a':{'uniqueItems':true}}}                   | {'a':[1,'1',true,1.0]} | /a uniqueItems
                    {'properties':{'a':{'format':'email'}}}                     | {'a':'no address'}     | fits
                    {'properties':{'a':{'maxLength':1}}}                        | {'a':'😀'}             | fits
                    {'required':['b','a/b~c']}                                  | {'b':1}                | /a~1b~0c required
                    {'dependentRequired':{'a':['c','b']}}                       | {'a':1}                | /b dependentRequired
                    {'additionalProperties':false}                              | {'b':1,'a':1}          | /a additionalProperties
                    {'properties':{'a':true},'unevaluatedProperties':false}     | {'a':1,'z':1}          | /z unevaluatedProperties
                    {'properties':{'b':{'type':'string'},'a':{'minimum':1}}}    | {'b':1,'a':0}          | /a minimum
                    {'properties':{'a':{'minimum':3,'maximum':-3}}}             | {'a':0}                | /a maximum
                    {'patternProperties':{'^x':{'type':'string'}}}              | {'ax':1,'xa':1}        | /xa type
                    {'propertyNames':{'pattern':'^[a-z]+$'}}                    | {'A':1}                | /A propertyNames
                    {'properties':{'a':false}}                                  | {'a':1}                | /a false
                    {'properties':{'__proto__':{'type':'string'}}}              | {'__proto__':1}        | /__proto__ type
                    """)
    void namesTheSmallestPointerAndKeyword(String schema, String document, String expected) {
        assertThat(violation(schema, document)).isEqualTo(expected);
    }

    @Test
    void bytesAreOfNoTypeAndEqualThemselves() {
        Value.Document document =
                Value.Document.builder().put("a", Value.of(new byte[] {1, 2})).build();
        assertThat(violation("{'properties':{'a':{'type':'string'}}}", document))
                .isEqualTo("/a type");
        assertThat(violation("{'properties':{'a':{'maxLength':0}}}", document)).isEqualTo("fits");
        Value.Document constant = Value.Document.builder()
                .put(
                        "properties",
                        Value.Document.builder()
                                .put(
                                        "a",
                                        Value.Document.builder()
                                                .put("const", document.get("a"))
                                                .build())
                                .build())
                .build();
        assertThat(CompiledSchema.of(constant).violation(document, new Meter(1_000)))
                .isNull();
    }

    @Test
    void integersAreWholeNumbersOf64Bits() {
        String schema = "{'properties':{'a':{'type':'integer'}}}";
        assertThat(violation(schema, "{'a':1e18}")).isEqualTo("fits");
        assertThat(violation(schema, "{'a':1e19}")).isEqualTo("/a type");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {'properties':{'a':{'type':'zzz'}}}                  | schema-malformed data/schema/properties/a/type
                    {'required':'a'}                                     | schema-malformed data/schema/required
                    {'properties':{'a':{'maxLength':-1}}}                | schema-malformed data/schema/properties/a/maxLength
                    {'properties':{'a':1}}                               | schema-malformed data/schema/properties/a
                    {'$ref':'#/$defs/a'}                                 | schema-malformed data/schema/$ref
                    {'$ref':'#a'}                                        | schema-malformed data/schema/$ref
                    {'$ref':'#/const','const':{'type':5}}                | schema-malformed data/schema/const/type
                    {'$schema':'http://json-schema.org/draft-07/schema#'} | schema-not-supported data/schema/$schema
                    {'properties':{'a':{'$ref':'http://x.test/y'}}}      | schema-not-supported data/schema/properties/a/$ref
                    {'$ref':'file:///etc/passwd'}                        | schema-not-supported data/schema/$ref
                    {'$ref':'classpath:draft-07/schema'}                 | schema-not-supported data/schema/$ref
                    {'$dynamicRef':'http://x.test/y#a'}                  | schema-not-supported data/schema/$dynamicRef
                    {'properties':{'a':{'pattern':'(?=b)'}}}             | schema-not-supported data/schema/properties/a/pattern
                    {'properties':{'a':{'pattern':'(?i)b'}}}             | schema-not-supported data/schema/properties/a/pattern
                    {'properties':{'a':{'pattern':'(a)\\\\1'}}}          | schema-not-supported data/schema/properties/a/pattern
                    {'properties':{'a':{'pattern':'['}}}                 | schema-not-supported data/schema/properties/a/pattern
                    {'properties':{'a':{'pattern':'((x{999}){999}){999}'}}} | schema-not-supported data/schema/properties/a/pattern
                    {'patternProperties':{'(?!b)':{}}}                   | schema-not-supported data/schema/patternProperties/(?!b)
                    {'additionalProperties':false,'patternProperties':{'a**':{}}} | schema-not-supported data/schema/patternProperties/a**
                    """)
    void refusesWithTheirPlace(String schema, String refusal) {
        assertThat(refusal(schema)).isEqualTo(refusal);
    }

    @Test
    void referencesLeadIntoTheSchemaItselfAndTheMetaschema() {
        String tree = "{'$dynamicAnchor':'node','properties':{'children':{'items':{'$dynamicRef':'#node'}},"
                + "'n':{'type':'integer'}},'unevaluatedProperties':false}";
        assertThat(violation(tree, "{'n':1,'children':[{'children':[{'n':'x'}]}]}"))
                .isEqualTo("/children/0/children/0/n type");
        assertThat(violation(
                        "{'$id':'https://x.test/a','properties':{'a':{'$ref':'b'}},"
                                + "'$defs':{'b':{'$id':'b','type':'string'}}}",
                        "{'a':1}"))
                .isEqualTo("/a type");
        assertThat(violation("{'properties':{'s':{'$ref':'" + Metaschema.ID + "'}}}", "{'s':{'type':'zzz'}}"))
                .isEqualTo("/s/type enum");
    }

    @Test
    void patternsAreThoseOfEcmaScript() {
        String schema = "{'properties':{'a':{'pattern':'^\\\\p{Letter}\\\\s[\\\\s\\\\b]\\\\u0041\\\\/\\\\cJ[[x]$'}}}";
        assertThat(violation(
                        schema,
                        Value.Document.builder().put("a", "é\u00a0\bA/\n[").build()))
                .isEqualTo("fits");
        assertThat(violation(schema, "{'a':'1  A'}")).isEqualTo("/a pattern");
        assertThat(violation("{'properties':{'a':{'pattern':'^\\\\d+$'}}}", "{'a':'1\\n'}"))
                .isEqualTo("/a pattern");
    }

    @Test
    void sizesAreBounded() {
        assertThat(refusal("{'title':'" + "x".repeat(70_000) + "'}")).isEqualTo("schema-too-large data/schema");
        String copies = "{'$defs':{'a':{'properties':{" + many(3_000, i -> "'p" + i + "':true")
                + "}}},'allOf':[{'$ref':'#/$defs/a'},{'$ref':'#/%24defs/a'},{'$ref':'#/$%64efs/a'},"
                + "{'$ref':'#/$d%65fs/a'},{'$ref':'#/$de%66s/a'},{'$ref':'#/$def%73/a'},{'$ref':'#/$defs/%61'}]}";
        assertThat(refusal(copies)).isEqualTo("schema-too-large data/schema");
    }

    @Test
    void validationsEndOnAThreadWithASmallStack() throws InterruptedException {
        List<String> results = new CopyOnWriteArrayList<>();
        Runnable trial = () -> {
            results.add(refusal("{'$ref':'#'}"));
            results.add(refusal("{'allOf':[{'$ref':'#'},{'$ref':'#'}]}"));
            results.add(refusal("{'$ref':'#/$defs/x0','$defs':{"
                    + many(1_000, i -> "'x" + i + "':{'$ref':'#/$defs/x" + (i + 1) + "'}") + ",'x1000':{}}}"));
            results.add(refusal("{'allOf':[".repeat(31) + "{}" + "]}".repeat(31)));
            results.add(
                    cost("{'properties':{'c':{'anyOf':[{'$ref':'#'}]}}}", "{'c':".repeat(62) + "{}" + "}".repeat(62)));
            String doubling = "{'properties':{'a':{'$ref':'#/$defs/t'}},'$defs':{'t':{'anyOf':["
                    + "{'allOf':[{'$ref':'#/$defs/t'}]},{'allOf':[{'$ref':'#/$defs/t'}]}]}}}";
            results.add(cost(doubling, "{'a':1}"));
        };
        Thread thread = new Thread(null, trial, "small", 512 * 1024);
        thread.start();
        thread.join();
        String tooCostly = "schema-too-costly data/schema";
        assertThat(results).containsExactly(tooCostly, tooCostly, tooCostly, "taken", "fits", "schema-too-costly");
    }

    @Test
    void stepsAreBoundedByTheDocument() {
        String numbers = "{'a':[" + many(30_000, Integer::toString) + "]}";
        assertThat(cost("{'properties':{'a':{'uniqueItems':true}}}", numbers)).isEqualTo("fits");
        String equalHashes = "{'a':[" + many(30_000, i -> Long.toString((long) i << 32 | i)) + "]}";
        assertThat(cost("{'properties':{'a':{'uniqueItems':true}}}", equalHashes))
                .isEqualTo("fits");
        assertThat(cost("{'properties':{'a':{'allOf':[" + many(500, i -> "{'items':false}") + "]}}}", numbers))
                .isEqualTo("schema-too-costly");
        assertThat(cost("{'properties':{'a':{'items':{'anyOf':[" + many(2_000, i -> "{'const':-1}") + "]}}}}", numbers))
                .isEqualTo("schema-too-costly");
        assertThat(cost("{'properties':{'a':{'pattern':'(a*)*b'}}}", "{'a':'" + "a".repeat(900_000) + "'}"))
                .isEqualTo("schema-too-costly");
        assertThat(cost(
                        "{'patternProperties':{" + many(100, i -> "'^(a|b){" + i + "}x':{}") + "}}",
                        "{" + many(20_000, i -> "'aaaaaaaaaaaaaaaaaaaaaa" + i + "':1") + "}"))
                .isEqualTo("schema-too-costly");
    }

    @Test
    void whatManyDocumentsCostIsTakenFromOneMeter() {
        CompiledSchema schema = CompiledSchema.of(json("{'properties':{'a':{'type':'string'}}}"));
        Meter meter = new Meter(100);
        assertThatExceptionOfType(CairnException.Refused.class)
                .isThrownBy(() -> IntStream.range(0, 100).forEach(i -> schema.violation(json("{'a':'x'}"), meter)))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("schema-too-costly"));
    }

    @Test
    void theCostIsTheSameInEveryOrderAndLocale() {
        String members = many(50, i -> "'^" + (char) ('a' + i % 26) + i % 10 + "':{'minimum':" + i + "}");
        String schema = "{'patternProperties':{" + members + "}}";
        long steps = steps(schema);
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            for (int i = 0; i < 5; i++) {
                CompiledSchema compiled = CompiledSchema.of(json(schema));
                assertThat(isEnough(steps, compiled)).isTrue();
                assertThat(isEnough(steps - 1, compiled)).isFalse();
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    private static boolean isEnough(long steps, CompiledSchema schema) {
        Value.Document document = json("{" + many(40, i -> "'" + (char) ('a' + i % 26) + i % 10 + "':" + i) + "}");
        try {
            schema.violation(document, new Meter(steps));
            return true;
        } catch (CairnException.Refused tooFew) {
            return false;
        }
    }

    /** The least steps that a validation needs. */
    private static long steps(String schema) {
        CompiledSchema compiled = CompiledSchema.of(json(schema));
        long low = 0;
        long high = Meter.DOCUMENT_STEPS_MAX;
        while (low < high) {
            long middle = (low + high) / 2;
            if (isEnough(middle, compiled)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
