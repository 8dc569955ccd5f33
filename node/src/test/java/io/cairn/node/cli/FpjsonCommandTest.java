package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                        "json-malformed @program",
                        "request-malformed @",
                        "request-malformed @program",
                        "request-malformed @vars",
                        "request-malformed @rule",
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
        FpjsonShell shell = new FpjsonShell(new FpjsonEvaluator(10_000, 10_000));
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

    private static String withoutMessage(String answer) {
        if (!answer.startsWith("{\"error\"")) {
            return answer;
        }
        return answer.replaceAll("^.*\"code\":\"([^\"]+)\".*\"path\":\"([^\"]*)\".*$", "$1 @$2");
    }
}
