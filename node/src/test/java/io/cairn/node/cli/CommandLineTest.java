package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
    @TempDir
    Path home;

    private Cli cli;

    @BeforeEach
    void makeHome() {
        cli = new Cli(home);
    }

    @Test
    void tellsUsageAndHelp() {
        assertThat(cli.run("--help").exit()).isZero();
        assertThat(cli.run("--help").out()).contains("query", "import", "Exit codes:");
        assertThat(cli.run("--version").out()).startsWith("cairn ");
        for (List<String> args : List.of(
                List.of("add"),
                List.of("add", "people"),
                List.of("nonsense"),
                List.of("get", "people", "1", "--bogus"),
                List.of("diff", "x", "2"),
                List.of("key"),
                List.of("add", "people", "{", "--key", "a"))) {
            Cli.Result result = cli.run(args.toArray(String[]::new));
            assertThat(result.out()).as("%s", args).isEmpty();
            assertThat(result.exit()).as("%s %s", args, result.err()).isIn(2, 6);
            assertThat(result.err()).as("%s", args).startsWith("cairn: ");
        }
        assertThat(cli.run("import", "--help").exit()).isZero();
    }

    @Test
    void makesShowsAndListsKeysWithoutTheirSecrets() {
        assertThat(cli.run("key", "list").out()).isEmpty();
        Cli.Result made = cli.run("key", "new", "alice");
        assertThat(made.exit()).as(made.err()).isZero();
        assertThat(made.out()).startsWith("alice db3_user:eth:0x").endsWith("not encrypted\n");
        assertThat(cli.run("key", "show").out()).isEqualTo(made.out());
        assertThat(cli.run("key", "new", "bob", "--chain", "sol", "--json").out())
                .contains("\"db3_user:sol:");
        assertThat(cli.run("key", "list").out().lines()).hasSize(2);
        assertThat(cli.run("key", "show").exit()).isEqualTo(2);
        assertThat(cli.run("key", "show", "carol").exit()).isEqualTo(6);
        assertThat(cli.run("key", "new", "alice").exit()).isEqualTo(2);
    }

    @Test
    void takesKeyFromStandardInput() {
        String secret = "4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318";
        Cli.Result made = cli.runWith(secret + "\n", "key", "new", "old", "--import");
        assertThat(made.out()).contains("db3_user:eth:0x2c7536e3605d9c16a7a3d7b1898e529396a65c23");
        assertThat(made.out() + made.err()).doesNotContain(secret);
    }

    @Test
    void saysWhatToDoWhereNoNodeAnswers() {
        cli.run("key", "new");
        Cli.Result result = cli.run("db", "list", "--node", "http://127.0.0.1:1");
        assertThat(result.exit()).isEqualTo(5);
        assertThat(result.err()).contains("cairn node").contains("[node-unreachable]");
        Cli.Result json = cli.run("db", "list", "--node", "http://127.0.0.1:1", "--json");
        assertThat(json.err()).startsWith("{\"error\":{\"code\":\"node-unreachable\"");
    }

    @Test
    void asksForKeyBeforeItTalksToNode() {
        Cli.Result result = cli.run("add", "people", "{}", "--node", "http://127.0.0.1:1");
        assertThat(result.exit()).isEqualTo(6);
        assertThat(result.err()).contains("cairn key new");
    }

    @Test
    void listsTheSettingsOfANode() {
        Cli.Result result = cli.run("node", "--list-settings");
        assertThat(result.exit()).isZero();
        assertThat(result.out().lines()).anyMatch(line -> line.startsWith("port ") && line.contains("7420"));
    }

    @Test
    void trainsInSilenceAndLeavesNothingBehind() {
        Cli.Result result = cli.run("train");
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out() + result.err()).isEmpty();
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void printsCompletionScript() {
        Cli.Result result = cli.run("completion");
        assertThat(result.exit()).isZero();
        assertThat(result.out()).contains("complete -F").contains("import");
    }
}
