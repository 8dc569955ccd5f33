package io.cairn.node.ruletest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTrialTest {
    private static List<RuleTrial.Result> run(String file) {
        return RuleTrial.run((Value.Document) Json.parse(file));
    }

    @Test
    void theExamplesCasesPass() throws IOException {
        List<RuleTrial.Result> results = run(Files.readString(Path.of("../examples/social/rules.test.json")));
        assertThat(results)
                .hasSize(5)
                .allSatisfy(
                        result -> assertThat(result.problem()).as(result.name()).isNull());
    }

    @Test
    void saysWhatIsNotAsExpected() {
        List<RuleTrial.Result> results = run("{\"setup\": [[\"setRules\", [[\"set\", [[\"allow()\"]]]], \"a\"],"
                + " [\"addCron\", {\"span\": 1, \"jobs\": [[\"set()\", [{\"at\": \"$ts\"}, \"c\", \"d\"]]]}, \"tick\"]], \"cases\":"
                + " [{\"name\": \"one\", \"as\": \"bob\", \"query\": [\"set\", {\"x\": 1}, \"a\", \"i\"], \"expect\": \"rule-denied\"},"
                + " {\"name\": \"two\", \"as\": \"bob\", \"query\": [\"set\", {\"x\": 1}, \"a\", \"i\"], \"expect\": \"ok\","
                + " \"documents\": {\"a/i\": {\"x\": 2}}},"
                + " {\"name\": \"three\", \"as\": \"bob\", \"query\": [\"set\"], \"expect\": \"query-length\"},"
                + " {\"name\": \"four\", \"time\": 1700000003000, \"as\": \"bob\", \"query\": [\"set\", {}, \"a\", \"j\"],"
                + " \"expect\": \"ok\", \"documents\": {\"c/d\": {\"at\": 1700000003}}}]}");
        assertThat(results.stream().map(RuleTrial.Result::problem).toList())
                .containsExactly("expected rule-denied, came to ok", "a/i is {\"x\":1}, not {\"x\":2}", null, null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"cases\": 5}",
                "{\"cases\": []}",
            })
    void malformedFilesAreRefused(String file) {
        assertThatThrownBy(() -> run(file))
                .isInstanceOfSatisfying(
                        CairnException.Incorrect.class,
                        malformed -> assertThat(malformed.code()).isEqualTo("rule-test-malformed"));
    }

    @Test
    void aSetUpThatIsRefusedNamesItsQueryAndSaysWhy() {
        assertThatThrownBy(() -> run("{\"setup\": [[\"set\", {}, \"a\", \"b\"], [\"addCron\", {\"span\": 1.5}, \"c\"]],"
                        + " \"cases\": [{}]}"))
                .isInstanceOfSatisfying(CairnException.Incorrect.class, refused -> {
                    assertThat(refused.code()).isEqualTo("cron-malformed");
                    assertThat(refused.at()).isEqualTo("setup/1/1/span");
                })
                .hasMessageContaining("span is a whole number from 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"cases\": [5",
                "{\"cases\": [{\"name\": \"n\"}",
                "{\"cases\": [{\"name\": \"n\", \"as\": \"b\", \"query\": 5, \"expect\": \"ok\"}",
                "{\"cases\": [{\"name\": \"n\", \"as\": \"b\", \"query\": [\"set\", {}, \"a\", \"b\"], \"expect\": \"ok\", \"time\": 5}",
            })
    void aMalformedCaseFailsByItsNameAndTheNextIsTried(String file) {
        List<RuleTrial.Result> results = run(
                file
                        + ", {\"name\": \"next\", \"as\": \"owner\", \"query\": [\"set\", {}, \"a\", \"c\"], \"expect\": \"ok\"}]}");
        assertThat(results).hasSize(2);
        assertThat(results.getFirst().code()).isEqualTo("rule-test-malformed");
        assertThat(results.getFirst().name()).isIn("n", "cases/0");
        assertThat(results.getFirst().problem()).isNotNull();
        assertThat(results.getLast().problem()).isNull();
    }
}
