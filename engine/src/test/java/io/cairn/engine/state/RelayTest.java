package io.cairn.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.Json;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Mutation;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.TestUser;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mutations that a relayer brings: what is allowed, and that nothing in them can be exchanged. */
class RelayTest {
    private final Ledger ledger = new Ledger();
    private final TestUser user = TestUser.ethereum(TestUser.seed(7));
    private final TestUser relayer = TestUser.ethereum(TestUser.seed(8));
    private final TestUser first = TestUser.ethereum(TestUser.seed(9));
    private final TestUser second = TestUser.ethereum(TestUser.seed(10));
    private final TestUser stranger = TestUser.ethereum(TestUser.seed(11));
    private final Value.Document extra = document("{\"height\": 182}");

    private static Value.Document document(String json) {
        return (Value.Document) Json.parse(json);
    }

    private static String text(TestUser user) {
        return "\"" + user.account().address() + "\"";
    }

    @BeforeEach
    void aJobWhoseRulesSeeWhatIsAdded() {
        Outcome set = ledger.query(
                ledger.owner,
                "[\"addRelayerJob\", \"plain\", {\"relayers\": [" + text(relayer)
                        + "], \"schema\": {\"type\": \"object\", \"required\": [\"height\"], \"properties\": {\"height\":"
                        + " {\"type\": \"number\"}}}}]",
                "[\"addRelayerJob\", \"agreed\", {\"signers\": [" + text(first) + "," + text(second) + ","
                        + text(stranger) + "], \"multisig\": 60, \"multisig_type\": \"percent\"}]",
                "[\"setRules\", [[\"set\", [[\"mod()\", {\"height\": \"$request.auth.extra.height\", \"by\":"
                        + " \"$request.auth.relayer\"}], [\"allowif()\", [\"equals\", \"$request.auth.jobID\", \"plain\"]]]]],"
                        + " \"ppl\"]",
                "[\"setRules\", [[\"set\", [[\"allowif()\", \"o$request.auth.jobID\"]]]], \"agreed\"]");
        assertThat(set.code()).isEqualTo(Outcome.OK);
    }

    private Mutation signed(TestUser by, String job, String query) {
        return by.sign(
                ledger.chain(),
                Operation.ExecuteQueries.parse(ledger.address(), Json.parse("[" + query + "]"), "data/queries")
                        .forJob(job));
    }

    private Mutation approval(TestUser by, String job, Mutation mutation, TestUser of, Value.Document added) {
        Hash id = Mutation.id(mutation.root(), of.account());
        return by.sign(
                ledger.chain(),
                new Operation.ApproveRelay(ledger.address(), job, id, Operation.Relay.extraHash(added)));
    }

    private Outcome relay(TestUser by, String job, byte[] mutation, Value.Document added, Mutation... approvals) {
        List<Value.Bytes> all = List.of(approvals).stream()
                .map(approval -> Value.of(approval.encode()))
                .toList();
        return ledger.apply(by, new Operation.Relay(ledger.address(), job, Value.of(mutation), added, all));
    }

    @Test
    void aRelayerAddsWhatRulesPutIntoTheDocument() {
        Mutation mutation =
                signed(user, "plain", "[\"set\", {\"h\": {\"__op\": \"data\", \"key\": \"height\"}}, \"ppl\", \"x\"]");
        assertThat(relay(relayer, "plain", mutation.encode(), extra).code()).isEqualTo(Outcome.OK);
        assertThat(ledger.find("ppl", "x"))
                .isEqualTo(Json.parse("{\"h\": 182, \"height\": 182, \"by\": " + text(relayer) + "}"));
        assertThat(ledger.reader().find("ppl", "x").owner()).isEqualTo(user.account());
        assertThat(relay(relayer, "plain", mutation.encode(), extra).code()).isEqualTo("nonce-used");
    }

    @Test
    void operatorsInRulesSpeakOfWhoSignedAndOfWhatTheRelayerAdded() {
        Outcome set = ledger.query(
                ledger.owner,
                "[\"setRules\", [[\"set\", [[\"=$who\", {\"__op\": \"signer\"}], [\"=$what\", {\"__op\": \"data\","
                        + " \"key\": \"height\"}], [\"mod()\", {\"who\": \"$who\", \"what\": \"$what\"}], [\"allow()\"]]]],"
                        + " \"ppl\"]");
        assertThat(set.code()).isEqualTo(Outcome.OK);
        Mutation mutation = signed(user, "plain", "[\"set\", {}, \"ppl\", \"x\"]");
        assertThat(relay(relayer, "plain", mutation.encode(), extra).code()).isEqualTo(Outcome.OK);
        assertThat(ledger.find("ppl", "x")).isEqualTo(Json.parse("{\"who\": " + text(user) + ", \"what\": 182}"));
    }

