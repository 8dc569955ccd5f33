package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.Fate;
import io.cairn.client.api.PinStore;
import io.cairn.client.api.ReadOptions;
import io.cairn.client.key.UserKey;
import io.cairn.engine.codec.Json;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.PaymentChain;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Clock;
import io.cairn.engine.mutation.Role;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.mutation.Submission;
import io.cairn.engine.mutation.Visibility;
import io.cairn.engine.verify.Receipt;
import io.cairn.node.config.NodeConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What owners set is asked for by name with proof, and what ran by itself has receipts, of a real node. */
class SettingsEndToEndTest {
    private static final String RULES = "[[\"set\",[[\"allow()\"]]]]";
    private static final String TRIGGER = "{\"func\":[[\"break\"]],\"key\":\"t\",\"on\":\"create\"}";
    private static final String CRON =
            "{\"jobs\":[[\"upsert()\",[{\"n\":{\"__op\":\"inc\",\"n\":1}},\"c\",\"x\"]]],\"span\":1,\"times\":2}";
    private static final String JOB = "{\"relayers\":[]}";

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

    private CairnClient client(UserKey key) {
        return CairnClient.of(URI.create("http://127.0.0.1:" + node.port()))
                .pins(PinStore.inMemory())
                .signer(key.signer())
                .build();
    }

    private static void sql(ClientDatabase database, String text) {
        database.execute(List.of(new SqlText(text, List.of())));
    }

    private static String out(Cli.Result result) {
        assertThat(result.exit()).as(result.err()).isZero();
        return result.out().strip();
    }

    @Test
    void commandsTellWhatWasSetAndProveIt() {
        Cli cli = new Cli(folder.resolve("home")).with("CAIRN_NODE", "http://127.0.0.1:" + node.port());
        String owner = ((Value.Text) ((Value.Document) Json.parse(out(cli.run("key", "new", "--json")))).get("account"))
                .value();
        out(cli.run("db", "create"));
        out(cli.run(
                "query",
                "[[\"setRules\"," + RULES + ",\"people\"],[\"addTrigger\"," + TRIGGER + ",\"people\"],"
                        + "[\"addRelayerJob\",\"prices\"," + JOB + "]]"));
        assertThat(out(cli.run("query", "[\"getRules\",\"people\"]"))).isEqualTo(RULES);
        assertThat(Json.parse(out(cli.run("query", "[\"getTriggers\",\"people\"]"))))
                .isEqualTo(Json.parse("[" + TRIGGER + "]"));
        assertThat(out(cli.run("query", "[\"getCrons\"]"))).isEqualTo("{\"crons\":{}}");
        assertThat(out(cli.run("query", "[\"listRelayerJobs\"]"))).isEqualTo("[\"prices\"]");
        assertThat(out(cli.run("query", "[\"getRelayerJob\",\"prices\"]"))).isEqualTo(JOB);
        String kept = folder.resolve("owners.car").toString();
        assertThat(out(cli.run("query", "[\"getOwner\"]", "-o", kept))).isEqualTo("[\"" + owner + "\"]");
        assertThat(out(cli.run("verify", kept))).contains("valid");

        String key = UserKey.generate(PaymentChain.ETH).account().address();
        out(cli.run("query", "[\"addAddressLink\",{\"address\":\"" + key + "\",\"expiry\":60}]"));
        assertThat(out(cli.run("query", "[\"getAddressLink\",\"" + key + "\"]")))
                .contains(owner);
        out(cli.run("query", "[\"removeAddressLink\",\"" + key + "\"]"));
        assertThat(out(cli.run("query", "[\"getAddressLink\",\"" + key + "\"]")))
                .isEqualTo("null");
    }

