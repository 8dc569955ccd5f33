package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.Value;
import io.cairn.node.config.NodeConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Relaying from the command line, each with a key of their own, against a real node in this process. */
class RelayEndToEndTest {
    private static final String EXTRA = "{\"price\":182}";

    @TempDir
    Path folder;

    private final Map<String, Cli> people = new TreeMap<>();
    private final Map<String, String> accounts = new TreeMap<>();
    private NodeProcess node;

    @BeforeEach
    void start() throws IOException {
        node = NodeProcess.start(NodeConfig.read(null, Map.of(), Map.of("port", "0")), folder.resolve("node"), "test");
        for (String name : new String[] {"owner", "user", "relayer", "alice", "bob", "stranger"}) {
            Cli cli = new Cli(folder.resolve(name)).with("CAIRN_NODE", "http://127.0.0.1:" + node.port());
            accounts.put(name, text(shown(cli.run("key", "new", "--json")), "account"));
            people.put(name, cli);
        }
        shown(run("owner", "db", "create", "--json"));
        shown(run(
                "owner",
                "query",
                "--json",
                "[[\"addRelayerJob\",\"prices\",{\"relayers\":[\"" + accounts.get("relayer") + "\"],\"signers\":[\""
                        + accounts.get("alice") + "\",\"" + accounts.get("bob")
                        + "\"],\"multisig\":2,\"schema\":{\"type\":\"object\",\"required\":[\"price\"]}}],"
                        + "[\"setRules\",[[\"set:bet\",[[\"=$price\",\"$request.auth.extra.price\"],[\"mod()\",{\"price\":"
                        + "\"$price\",\"by\":\"$signer\",\"relayer\":\"$request.auth.relayer\"}],[\"allowif()\",[\"equals\","
                        + "\"prices\",\"$request.auth.jobID\"]]]]],\"bets\"]]"));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private Cli.Result run(String who, String... args) {
        return people.get(who).run(args);
    }

    private static Value.Document shown(Cli.Result result) {
        assertThat(result.exit()).as(result.err()).isZero();
        return (Value.Document) Json.parse(result.out());
    }

    private static String text(Value.Document shown, String field) {
        return ((Value.Text) shown.get(field)).value();
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private void sign(String id, String nonce) {
        Value.Document signed = shown(run(
                "user",
                "relay",
                "sign",
                "prices",
                "[\"set:bet\",{},\"bets\",\"" + id + "\"]",
                "--nonce",
                nonce,
                "-o",
                file(id),
                "--json"));
        assertThat(signed.get("account")).isEqualTo(Value.of(accounts.get("user")));
        assertThat(signed.get("job")).isEqualTo(Value.of("prices"));
    }

    private void approve(String who, String id, String extra, String name) {
        Value.Document approved =
                shown(run(who, "relay", "approve", file(id), "--extra", extra, "-o", file(name), "--json"));
        assertThat(approved.get("queries")).isEqualTo(Json.parse("[[\"set:bet\",{},\"bets\",\"" + id + "\"]]"));
    }

    private Cli.Result send(String who, String id, String extra, String... approvals) {
        String[] args = new String[5 + 2 * approvals.length];
        args[0] = "relay";
        args[1] = "send";
        args[2] = file(id);
        args[3] = "--extra";
        args[4] = extra;
        for (int i = 0; i < approvals.length; i++) {
            args[5 + 2 * i] = "--approval";
            args[6 + 2 * i] = file(approvals[i]);
        }
        return run(who, args);
    }

    private void refused(Cli.Result result, String code) {
        assertThat(result.exit()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(result.err()).contains(code);
    }

    @Test
    void whatUserSignersAndRelayerAgreeOnIsWrittenAndTheRuleSeesWhatWasAdded() {
        sign("b1", "1");
        sign("b2", "2");
        approve("alice", "b1", EXTRA, "alice1");
        approve("bob", "b1", EXTRA, "bob1");
        approve("stranger", "b1", EXTRA, "stranger1");
        approve("bob", "b2", EXTRA, "bob2");

        refused(send("relayer", "b1", EXTRA, "alice1"), "relay-approvals-missing");
        refused(send("relayer", "b1", EXTRA, "alice1", "stranger1"), "relay-approvals-missing");
        refused(send("stranger", "b1", EXTRA, "alice1", "bob1"), "relayer-not-allowed");
        refused(send("relayer", "b1", "{\"price\":9}", "alice1", "bob1"), "relay-approval-mismatch");
        refused(send("relayer", "b1", EXTRA, "alice1", "bob2"), "relay-approval-mismatch");
        refused(send("relayer", "b1", "{}", "alice1", "bob1"), "schema-violation");
        assertThat(run("user", "get", "bets", "b1").exit()).isEqualTo(ExitCode.NOT_FOUND.number());

        Cli.Result sent = send("relayer", "b1", EXTRA, "alice1", "bob1");
        assertThat(sent.exit()).as(sent.err()).isZero();
        Value.Document written = (Value.Document)
                Json.parse(run("user", "query", "[\"get\",\"bets\",\"b1\"]").out());
        assertThat(written.get("price")).isEqualTo(Value.of(182));
        assertThat(accounts.get("user")).endsWith(text(written, "by"));
        assertThat(accounts.get("relayer")).endsWith(text(written, "relayer"));
        Cli.Result again = send("relayer", "b1", EXTRA, "alice1", "bob1");
        refused(again, "nonce-used");
        assertThat(again.err()).contains("nonce 1 of " + accounts.get("user") + " is used up");
    }

    @Test
    void whatIsNoSignedRelayIsToldBeforeAnythingIsSent() throws IOException {
        sign("b1", "1");
        java.nio.file.Files.write(folder.resolve("broken"), new byte[] {1, 2, 3});
        Cli.Result broken = send("relayer", "broken", EXTRA);
        assertThat(broken.exit()).isNotZero();
        approve("alice", "b1", EXTRA, "alice1");
        assertThat(send("relayer", "alice1", EXTRA).err()).contains("relay-job-missing");
        assertThat(send("relayer", "none", EXTRA).err()).contains("file-not-found");
        assertThat(send("relayer", "b1", "[]").err()).contains("json-malformed");
        assertThat(run("user", "relay", "sign", "prices", "{}", "-o", file("x")).err())
                .contains("query-malformed");
        assertThat(run("user", "relay", "sign", "prices", "[\"fly\",{},\"bets\"]", "-o", file("x"))
                        .err())
                .contains("query-function-unknown");
        String said =
                run("bob", "relay", "approve", file("b1"), "-o", file("bob1")).out();
        assertThat(said).contains(accounts.get("user")).contains("[\"set:bet\",{},\"bets\",\"b1\"]");
    }
}
