package io.cairn.engine.fpjson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The language, by the examples of its specification. */
final class ExpressionTest {
    private static final long STEPS = 1_000_000;

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '`', textBlock = """
                    ["add",1,2] → 3
                    [["add",1],2] → 3
                    [["add"],1,2] → 3
                    [["subtract",["__"],1],5] → 4
                    ["add","__",1] → null
                    [["map",["inc"]],[1,2,3]] → [2,3,4]
                    ["map","inc"] → null
                    ["foo",1] → ["foo",1]
                    ["if",true,1,2] → ["if",true,1,2]
                    ["T",1] → true
                    ["[]","add",1,2] → ["add",1,2]
                    ["head",[]] → []
                    ["prop","x",{}] → []
                    ["nth",9,[1]] → []
                    ["var","zz",true] → []
                    {"var":"zz"} → null
                    {"a":["inc",1],"b":[1,["add",1,1]]} → {"a":2,"b":[1,2]}
                    ["pipe",["inc"],["inc"]] → null
                    [["pipe",["inc"],["multiply",3]],1] → 6
                    [["compose",["inc"],["multiply",3]],1] → 4
                    [["juxt",["[]",["inc"],["dec"]]],5] → [6,4]
                    [["converge",["multiply"],["[]",["inc"],["dec"]]],5] → 24
                    [["pipe",["let","x"],["add",1],["add",["$","x"]]],2] → 3
                    [["ifElse",["gt",["__"],3],["always","big"],["always","small"]],5] → "big"
                    ["is",["typ","Object"],[]] → true
                    ["is",["typ","String"],"a"] → true
                    ["constructor",1] → ["constructor",1]
                    ["hasOwnProperty",1] → ["hasOwnProperty",1]
                    """)
    void evaluates(String program, String expected) {
        assertThat(run(program)).isEqualTo(Json.parse(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '`', textBlock = """
                    ["add",null,1] → 1
                    ["add","a",1] → null
                    ["inc","1"] → 2
                    ["subtract","5","2"] → 3
                    ["sum",["1","2"]] → 3
                    ["mean",[]] → null
                    ["median",[]] → null
                    ["product",[]] → 1
                    ["multiply",null,2] → 0
                    ["divide",1,0] → null
                    ["divide",0,0] → null
                    ["negate",0] → 0
                    ["toString",["negate",0]] → "-0"
                    ["modulo",-5,3] → -2
                    ["mathMod",-5,3] → 1
                    ["mathMod",5,-3] → null
                    ["mathMod",5.5,2] → null
                    ["max",1,"b"] → 1
                    ["gt","10",9] → true
                    ["lt",null,1] → true
                    ["equals",1,"1"] → false
                    ["identical",{},{}] → false
                    ["and",0,5] → 0
                    ["or",0,5] → 5
                    ["not",[]] → false
                    ["isEmpty",null] → false
                    ["isEmpty",0] → false
                    ["length",null] → null
                    ["nth",-1,[1,2,3]] → 3
                    ["slice",1,-1,"abcd"] → "bc"
                    ["drop",-1,[1,2]] → [1,2]
                    ["splitAt",-1,[1,2,3]] → [[1,2],[3]]
                    ["join",",",[1,null,2]] → "1,,2"
                    ["sortBy",["identity"],["b","a","C"]] → ["C","a","b"]
                    ["sort",["subtract"],[3,1,2]] → [1,2,3]
                    ["sortBy",["prop","a"],[{"a":null},{"a":1},{}]] → [{"a":null},{"a":1},{}]
                    ["prop",-1,[7,8]] → 8
                    ["propOr","d","x",{"x":null}] → "d"
                    ["assocPath",["a",1],5,{}] → {"a":[null,5]}
                    ["path",["a",-1],{"a":[1,2]}] → 2
                    ["toString",{"b":1,"a":[1,"x",null]}] → "{\\"a\\": [1, \\"x\\", null], \\"b\\": 1}"
                    ["type",["inc"]] → "Function"
                    ["is",["typ","Object"],null] → false
                    ["replace","a","b","aaa"] → "baa"
                    ["match",["reg","a(b)?"],"zab"] → ["ab","b"]
                    ["split","","abc"] → ["a","b","c"]
                    ["invert",{"a":1,"b":1}] → {"1":["a","b"]}
                    ["times",["identity"],3] → [0,1,2]
                    ["uniq",[1,"1",1,{"a":1},{"a":1}]] → [1,"1",{"a":1}]
                    ["map",["inc"],{"a":1}] → {"a":2}
                    ["filter",["gt",["__"],1],{"a":1,"b":2}] → {"b":2}
                    ["evolve",{"z":["inc"]},{"a":1}] → {"a":1}
                    ["has","a",{"a":null}] → true
                    ["call",["add"],1,2] → 3
                    ["keys",["countBy",["identity"],["b","10","9","a"]]] → ["9","10","b","a"]
                    ["groupBy",["prop","e"],[{}]] → {"undefined":[{}]}
                    """)
    void followsJavaScript(String program, String expected) {
        assertThat(run(program)).isEqualTo(Json.parse(expected.replace("\\\\", "\\")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '`', textBlock = """
                    {"var":"a.b"} → 1
                    {"var":"list.1"} → 8
                    {"var":"list.-1"} → null
                    ["$","a.b"] → 1
                    ["$","$path"] → 1
                    ["$","%a.b"] → "a.b"
                    ["$",["[]","a.b","%x",7,{"k":"list.0"}]] → [1,"x",7,{"k":7}]
                    ["var",["[]","a.b"],true] → [1]
                    [["let","$path",5],["$","a.b"]] → [5,5]
                    [["let","n.m.o",[1]],{"var":"n"}] → [[1],{"m":{"o":[1]}}]
                    [["let","list.0",9],{"var":"list"}] → [9,[9,8]]
                    [["let","list.3",9],{"var":"list"}] → [9,[7,8,null,9]]
                    [["pipe",["inc"],["let","y"],["var","y"],["add",1]],1] → 3
                    [0,["let","f",["inc"]],[{"var":"f"},1]] → [0,null,2]
                    ["map",{"var":"path"},[1]] → error fpjson-not-a-function
                    ["let",1,2] → error fpjson-path
                    ["let","list.x",2] → error fpjson-path
                    ["let","a.b.c",2] → error fpjson-path
                    ["$","$$$$$$$$$$$$$$$$$x"] → error fpjson-path
                    ["$","$list"] → error fpjson-path
                    """)
    void readsAndSetsVariables(String program, String expected) {
        Map<String, Value> vars =
                Map.of("a", Json.parse("{\"b\":1}"), "list", Json.parse("[7,8]"), "path", Value.of("a.b"));
        if (expected.startsWith("error ")) {
            assertThatThrownBy(() -> run(program, vars))
                    .isInstanceOfSatisfying(
                            CairnException.Refused.class,
                            refused -> assertThat("error " + refused.code()).isEqualTo(expected));
        } else {
            assertThat(run(program, vars)).isEqualTo(Json.parse(expected));
        }
    }

    @Test
    void dataPassesThroughAsItIs() {
        Value exact = Json.parse("{\"id\":9007199254740993,\"f\":[1.5,\"x\"]}");
        assertThat(run("[\"head\",[\"of\",{\"var\":\"x\"}]]", Map.of("x", exact)))
                .isSameAs(exact);
        assertThat(run("[\"prop\",\"id\",{\"var\":\"x\"}]", Map.of("x", exact))).isEqualTo(Value.of(9007199254740993L));
        assertThat(run("[\"equals\",9007199254740993,9007199254740992]")).isEqualTo(Value.of(false));
        assertThat(run("[\"gt\",9007199254740993,9007199254740992]")).isEqualTo(Value.of(true));
        Value bytes = Value.of(new byte[] {1, 2});
        assertThat(run("[\"identity\",{\"var\":\"x\"}]", Map.of("x", bytes))).isEqualTo(bytes);
        assertThat(run("[\"equals\",{\"var\":\"x\"},{\"var\":\"x\"}]", Map.of("x", bytes)))
                .isEqualTo(Value.of(true));
    }

    @Test
    void oneExpressionServesManyThreads() throws InterruptedException {
        Expression program = Expression.compile(
                Json.parse("[\"sum\",[\"map\",[\"add\",{\"var\":\"n\"}],[\"flatten\",[[1,[2]],{\"length\":0},[3]]]]]"),
                "");
        java.util.List<String> failures = java.util.Collections.synchronizedList(new java.util.ArrayList<>());
        java.util.List<Thread> threads = new java.util.ArrayList<>();
        for (int t = 0; t < 4; t++) {
            int offset = t;
            threads.add(Thread.ofPlatform().start(() -> {
                for (int n = offset; n < 2000; n += 4) {
                    Variables variables = new Variables();
                    variables.set("n", Term.of(Value.of(n)));
                    Value found =
                            program.evaluate(variables, new Fuel(1000, 1000)).value();
                    if (!found.equals(Value.of(6 + 3L * n))) {
                        failures.add(n + ": " + found);
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Straße,STRASSE,straße", "ΑΣ ΣΑΣ,ΑΣ ΣΑΣ,ας σας", "ǆİı,ǄİI,ǆi̇ı", "ﬁn,FIN,ﬁn"})
    void changesCaseByUnicode(String text, String upper, String lower) {
        Map<String, Value> vars = Map.of("x", Value.of(text));
        assertThat(run("[\"toUpper\",{\"var\":\"x\"}]", vars)).isEqualTo(Value.of(upper));
        assertThat(run("[\"toLower\",{\"var\":\"x\"}]", vars)).isEqualTo(Value.of(lower));
    }

    @Test
    void namesTheFunctionAndThePlaceOfAMistake() {
        assertThatThrownBy(() -> run("[\"add\",1,[\"map\",\"inc\",[1]]]"))
                .isInstanceOfSatisfying(CairnException.Refused.class, refused -> {
                    assertThat(refused.code()).isEqualTo("fpjson-not-a-function");
                    assertThat(refused.at()).isEqualTo("/2");
                    assertThat(refused).hasMessage("map: the text \"inc\" is not a function");
                });
    }

    static Value run(String program) {
        return run(program, Map.of());
    }

    static Value run(String program, Map<String, Value> vars) {
        Variables variables = new Variables();
        vars.forEach((name, value) -> variables.set(name, Term.of(value)));
        return Expression.compile(Json.parse(program), "")
                .evaluate(variables, new Fuel(STEPS, STEPS))
                .value();
    }
}
