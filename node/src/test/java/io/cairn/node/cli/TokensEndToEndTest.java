package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.PinStore;
import io.cairn.client.key.UserKey;
import io.cairn.engine.codec.Json;
import io.cairn.engine.model.PaymentChain;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Visibility;
import io.cairn.node.config.NodeConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wallet on a real node: an owner credits, programs pay, an account takes out, and everything is proved. */
class TokensEndToEndTest {
    private static final String PAY =
            "{\"key\":\"pay\",\"on\":\"create\",\"func\":[[\"transfer()\",{\"token\":\"gold\","
                    + "\"amount\":\"$data.after.amount\",\"from\":\"$signer\",\"to\":\"$data.after.to\"}]]}";
    private static final String JOIN = "{\"key\":\"join\",\"on\":\"create\",\"func\":[[\"mint()\",{\"token\":\"gold\","
            + "\"amount\":10,\"to\":\"$account\"}]]}";
    private static final String LEAVE =
            "{\"key\":\"leave\",\"on\":\"create\",\"func\":[[\"withdraw()\",{\"token\":\"gold\","
                    + "\"amount\":\"$data.after.amount\",\"from\":\"$account\"}]]}";

    @TempDir
    Path folder;

    private NodeProcess node;

    @BeforeEach
    void start() throws IOException {
        node = NodeProcess.start(NodeConfig.read(null, Map.of(), Map.of("port", "0")), folder.resolve("node"), "test");
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private static String out(Cli.Result result) {
        assertThat(result.exit()).as(result.err()).isZero();
        return result.out().strip();
    }

    private static Value json(Cli.Result result) {
        return Json.parse(out(result));
    }

    private static String programs() {
        String allow = "[[\"set\",[[\"allow()\"]]]]";
        return "[[\"creditToken\",\"gold\",15],[\"setRules\"," + allow + ",\"join\"],[\"setRules\"," + allow
                + ",\"pay\"],[\"setRules\"," + allow + ",\"leave\"],[\"addTrigger\"," + JOIN
                + ",\"join\"],[\"addTrigger\","
                + PAY + ",\"pay\"],[\"addTrigger\"," + LEAVE + ",\"leave\"]]";
    }

    @Test
    void commandsCreditPayTakeOutAndVerify() throws IOException {
        Cli cli = new Cli(folder.resolve("home")).with("CAIRN_NODE", "http://127.0.0.1:" + node.port());
        String owner = ((Value.Text) ((Value.Document) json(cli.run("key", "new", "--json"))).get("account")).value();
        String other = UserKey.generate(PaymentChain.SOL).account().text();
        out(cli.run("db", "create"));
        out(cli.run("query", programs()));
        out(cli.run("query", "[\"set\",{},\"join\",\"a\"]"));
        Cli.Result second = cli.run("query", "[\"set\",{},\"join\",\"b\"]");
        assertThat(second.exit()).isNotZero();
        assertThat(second.err())
                .contains("trigger-failed")
                .contains("token-insufficient, programs may mint 5 of gold, not 10")
                .doesNotContain("rule explain");
        String explained = ((Value.Text) Objects.requireNonNull(((Value.Document) Objects.requireNonNull(
                                ((Value.Document) Json.parse(cli.run("query", "[\"set\",{},\"join\",\"b\"]", "--json")
                                                .err()
                                                .strip()))
                                        .get("error")))
                        .get("mutation")))
                .value();
        assertThat(out(cli.run("rule", "explain", explained)))
                .contains("because: token-insufficient")
                .contains("tokens: programs may mint 5 of gold, not 10");
        out(cli.run("query", "[\"set\",{\"to\":\"" + other + "\",\"amount\":4},\"pay\",\"p\"]"));
        out(cli.run("query", "[\"set\",{\"amount\":5},\"leave\",\"l\"]"));
        String kept = folder.resolve("balance.car").toString();
        assertThat(json(cli.run("query", "[\"getBalance\",\"gold\",\"" + owner + "\"]", "-o", kept)))
                .isEqualTo(Json.parse("{\"amount\":1,\"withdrawable\":5}"));
        assertThat(out(cli.run("verify", kept))).contains("valid");
        byte[] bytes = Files.readAllBytes(Path.of(kept));
        bytes[bytes.length - 3] ^= 1;
        Files.write(Path.of(kept), bytes);
        assertThat(cli.run("verify", kept).exit()).isNotZero();
        out(cli.run("query", "[\"withdrawToken\",\"gold\",2]"));
        out(cli.run("query", "[\"withdrawToken\",\"gold\"]"));
        assertThat(cli.run("query", "[\"withdrawToken\",\"gold\"]").err())
                .contains("balance-insufficient")
                .contains("0 of gold may be taken out")
                .doesNotContain("rule explain");
        assertThat(json(cli.run("query", "[\"getTokens\"]")))
                .isEqualTo(Json.parse("{\"gold\":{\"available\":5,\"issued\":5,\"withdrawn\":5}}"));
        String list = folder.resolve("list.car").toString();
        assertThat(out(cli.run("query", "[\"listWithdrawals\",\"gold\"]", "-o", list)))
                .contains("\"number\":2")
                .contains("\"amount\":3")
                .contains(owner);
        assertThat(out(cli.run("verify", list))).contains("valid");
    }

    @Test
    void theClientProvesBalancesOfOthers() {
        UserKey key = UserKey.generate(PaymentChain.AR);
        try (CairnClient client = CairnClient.of(URI.create("http://127.0.0.1:" + node.port()))
                .pins(PinStore.inMemory())
                .signer(key.signer())
                .build()) {
            ClientDatabase database = client.createDatabase("wallet", Visibility.PUBLIC);
            database.execute(programs());
            database.execute("[\"set\",{},\"join\",\"a\"]");
            database.awaitSeal();
            assertThat(database.ask(
                            "[\"getBalance\",\"gold\",\"" + key.account().text() + "\"]"))
                    .isEqualTo(Json.parse("{\"amount\":10,\"withdrawable\":0}"));
            assertThat(database.ask("[\"getTokens\"]"))
                    .isEqualTo(Json.parse("{\"gold\":{\"available\":5,\"issued\":10,\"withdrawn\":0}}"));
        }
    }
}
