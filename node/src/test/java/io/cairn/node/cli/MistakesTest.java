package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.Value;
import io.cairn.node.config.NodeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people get wrong: each ends with the exit code of its kind, nothing on standard output, and what to do next. */
class MistakesTest {
    private static final String NOWHERE = "0x0000000000000000000000000000000000000000";

    @TempDir
    static Path folder;

    private static NodeProcess node;
    private static Cli owner;
    private static Cli stranger;
    private static Cli nobody;
    private static Cli alone;

    @BeforeAll
    static void start() throws IOException {
        node = NodeProcess.start(NodeConfig.read(null, Map.of(), Map.of("port", "0")), folder.resolve("node"), "test");
        String address = "http://127.0.0.1:" + node.port();
        owner = new Cli(folder.resolve("owner")).with("CAIRN_NODE", address);
        assertThat(owner.run("key", "new").exit()).isZero();
        String open = owner.run("db", "create").out().strip();
        String closed = owner.run("db", "create", "--private").out().strip();
        owner.with("CAIRN_DB", open);
        assertThat(owner.run("add", "people", "{\"_id\":\"ann\",\"age\":30}").exit())
                .isZero();
        stranger =
                new Cli(folder.resolve("stranger")).with("CAIRN_NODE", address).with("CAIRN_DB", open);
        assertThat(stranger.run("key", "new").exit()).isZero();
        nobody = new Cli(folder.resolve("nobody")).with("CAIRN_NODE", address).with("CAIRN_DB", closed);
        // A node that is not there, and a key of one's own.
        alone = new Cli(folder.resolve("stranger")).with("CAIRN_NODE", "127.0.0.1:1");
        Files.writeString(folder.resolve("rows.txt"), "a,b\n1,2\n");
        Files.writeString(folder.resolve("bad.csv"), "a,b\n1\n");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static void check(Cli who, int exit, String says, String... arguments) {
        Cli.Result result = who.run(arguments);
        String typed = String.join(" ", arguments);
        assertThat(result.exit()).as("%s: %s", typed, result.err()).isEqualTo(exit);
        assertThat(result.err()).as(typed).contains(says).doesNotContain("Exception", "internal error");
        assertThat(result.out()).as(typed).isEmpty();
    }

    @Test
    void wrongUsageIsRefusedBeforeAnythingIsSent() {
        check(alone, 2, "say what to do");
        check(alone, 2, "Did you mean: cairn add?", "ad");
        check(alone, 2, "Options come behind the command", "--db", "x", "db", "list");
        check(alone, 2, "'COLLECTION', 'JSON'", "add");
        check(alone, 2, "'JSON'", "add", "people");
        check(alone, 2, "'--bogus'", "add", "people", "{}", "--bogus");
        check(alone, 2, "cairn key needs one of: new, show, list", "key");
        check(alone, 2, "cairn db needs one of: create, list", "db");
        check(alone, 2, "cairn drill needs one of: kill, flip, lies", "drill");
        check(alone, 2, "is not a whole number", "diff", "a", "b");
        check(alone, 2, "is not a whole number", "drill", "kill", "--rounds", "x");
        check(alone, 2, "[json-malformed]", "add", "people", "{\"a\":");
        check(alone, 2, "expected a JSON object", "add", "people", "[1]");
        check(alone, 2, "_id must be a text", "add", "people", "{\"_id\":7}");
        check(alone, 2, "[json-malformed]", "set", "people", "a", "{");
        check(alone, 2, "[json-malformed]", "query", "people", "[[");
        check(alone, 2, "a query is an array such as", "query", "people", "{\"n\":1}");
        check(alone, 2, "--plain has no proof", "get", "people", "a", "--plain", "-o", "x");
        check(alone, 2, "64", "receipt", "abc");
        check(alone, 2, "RECEIPT is empty", "rule", "explain", "");
        check(alone, 2, "name a mutation, or a run of a cron", "receipt");
        check(alone, 2, "--cron NAME --due SECONDS", "receipt", "--cron", "c");
        check(alone, 2, "--due is a time in seconds", "receipt", "--cron", "c", "--due", "-1");
        check(alone, 2, "cairn relay needs one of: sign, approve, send", "relay");
        check(alone, 2, "'--output=FILE'", "relay", "sign", "job", "[]");
        check(alone, 2, "a query is an array", "relay", "sign", "job", "{}", "-o", "x");
        check(alone, 6, "there is no file", "relay", "send", "nowhere.signed");
        check(alone, 2, "expected a JSON object", "relay", "approve", "nowhere.signed", "--extra", "[]", "-o", "x");
        check(alone, 2, "--rounds is 1 or more", "drill", "kill", "--rounds", "0");
        check(alone, 2, "--documents is 1 or more", "demo", "--documents", "0");
        check(alone, 2, "workload", "bench", "--only", "everything");
    }

    @Test
    void aSettingThatNoDatabaseWouldTakeSaysWhyAndWhere() {
        String span = "span is";
        for (String wrong : new String[] {"1.5", "\"60\"", "1000000000000000000", "0"}) {
            check(owner, 2, span, "query", "[\"addCron\",{\"span\":" + wrong + ",\"jobs\":[[\"set()\"]]},\"c\"]");
        }
        check(owner, 2, "at data/queries/0/1/span", "query", "[\"addCron\",{\"span\":0},\"c\"]");
        check(
                owner,
                2,
                "on is create, update, delete",
                "query",
                "[\"addTrigger\",{\"key\":\"t\",\"on\":\"x\",\"func\":[]},\"a\"]");
        check(owner, 2, "no write is get: rules are for", "query", "[\"setRules\",[[\"get\",[[\"allow()\"]]]],\"a\"]");
        check(owner, 2, "no write is sets:follow", "query", "[\"setRules\",[[\"allow()\"]],\"a\",\"sets:follow\"]");
        check(
                owner,
                2,
                "64 lower-case hexadecimal",
                "query",
                "[\"linkContract\",\"k\",{\"database\":\"" + NOWHERE + "\"}]");
        check(owner, 2, "kept for deposits of the main chain", "query", "[\"creditToken\",\"chain:eth\",1]");
        check(owner, 2, "a whole number of the token's smallest unit", "query", "[\"creditToken\",\"gold\",1.5]");
        check(owner, 2, "at data/queries/0/2/relayers", "query", "[\"addRelayerJob\",\"j\",{\"relayers\":5}]");
        check(owner, 2, "[schema-malformed]", "query", "[\"setSchema\",{\"type\":5},\"a\"]");
        check(owner, 2, "an account is an Ethereum address", "query", "[\"addOwner\",\"bob\"]");
        check(owner, 2, "an account is an Ethereum address", "db", "member", "bob", "reader");
        assertThat(owner.run("db", "member", NOWHERE, "reader").exit()).isZero();
    }

    @Test
    void whatIsRelayedNamesTheFileThatIsWrong() throws IOException {
        Path empty = Files.write(folder.resolve("empty.signed"), new byte[0]);
        Path other = Files.write(folder.resolve("other.signed"), new byte[] {1, 2, 3});
        Path good = folder.resolve("good.signed");
        String[] sign = {"relay", "sign", "job", "[\"set\",{},\"a\",\"b\"]", "-o"};
        assertThat(owner.run(Stream.concat(Stream.of(sign), Stream.of(good.toString()))
                                .toArray(String[]::new))
                        .exit())
                .isZero();
        Path cut = Files.write(folder.resolve("cut.signed"), Arrays.copyOf(Files.readAllBytes(good), 50));
        for (Path wrong : new Path[] {empty, other, cut}) {
            check(owner, 2, wrong + ": ", "relay", "send", wrong.toString());
            check(
                    owner,
                    2,
                    wrong + ": ",
                    "relay",
                    "approve",
                    wrong.toString(),
                    "-o",
                    folder.resolve("x").toString());
            check(
                    owner,
                    2,
                    wrong + ": it is no approval",
                    "relay",
                    "send",
                    good.toString(),
                    "--approval",
                    wrong.toString());
        }
        check(
                owner,
                2,
                good + ": it is no approval but",
                "relay",
                "send",
                good.toString(),
                "--approval",
                good.toString());
        String nowhere = folder.resolve("no/folder").toString();
        check(
                owner,
                2,
                "cannot write " + nowhere + ": there is no such folder",
                "relay",
                "sign",
                "j",
                sign[3],
                "-o",
                nowhere);
        check(owner, 2, "at most 3650d", "relay", "sign", "j", sign[3], "--for", "99999d", "-o", nowhere);
    }

    @Test
    void wrongNamesOfFilesAndKeysAreNamed() {
        check(alone, 6, "there is no file", "import", "people", "nowhere.csv");
        check(
                alone,
                2,
                "--format",
                "import",
                "people",
                folder.resolve("rows.txt").toString());
        check(alone, 2, "--format csv|tsv|json|jsonl", "export", "people", "x.xls");
        check(alone, 2, "a format is csv, tsv, json or jsonl", "export", "people", "x", "--format", "xls");
        check(alone, 2, "all-or-none or rest", "import", "people", "x.csv", "--errors", "none");
        check(alone, 2, "a chain is eth, sol or ar", "key", "new", "x", "--chain", "btc");
        check(alone, 2, "give the new one another name", "key", "new", "main");
        check(alone, 2, "letters, digits", "key", "new", "a/b");
        check(alone, 6, "cairn key new NAME", "add", "people", "{}", "--key", "carol");
        check(nobody, 6, "cairn key new NAME", "add", "people", "{}");
        check(alone, 2, "cairn node --list-settings", "node", "--prot", "1");
        check(alone, 2, "cairn node --list-settings", "node", "please");
    }

    @Test
    void anUnreachableNodeIsSaidToBeSo() {
        check(alone, 5, "nothing listens there", "db", "list");
        check(alone, 5, "cairn node", "get", "people", "ann", "--db", NOWHERE);
        check(alone, 2, "http://127.0.0.1:7420", "db", "list", "--node", "ftp://x");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        check(owner, 6, "cairn db list", "db", "show", "--db", NOWHERE);
        check(owner, 2, "0x and 40", "db", "show", "--db", "walks");
        check(owner, 6, "(proved)", "get", "people", "bob");
        check(owner, 6, "cairn db collection NAME", "query", "nowhere", "[]");
        check(owner, 6, "[mutation-not-found]", "receipt", "00".repeat(32));
        check(owner, 6, "[block-not-", "get", "people", "ann", "--at", "999");
    }

    @Test
    void whatTheDatabaseRefusesIsRefused() {
        check(owner, 3, "cairn upsert", "add", "people", "{\"_id\":\"ann\"}");
        check(owner, 3, "create a document that is not there", "update", "people", "bob", "{\"age\":1}");
        check(stranger, 3, "cairn db member ACCOUNT writer", "add", "people", "{\"age\":1}");
        check(stranger, 3, "Only who added a document", "update", "people", "ann", "{\"age\":1}");
        check(nobody, 3, "Ask the owner for a role", "get", "people", "ann");
        check(owner, 2, "operators are", "query", "people", "[[\"age\",\"~\",1]]");
    }

    @Test
    void aRefusalNamesTheMutationThatExplainsIt() {
        assertThat(owner.run("query", "[\"setRules\",[[\"write\",[[\"deny()\"]]]],\"closed\"]")
                        .exit())
                .isZero();
        for (String[] arguments : new String[][] {
            {"query", "[\"set\",{},\"closed\",\"a\"]"}, {"set", "closed", "a", "{}"}, {"add", "closed", "{}"},
        }) {
            Cli.Result told = owner.run(arguments);
            assertThat(told.exit()).as(told.err()).isEqualTo(3);
            String last = told.err().lines().toList().getLast();
            assertThat(last).startsWith("  Explain it with 'cairn rule explain ");
            check("refused: rule-denied", last.substring(last.lastIndexOf(' ') + 1, last.length() - 2));
            String[] asJson = Arrays.copyOf(arguments, arguments.length + 1);
            asJson[arguments.length] = "--json";
            Value.Document failure =
                    (Value.Document) Json.parse(owner.run(asJson).err().strip());
            Value.Document error = (Value.Document) Objects.requireNonNull(failure.get("error"));
            check("refused: rule-denied", ((Value.Text) Objects.requireNonNull(error.get("mutation"))).value());
        }
    }

    private static void check(String says, String mutation) {
        Cli.Result explained = owner.run("rule", "explain", mutation);
        assertThat(explained.exit()).as(explained.err()).isZero();
        assertThat(explained.out()).contains(says);
    }

    @Test
    void aNodeWithAnotherKeyIsNotBelieved() throws IOException {
        Path key = folder.resolve("other.pub");
        Files.writeString(key, "11".repeat(32) + "\n");
        check(owner, 4, "[", "get", "people", "ann", "--node-key", key.toString());
        Files.writeString(key, "short\n");
        check(owner, 4, "64 lower-case hexadecimal digits", "get", "people", "ann", "--node-key", key.toString());
    }

    @Test
    void errorsAreJsonWhereJsonIsAskedFor() {
        Cli.Result result = owner.run("get", "nowhere", "x", "--json");
        assertThat(result.exit()).isEqualTo(6);
        assertThat(result.err()).startsWith("{\"error\":{\"code\":\"collection-not-found\"");
    }

    @Test
    void aBadRowIsNamedWithItsLine() {
        Cli.Result result =
                owner.run("import", "people", folder.resolve("bad.csv").toString());
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("line 2: 1 cells where the header has 2", "--errors rest");
    }
}
