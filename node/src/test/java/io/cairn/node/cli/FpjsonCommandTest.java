package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code cairn fpjson}: an answer a line, whatever the lines hold. */
final class FpjsonCommandTest {
    @TempDir
    private Path home;

    @Test
    void answersALineForEachRequest() {
        Cli.Result result = new Cli(home).runWith("""
                {"program":["add",1,2]}
                {"program":[["map",["inc"]],{"var":"x.y"}],"vars":{"x":{"y":[1,2]}}}

                {"program":["head",[]],"vars":{}}
                {"program":["identity",9007199254740993]}
                {"program":null}""", "fpjson");
        assertThat(result.exit()).isZero();
        assertThat(result.out()).isEqualTo("""
                {"value":3}
                {"value":[2,3]}
                {"value":[]}
                {"value":9007199254740993}
                {"value":null}
                """);
        assertThat(result.err()).isEmpty();
    }

    @Test
    void aLineThatIsWrongIsItsOwnMistakeOnly() {
        Cli.Result result = new Cli(home).runWith("""
                {"program":
                [1]
                {"vars":{}}
                {"program":1,"vars":[]}
                {"program":1,"rule":true}
                {"program":[1,["map","inc",[1]]]}
                {"program":["invoker",0,"constructor"]}
                {"program":["reg","(?=a)"]}
                {"program":["add",1,1]}
                """, "fpjson");
        assertThat(result.exit()).isZero();
        assertThat(result.out().lines().map(FpjsonCommandTest::withoutMessage))
                .containsExactly(
                        "json-malformed @/program",
                        "request-malformed @",
                        "request-malformed @/program",
                        "request-malformed @/vars",
                        "request-malformed @/rule",
                        "fpjson-not-a-function @/1",
                        "fpjson-function-refused @",
                        "fpjson-pattern @",
                        "{\"value\":2}");
    }

    @Test
    void fuelIsGivenToEachRequest() {
        String program = "{\"program\":[\"sum\",[\"map\",[\"inc\"],[\"range\",0,30]]]}\n";
        Cli.Result enough = new Cli(home).runWith(program + program, "fpjson", "--steps", "100", "--cells", "100");
        assertThat(enough.out()).isEqualTo("{\"value\":465}\n{\"value\":465}\n");
        Cli.Result few = new Cli(home).runWith(program, "fpjson", "--steps", "20");
        assertThat(few.out()).contains("fpjson-out-of-steps");
        Cli.Result small = new Cli(home).runWith(program, "fpjson", "--cells", "20");
        assertThat(small.out()).contains("fpjson-out-of-cells");
        assertThat(new Cli(home).run("fpjson", "--steps", "0").exit()).isEqualTo(2);
    }

    @Test
    void theShellKeepsVariables() {
        FpjsonShell shell = new FpjsonShell(new FpjsonEvaluator(10_000, 10_000, false));
        assertThat(shell.accept("[\"let\",\"x.y\",[1,2]]")).isEqualTo("[\n  1,\n  2\n]");
        assertThat(shell.accept("[\"sum\",{\"var\":\"x.y\"}]")).isEqualTo("3");
        assertThat(shell.accept(":vars")).isEqualTo("x = {\"y\":[1,2]}");
        assertThat(shell.accept(":functions sym")).isEqualTo("symmetricDifference symmetricDifferenceWith");
        assertThat(shell.accept("[\"map\",1,[1]]"))
                .isEqualTo("fpjson-not-a-function: map: the number 1 is not a function");
        assertThat(shell.accept("[1")).startsWith("json-malformed");
        assertThat(shell.accept(":nothing")).contains(":help");
        assertThat(shell.accept(":help")).contains(":functions");
        assertThat(shell.accept(":reset")).isEmpty();
        assertThat(shell.accept(":vars")).isEmpty();
        assertThat(shell.accept("")).isEmpty();
    }

    /** The example of docs/fpjson.md. */
    @Test
    void theExampleOfARuleIsAnsweredAsTheDocumentSays() throws IOException {
        String document = Files.readString(Path.of("../docs/fpjson.md"));
        String asked = fenced(document, "```json");
        String answered = fenced(document, "```jsonc");
        Cli.Result result = new Cli(home).runWith(asked.replace("\n", " ") + "\n", "fpjson", "--rule");
        assertThat(result.exit()).isZero();
        assertThat((Object) Json.parse(result.out())).isEqualTo(Json.parse(answered));
    }

    private static String fenced(String document, String fence) {
        int from = document.indexOf(fence + "\n") + fence.length();
        return document.substring(from, document.indexOf("```", from)).strip();
    }

