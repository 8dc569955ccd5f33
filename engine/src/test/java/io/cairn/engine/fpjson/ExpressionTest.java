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
