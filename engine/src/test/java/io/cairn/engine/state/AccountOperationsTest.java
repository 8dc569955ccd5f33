package io.cairn.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.codec.Json;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Payload;
import io.cairn.engine.mutation.Role;
import io.cairn.engine.mutation.TestUser;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Owners and address links by query, which are roles and sessions. */
class AccountOperationsTest {
    private final Ledger ledger = new Ledger();
    private final TestUser bob = TestUser.ethereum(TestUser.seed(7));
    private final TestUser key = TestUser.ethereum(TestUser.seed(8));

    @AfterEach
    void replayAgrees() {
        ledger.seal();
        assertThat(ledger.audit().head()).isEqualTo(ledger.headers().getLast());
    }

    private static String name(TestUser user) {
        return "\"" + user.account().address() + "\"";
    }

    private String code(TestUser user, String query) {
        return ledger.query(user, query).code();
    }

    private String link(String fields) {
        return "[\"addAddressLink\", {" + fields + "}]";
    }

    @Test
    void anOwnerMakesAnotherWhoMayDoAsMuchUntilRemoved() {
        String create = "[\"setRules\", [[\"*\", [[\"deny()\"]]]], \"locked\"]";
        assertThat(code(bob, "[\"addOwner\", " + name(bob) + "]")).isEqualTo("not-permitted");
        assertThat(code(ledger.owner, "[\"addOwner\", " + name(bob) + "]")).isEqualTo(Outcome.OK);
        assertThat(code(ledger.owner, "[\"addOwner\", " + name(bob) + "]")).isEqualTo("owner-exists");
        assertThat(code(bob, create)).isEqualTo(Outcome.OK);
        assertThat(code(bob, "[\"removeOwner\", " + name(bob) + "]")).isEqualTo(Outcome.OK);
        assertThat(code(bob, create)).isEqualTo("not-permitted");
        assertThat(code(ledger.owner, "[\"removeOwner\", " + name(bob) + "]")).isEqualTo("owner-not-found");
    }

    @Test
    void ownersByQueryAreTheMembersWithThatRole() {
        ledger.apply(ledger.owner, new Operation.SetMember(ledger.address(), bob.account(), Role.WRITER));
        assertThat(code(ledger.owner, "[\"removeOwner\", " + name(bob) + "]")).isEqualTo("owner-not-found");
        assertThat(code(ledger.owner, "[\"addOwner\", " + name(bob) + "]")).isEqualTo(Outcome.OK);
        assertThat(ledger.apply(ledger.owner, new Operation.SetMember(ledger.address(), bob.account(), null))
                        .code())
                .isEqualTo(Outcome.OK);
        assertThat(code(ledger.owner, "[\"removeOwner\", " + name(bob) + "]")).isEqualTo("owner-not-found");
    }

    @Test
    void whoCreatedTheDatabaseStaysSoThatThereAlwaysIsAnOwner() {
        assertThat(code(ledger.owner, "[\"addOwner\", " + name(bob) + "]")).isEqualTo(Outcome.OK);
        String creator = "\"" + ledger.owner.account().text() + "\"";
        assertThat(code(bob, "[\"removeOwner\", " + creator + "]")).isEqualTo("owner-fixed");
        assertThat(code(bob, "[\"addOwner\", " + creator + "]")).isEqualTo("owner-exists");
    }

    @Test
    void aLinkedKeyWritesForItsAccountUntilTheLinkEnds() {
        ledger.query(ledger.owner, "[\"setRules\", [[\"set\", [[\"allow()\"]]]], \"notes\"]");
        assertThat(code(bob, link("\"address\": " + name(key) + ", \"expiry\": 60, \"linkTo\": " + name(bob))))
                .isEqualTo(Outcome.OK);
        assertThat(code(bob, link("\"address\": " + name(key) + ", \"expiry\": 60")))
                .isEqualTo("session-exists");
        assertThat(inSession("[\"set\", {\"by\": {\"__op\": \"signer\"}}, \"notes\", \"n\"]"))
                .isEqualTo(Outcome.OK);
        assertThat(ledger.find("notes", "n")).isEqualTo(Json.parse("{\"by\": " + name(bob) + "}"));
        assertThat(ledger.reader().find("notes", "n").owner()).isEqualTo(bob.account());
        assertThat(inSession(link("\"address\": " + name(ledgerKey()) + ", \"expiry\": 60")))
                .isEqualTo("session-scope");
        assertThat(inSession("[\"addOwner\", " + name(key) + "]")).isEqualTo("session-scope");
        ledger.advance(61_000);
        assertThat(inSession("[\"set\", {}, \"notes\", \"n\"]")).isEqualTo("session-expired");
    }