    @Test
    void ownersSetWhatTheyMaySetThroughARelayerToo() {
        Mutation mutation = signed(ledger.owner, "plain", "[\"setRules\", [[\"set\", [[\"allow()\"]]]], \"brandnew\"]");
        assertThat(relay(relayer, "plain", mutation.encode(), extra).code()).isEqualTo(Outcome.OK);
    }

    @Test
    void nothingOfARelayCanBeExchanged() {
        Mutation mutation = signed(user, "plain", "[\"set\", {}, \"ppl\", \"x\"]");
        assertThat(relay(stranger, "plain", mutation.encode(), extra).code()).isEqualTo("relayer-not-allowed");
        assertThat(relay(relayer, "agreed", mutation.encode(), extra).code()).isEqualTo("relay-approvals-missing");
        assertThat(relay(relayer, "none", mutation.encode(), extra).code()).isEqualTo("relayer-job-not-found");
        assertThat(relay(relayer, "plain", mutation.encode(), document("{\"height\": \"tall\"}"))
                        .code())
                .isEqualTo("schema-violation");
        assertThat(relay(
                                relayer,
                                "plain",
                                signed(user, "other", "[\"set\", {}, \"ppl\", \"x\"]")
                                        .encode(),
                                extra)
                        .code())
                .isEqualTo("relay-job-mismatch");
        assertThat(relay(
                                relayer,
                                "plain",
                                signed(user, null, "[\"set\", {}, \"ppl\", \"x\"]")
                                        .encode(),
                                extra)
                        .code())
                .isEqualTo("relay-job-mismatch");
        byte[] changed = mutation.encode();
        changed[changed.length / 2] ^= 1;
        assertThat(relay(relayer, "plain", changed, extra).isOk()).isFalse();
        assertThat(ledger.apply(mutation).code()).isEqualTo("relay-needed");
        assertThat(ledger.find("ppl", "x")).isNull();
    }

    @Test
    void asManySignersAsTheJobWantsMustApproveJustThis() {
        Mutation mutation = signed(user, "agreed", "[\"set\", {}, \"agreed\", \"x\"]");
        byte[] bytes = mutation.encode();
        Mutation one = approval(first, "agreed", mutation, user, extra);
        Mutation two = approval(second, "agreed", mutation, user, extra);
        assertThat(relay(relayer, "agreed", bytes, extra, one).code()).isEqualTo("relay-approvals-missing");
        assertThat(relay(relayer, "agreed", bytes, extra, one, one).code()).isEqualTo("relay-approvals-missing");
        assertThat(relay(relayer, "agreed", bytes, extra, one, approval(user, "agreed", mutation, user, extra))
                        .code())
                .isEqualTo("relay-approvals-missing");
        assertThat(relay(relayer, "agreed", bytes, document("{\"height\": 1}"), one, two)
                        .code())
                .isEqualTo("relay-approval-mismatch");
        Mutation other = signed(user, "agreed", "[\"set\", {}, \"agreed\", \"y\"]");
        assertThat(relay(relayer, "agreed", other.encode(), extra, one, two).code())
                .isEqualTo("relay-approval-mismatch");
        assertThat(relay(relayer, "agreed", bytes, extra, one, two).code()).isEqualTo(Outcome.OK);
        assertThat(ledger.apply(one).code()).isEqualTo("type-not-applicable");
    }

    @Test
    void malformedJobsAreRefused() {
        for (String job : List.of(
                "{\"multisig\": 1}",
                "{\"signers\": [" + text(first) + "]}",
                "{\"signers\": [" + text(first) + "], \"multisig\": 2}",
                "{\"signers\": [" + text(first) + "], \"multisig\": 101, \"multisig_type\": \"percent\"}",
                "{\"signers\": [" + text(first) + "," + text(first) + "], \"multisig\": 1}",
                "{\"relayers\": \"all\"}",
                "{\"relayers\": [\"0x12\"]}",
                "{\"schema\": 5}",
                "{\"other\": 1}")) {
            assertThat(ledger.query(ledger.owner, "[\"addRelayerJob\", \"j\", " + job + "]")
                            .code())
                    .as(job)
                    .isEqualTo("relayer-job-malformed");
        }
        assertThat(ledger.query(ledger.owner, "[\"removeRelayerJob\", \"plain\"]")
                        .code())
                .isEqualTo(Outcome.OK);
        assertThat(ledger.query(ledger.owner, "[\"removeRelayerJob\", \"plain\"]")
                        .code())
                .isEqualTo("relayer-job-not-found");
    }
}
