package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A dry run tells what a database would refuse, and needs no node. */
class WeaveDbDryRunTest {
    private static final String GOOD = "{\"rules\":{\"a\":[[\"set\",[[\"allow()\"]]],[\"x\"]]},"
            + "\"schemas\":{\"a\":{\"type\":\"object\"}},"
            + "\"crons\":{\"c\":{\"version\":2,\"span\":60,\"do\":true,\"jobs\":[[\"break\"]]},"
            + "\"d\":{\"version\":2,\"span\":60,\"jobs\":[[\"break\"]]}}}";

    @TempDir
    Path folder;

    private Cli.Result dryRun(String configuration, String... more) throws IOException {
        Path file = folder.resolve("configuration.json");
        Files.writeString(file, configuration);
        String[] arguments = new String[4 + more.length];
        System.arraycopy(new String[] {"weavedb", "import", file.toString(), "--dry-run"}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return new Cli(folder.resolve("home")).run(arguments);
    }

    @Test
    void whatWouldBeSentIsShown() throws IOException {
        Cli.Result lines = dryRun(GOOD);
        assertThat(lines.exit()).as(lines.err()).isZero();
        assertThat(lines.out().lines()).hasSize(4);
        Cli.Result json = dryRun(GOOD, "--json");
        assertThat(json.exit()).isZero();
        assertThat(json.out().lines()).hasSize(1);
        Value.Document shown = (Value.Document) Json.parse(json.out());
        assertThat(shown.fields().keySet()).containsExactlyInAnyOrder("settings", "changes", "queries");
        assertThat(((Value.Array) Objects.requireNonNull(shown.get("queries"))).values())
                .hasSize(4)
                .allSatisfy(query ->
                        assertThat(((Value.Document) query).get("code")).isEqualTo(Value.of("ok")));
    }

    @Test
    void programsThatMoveTokensAreTakenOver() throws IOException {
        Cli.Result lines =
                dryRun("{\"triggers\":{\"p\":[{\"key\":\"k\",\"on\":\"create\",\"func\":[[\"mint\",{\"token\":\"gold\","
                        + "\"amount\":1,\"to\":\"$signer\"}]]}]},\"tokens\":{\"gold\":5}}");
        assertThat(lines.exit()).as(lines.err()).isZero();
        assertThat(lines.out()).contains("[\"mint()\",{");
        assertThat(lines.out() + lines.err()).contains("creditToken").contains("fails here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"schemas", "indexes", "rules", "triggers"})
    void aPathThatNamesNoCollectionIsRefused(String part) throws IOException {
        Cli.Result result = dryRun("{\"" + part + "\":{\"a/b\":[]}}");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("odd number of names: " + part + "/a/b");
        assertThat(result.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"schemas\":{\"a\":5}}",
                "{\"schemas\":{\"a\":{\"type\":7}}}",
                "{\"crons\":{\"c\":{\"version\":2,\"span\":0,\"jobs\":[[\"break\"]]}}}",
                "{\"relayers\":{\"r\":{\"relayers\":[\"zz\"]}}}",
                "{\"rules\":{\"__proto__\":[[\"set\",[[\"allow()\"]]]]}}",
                "{\"rules\":{\"a\":[[\"set\",[[\"none()\"]]]]}}",
            })
    void whatCannotBeSetIsNamedAndFails(String configuration) throws IOException {
        Cli.Result lines = dryRun(configuration);
        assertThat(lines.exit()).isEqualTo(3);
        assertThat(lines.err()).contains("refused   query 1").doesNotContain("Exception");
        Cli.Result json = dryRun(configuration, "--json");
        assertThat(json.exit()).isEqualTo(3);
        Value.Array queries =
                (Value.Array) Objects.requireNonNull(((Value.Document) Json.parse(json.out())).get("queries"));
        assertThat(((Value.Document) queries.values().getFirst()).get("code")).isNotEqualTo(Value.of("ok"));
    }
}