    @Test
    void eitherSideEndsALink() {
        assertThat(code(bob, link("\"address\": " + name(key) + ", \"expiry\": 60")))
                .isEqualTo(Outcome.OK);
        assertThat(code(ledgerKey(), "[\"removeAddressLink\", " + name(key) + "]"))
                .isEqualTo("session-not-found");
        assertThat(inSession("[\"removeAddressLink\", " + name(key) + "]")).isEqualTo(Outcome.OK);
        assertThat(code(bob, "[\"removeAddressLink\", " + name(key) + "]")).isEqualTo("session-closed");
        assertThat(inSession("[\"set\", {}, \"notes\", \"n\"]")).isEqualTo("session-closed");
    }

    @Test
    void nobodyLinksAKeyToAnotherAccount() {
        assertThat(code(key, link("\"address\": " + name(ledgerKey()) + ", \"expiry\": 60, \"linkTo\": " + name(bob))))
                .isEqualTo("link-to-other");
        assertThat(code(bob, link("\"address\": " + name(bob) + ", \"expiry\": 60")))
                .isEqualTo("session-key-own");
    }

    @Test
    void aRelayerLinksNoKey() {
        ledger.query(ledger.owner, "[\"addRelayerJob\", \"any\", {}]");
        byte[] signed = bob.sign(
                        ledger.chain(),
                        Operation.ExecuteQueries.parse(
                                        ledger.address(),
                                        Json.parse("[" + link("\"address\": " + name(key) + ", \"expiry\": 60") + "]"),
                                        "data/queries")
                                .forJob("any"))
                .encode();
        Outcome relayed = ledger.apply(
                key, new Operation.Relay(ledger.address(), "any", Value.of(signed), Value.Document.EMPTY, List.of()));
        assertThat(relayed.code()).isEqualTo("link-relayed");
    }

    @Test
    void queriesOfAnotherFormAreRefused() {
        for (String wrong : List.of(
                "[\"addOwner\"]",
                "[\"addOwner\", 1]",
                "[\"addOwner\", \"0x12\"]",
                "[\"removeOwner\", [\"a\"]]",
                "[\"removeAddressLink\"]",
                link("\"address\": " + name(key)),
                link("\"address\": " + name(key) + ", \"expiry\": 0"),
                link("\"address\": " + name(key) + ", \"expiry\": 2592001"),
                link("\"address\": " + name(key) + ", \"expiry\": 1.5"),
                link("\"address\": " + name(key) + ", \"expiry\": 60, \"signature\": \"0x\""),
                link("\"expiry\": 60"),
                "[\"addAddressLink\", " + name(key) + "]")) {
            assertThatThrownBy(() -> ledger.query(ledger.owner, wrong))
                    .as(wrong)
                    .isInstanceOfSatisfying(
                            CairnException.Incorrect.class,
                            refusal -> assertThat(refusal.code())
                                    .isIn("query-length", "query-type", "link-expiry", "identity-malformed"));
        }
    }

    private static TestUser ledgerKey() {
        return TestUser.ethereum(TestUser.seed(12));
    }

    private String inSession(String query) {
        Operation operation =
                Operation.ExecuteQueries.parse(ledger.address(), Json.parse("[" + query + "]"), "data/queries");
        Payload payload = new Payload(operation, Long.MAX_VALUE).inSessionOf(bob.account());
        return ledger.apply(key.sign(key.unsigned(ledger.chain(), payload, key.takeNonce())))
                .code();
    }
}
