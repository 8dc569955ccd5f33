package io.cairn.node.weavedb;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranslationTest {
    private static Translation of(String configuration) {
        return Translation.of((Value.Document) Json.parse(configuration));
    }

    private static List<String> queries(Translation translation) {
        return translation.queries().stream().map(Json::print).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"rules\":{\"a/b/c\":[[\"set\",[[\"allow()\"]]]]}} | [\"setRules\",[[\"set\",[[\"allow()\"]]]],\"a\",\"b\",\"c\"]",
                "{\"index\":{\"p\":[[[\"a\"],[\"b\",\"desc\"]]]}} | [\"addIndex\",[[\"a\"],[\"b\",\"desc\"]],\"p\"]",
                "{\"schemas\":{\"p\":{\"definitions\":{\"x\":{\"type\":\"any\"}},\"items\":[{}],\"additionalItems\":false,"
                        + "\"properties\":{\"y\":{\"$ref\":\"#/definitions/x\"}}}}}"
                        + " | [\"setSchema\",{\"$defs\":{\"x\":{}},\"items\":false,\"prefixItems\":[{}],"
                        + "\"properties\":{\"y\":{\"$ref\":\"#/$defs/x\"}}},\"p\"]",
                "{\"schemas\":{\"p\":{\"dependencies\":{\"a\":[\"b\"],\"c\":{\"type\":\"object\"}}}}}"
                        + " | [\"setSchema\",{\"dependentRequired\":{\"a\":[\"b\"]},\"dependentSchemas\":{\"c\":{\"type\":\"object\"}}},\"p\"]",
                "{\"schemas\":{\"p\":{\"minimum\":3,\"exclusiveMinimum\":true}}} | [\"setSchema\",{\"exclusiveMinimum\":3},\"p\"]",
                "{\"triggers\":{\"p\":[{\"key\":\"k\",\"on\":\"create\",\"func\":[[\"get\",\"x\",[\"a\",\"b\"],0],[\"let\",\"y\",1],"
                        + "[\"if\",true,[\"set\",[{},\"c\",\"d\"]]]]}]}} | [\"addTrigger\",{\"func\":[[\"[]\",[\"=$x\",[\"get()\","
                        + "[\"a\",\"b\"]]],[\"if\",\"x$x\",[\"=$x\",0]]],[\"=$y\",1],[\"if\",true,[\"set()\",[{},\"c\",\"d\"]]]],"
                        + "\"key\":\"k\",\"on\":\"create\",\"version\":2},\"p\"]",
                "{\"crons\":{\"c\":{\"start\":5,\"span\":60,\"version\":2,\"jobs\":[[\"break\"]]}}}"
                        + " | [\"addCron\",{\"jobs\":[[\"break\"]],\"span\":60,\"version\":2},\"c\"]",
                "{\"crons\":{\"c\":{\"span\":60,\"version\":2,\"jobs\":[[\"if\",true,[\"mint()\",{\"token\":\"t\",\"amount\":1,"
                        + "\"to\":\"$x\"}]],[\"transfer()\",\"$y\"]]}}} | [\"addCron\",{\"jobs\":[[\"if\",true,[\"mint()\","
                        + "{\"token\":\"t\",\"amount\":1,\"to\":\"$x\"}]],[\"transfer()\",\"$y\"]],\"span\":60,\"version\":2},\"c\"]",
                "{\"triggers\":{\"p\":[{\"key\":\"k\",\"on\":\"create\",\"func\":[[\"withdraw\",{\"token\":\"t\",\"amount\":1,"
                        + "\"from\":\"$x\"}]]}]}} | [\"addTrigger\",{\"func\":[[\"withdraw()\",{\"token\":\"t\",\"amount\":1,"
                        + "\"from\":\"$x\"}]],\"key\":\"k\",\"on\":\"create\",\"version\":2},\"p\"]",
                "{\"relayers\":{\"r\":{\"relayers\":[]}}} | [\"addRelayerJob\",\"r\",{\"relayers\":[]}]",
            })
    void writesAConfigurationAsQueries(String configuration, String query) {
        assertThat(queries(of(configuration)).stream()
                        .map(Json::parse)
                        .map(Json::printCanonical)
                        .toList())
                .containsExactly(Json.printCanonical(Json.parse(query)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"rules\":{\"p\":[[\"set\",[\"allow()\"]]]}} | rules/p/0",
                "{\"indexes\":{\"p\":[[[\"a\"]]]}} | indexes/p/0",
                "{\"indexes\":{\"p\":[[[\"a\"],[\"b\",\"array\"]]]}} | indexes/p/0",
                "{\"indexes\":{\"p\":[[[\"a\"],[\"b\",\"up\"]]]}} | indexes/p/0",
                "{\"triggers\":{\"p\":[{\"key\":\"k\",\"on\":\"create\",\"func\":[[\"mint\",1]]}]}} | triggers/p/0/func/0",
                "{\"crons\":{\"c\":{\"span\":60,\"version\":2,\"jobs\":[[\"if\",true,[\"withdraw()\",{\"token\":\"t\",\"amount\":1,"
                        + "\"to\":\"$x\"}]]]}}} | crons/c/jobs/0/2",
                "{\"tokens\":{}} | tokens",
            })
    void tellsWhatIsLeftOut(String configuration, String at) {
        Translation translation = of(configuration);
        assertThat(translation.changes()).anySatisfy(change -> {
            assertThat(change.isLeftOut()).isTrue();
            assertThat(change.at()).isEqualTo(at);
            assertThat(change.what()).isNotEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"rules\":{\"a\":[[\"set\",[\"let\",{},\"x\"]]]}}",
                "{\"rules\":{\"a\":[5,[\"set\"]]}}",
                "{\"rules\":{\"a\":[]}}",
            })
    void whereNoRuleIsLeftEveryWriteIsDenied(String configuration) {
        Translation translation = of(configuration);
        assertThat(queries(translation)).containsExactly("[\"setRules\",[[\"write\",[[\"deny()\"]]]],\"a\"]");
        assertThat(translation.changes()).anySatisfy(change -> {
            assertThat(change.isLeftOut()).isFalse();
            assertThat(change.at()).isEqualTo("rules/a");
            assertThat(change.what()).contains("a rule that denies every write stands in");
        });
    }

    @Test
    void tellsWhatMeansSomethingElse() {
        Translation translation =
                of("{\"rules\":{\"p\":[[\"create, update\",[[\"allow()\"]]],[\"set#1\",[[\"allow()\"]]]]},"
                        + "\"triggers\":{\"p\":[{\"key\":\"k\",\"on\":\"create,update\",\"version\":2,\"func\":[]}]},"
                        + "\"schemas\":{\"p\":{\"properties\":{\"m\":{\"format\":\"email\"}}}}}");
        assertThat(translation.changes().stream().map(Translation.Change::at).toList())
                .containsExactly(
                        "schemas/p/properties/m/format", "rules/p/0", "rules/p/1", "triggers/p/0/on", "triggers/p");
        assertThat(translation.changes()).noneMatch(Translation.Change::isLeftOut);
    }
}