    @Test
    void programsAreShownToThoseWhoMayReadTheDatabase() {
        UserKey owner = UserKey.generate(PaymentChain.ETH);
        UserKey reader = UserKey.generate(PaymentChain.SOL);
        try (CairnClient own = client(owner);
                CairnClient theirs = client(reader)) {
            ClientDatabase database = own.createDatabase("closed", Visibility.OWNER_ONLY);
            database.execute("[\"setRules\"," + RULES + ",\"people\"]");
            database.awaitSeal();
            ClientDatabase seen = theirs.database(database.info().chainId());
            assertThatThrownBy(() -> seen.ask("[\"getRules\",\"people\"]"))
                    .isInstanceOf(CairnException.Forbidden.class);
            database.setMember(reader.account(), Role.READER);
            database.awaitSeal();
            assertThat(seen.ask("[\"getRules\",\"people\"]")).isEqualTo(Json.parse(RULES));
        }
    }

    @Test
    void everyRunOfACronHasAReceiptOfItsOwn() {
        UserKey owner = UserKey.generate(PaymentChain.ETH);
        try (CairnClient own = client(owner)) {
            ClientDatabase database = own.createDatabase("ticking", Visibility.PUBLIC);
            Fate added = database.execute("[\"addCron\"," + CRON + ",\"count\"]");
            Value.Document crons = (Value.Document) database.ask(
                            (Value.Array) Json.parse("[\"getCrons\"]"),
                            new ReadOptions(true, null, added.sequence() + 1))
                    .value();
            assertThat(crons.get("crons")).isEqualTo(Json.parse("{\"count\":" + CRON + "}"));
            long last = ((Value.Int) crons.get("lastExecuted")).value();

            Receipt.Verified run = database.receiptOfRun("count", last);
            assertThat(run.outcome().code()).isEqualTo(Outcome.OK);
            assertThat(run.mutation()).isNull();
            assertThat(run.outcome().mutation()).isEqualTo(Clock.tick(database.address(), "count", last * 1_000));
            assertThat(((Submission.Due) run.submission()).clock().dueMillis()).isEqualTo(last * 1_000);
            assertThat(database.receipt(run.outcome().mutation(), 0).outcome()).isEqualTo(run.outcome());
            assertThatThrownBy(() -> database.receiptOfRun("count", last - 5))
                    .isInstanceOfSatisfying(
                            CairnException.NotFound.class,
                            missing -> assertThat(missing.code()).isEqualTo("mutation-not-found"));

            Cli cli = new Cli(folder.resolve("home")).with("CAIRN_NODE", "http://127.0.0.1:" + node.port());
            String file = folder.resolve("run.json").toString();
            out(cli.run("receipt", "--cron", "count", "--due", "" + last, "-o", file));
            assertThat(out(cli.run("verify", file)))
                    .contains("valid")
                    .contains(run.outcome().mutation().hex());
            assertThat(cli.run("receipt", "--cron", "count").err()).contains("--due");
            assertThat(cli.run("receipt").exit()).isEqualTo(ExitCode.USAGE.number());
        }
    }

    @Test
    void whoMayReadOneTableGetsNoReceiptOfARun() {
        UserKey owner = UserKey.generate(PaymentChain.ETH);
        UserKey reader = UserKey.generate(PaymentChain.SOL);
        try (CairnClient own = client(owner);
                CairnClient theirs = client(reader)) {
            ClientDatabase database = own.createDatabase("closed", Visibility.OWNER_ONLY);
            sql(database, "create table t (id int primary key)");
            sql(database, "grant select on t to \"" + reader.account().text() + "\"");
            Fate added = database.execute("[\"addCron\"," + CRON + ",\"count\"]");
            Value.Document crons = (Value.Document) database.ask(
                            (Value.Array) Json.parse("[\"getCrons\"]"),
                            new ReadOptions(true, null, added.sequence() + 1))
                    .value();
            long last = ((Value.Int) crons.get("lastExecuted")).value();
            assertThat(database.receiptOfRun("count", last).outcome().isOk()).isTrue();
            ClientDatabase seen = theirs.database(database.info().chainId());
            assertThatThrownBy(() -> seen.receiptOfRun("count", last))
                    .isInstanceOfSatisfying(
                            CairnException.Forbidden.class,
                            refusal -> assertThat(refusal.code()).isEqualTo("read-restricted"));
        }
    }
}