    @Test
    void aRuleReadsDocumentsAndShowsWhatIsNotReached() {
        String get =
                "{\"program\":[[\"=$p\",[\"get()\",[\"posts\",\"$id\"]]],[\"=$all\",[\"get()\",[\"posts\",[\"n\",\"desc\"]]]],"
                        + "[\"denyif()\",[\"gt\",\"$p.n\",1]],[\"allow()\"]],\"request\":{\"id\":\"b\",\"func\":\"add\",\"data\":{\"x\":1}},"
                        + "\"documents\":{\"posts\":{\"a\":{\"n\":1},\"b\":{\"n\":2}}}}\n";
        Cli.Result result = new Cli(home).runWith(get, "fpjson", "--rule");
        Value.Document answer = (Value.Document) Json.parse(result.out());
        assertThat((Object) answer.get("decision")).isEqualTo(Value.of("deny"));
        List<Value> lines = ((Value.Array) Objects.requireNonNull(answer.get("lines"))).values();
        assertThat(Json.print(Objects.requireNonNull(((Value.Document) lines.get(0)).get("assigned"))))
                .isEqualTo("{\"p\":{\"n\":2}}");
        assertThat(Json.print(Objects.requireNonNull(((Value.Document) lines.get(1)).get("assigned"))))
                .isEqualTo("{\"all\":[{\"n\":2},{\"n\":1}]}");
        assertThat(lines.stream().map(line -> String.valueOf((Object) ((Value.Document) line).get("end"))))
                .containsExactly("null", "null", "stopped", "not-reached");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | request-malformed @/program",
                "{\"program\":5} | program-malformed @",
                "{\"program\":[[\"none()\",1]]} | program-function-unknown @/0",
                "{\"program\":[[\"mint()\",{}]]} | program-function-unknown @/0",
                "{\"program\":[],\"vars\":{}} | request-malformed @/vars",
                "{\"program\":[],\"request\":[]} | request-malformed @/request",
                "{\"program\":[],\"request\":{\"relay\":1}} | request-malformed @/request/relay",
                "{\"program\":[],\"request\":{\"func\":\"put\"}} | request-malformed @/request/func",
                "{\"program\":[],\"request\":{\"op\":\"update\"}} | request-malformed @/request/old",
                "{\"program\":[],\"request\":{\"func\":\"set\",\"op\":\"delete\"}} | request-malformed @/request/op",
                "{\"program\":[],\"request\":{\"signer\":\"me\"}} | request-malformed @/request/signer",
                "{\"program\":[],\"request\":{\"ms\":\"now\"}} | request-malformed @/request/ms",
                "{\"program\":[],\"request\":{\"path\":[\"a\"]}} | request-malformed @/request/path",
                "{\"program\":[],\"request\":{\"path\":[\"a\",\"b\"],\"id\":\"c\"}} | request-malformed @/request/id",
                "{\"program\":[],\"request\":{\"old\":{},\"func\":\"add\"}} | request-malformed @/request/old",
                "{\"program\":[],\"request\":{\"data\":{\"a\":{\"__op\":\"no\"}}}} | operator-unknown @/request/data/a/__op",
                "{\"program\":[],\"documents\":{\"a\":5}} | request-malformed @/documents/a",
                "{\"program\":[],\"documents\":{\"a\":{\"b\":5}}} | request-malformed @/documents/a/b",
                "{\"program\":[[\"=$x\",1],[\"=$y\",[\"map\",1,[1]]]]} | fpjson-not-a-function @/1/1",
                "{\"program\":[[\"get()\",[]]]} | program-argument-wrong @/0",
            })
    void aRequestOfARuleThatIsWrongSaysWhere(String request, String expected) {
        Cli.Result result = new Cli(home).runWith(request + "\n", "fpjson", "--rule");
        assertThat(withoutMessage(result.out().strip())).isEqualTo(expected);
    }

    @Test
    void theShellOfRulesKeepsTheRequest() {
        FpjsonShell shell = new FpjsonShell(new FpjsonEvaluator(10_000, 10_000, true));
        assertThat(shell.accept("{\"request\":{\"id\":\"a\"}}")).isEmpty();
        assertThat(shell.accept("[[\"=$x\",\"$id\"],[\"allowif()\",[\"equals\",\"$x\",\"a\"]]]"))
                .contains("$x = \"a\"", "<- stopped", "decision: allow", "reason: line 1 decided");
        assertThat(shell.accept(":reset")).isEmpty();
        assertThat(shell.accept("[[\"allowif()\",[\"equals\",\"$id\",\"a\"]]]")).contains("decision: none");
        assertThat(shell.accept("[[\"sum()\"]]")).startsWith("program-function-unknown at /0");
        assertThat(shell.accept(":help")).contains("request");
    }

    private static String withoutMessage(String answer) {
        if (!answer.startsWith("{\"error\"")) {
            return answer;
        }
        return answer.replaceAll("^.*\"code\":\"([^\"]+)\".*\"path\":\"([^\"]*)\".*$", "$1 @$2");
    }
}
