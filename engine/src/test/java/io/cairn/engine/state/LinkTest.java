package io.cairn.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.codec.Json;
import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.document.ReadQuery;
import io.cairn.engine.log.Entry;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Bundle;
import io.cairn.engine.mutation.LinkedBlock;
import io.cairn.engine.mutation.Mutation;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Submission;
import io.cairn.engine.mutation.TestUser;
import io.cairn.engine.mutation.Visibility;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules read other databases from what their entry carries, and believe nothing that is not proved. */
class LinkTest {
    private final Ledger ledger = new Ledger();
    private final TestUser bob = TestUser.solana(5);
    private final LinkedDatabase other =
            new LinkedDatabase(1).set("ann", "{\"age\": 40}").set("tim", "{\"age\": 9}");

    private static String rule(String... lines) {
        return "[\"setRules\", [[\"*\", [" + String.join(",", lines) + "]]], \"guests\"]";
    }

    private void owner(String... queries) {
        assertThat(ledger.query(ledger.owner, queries).code()).isEqualTo(Outcome.OK);
    }

    private void linked() {
        owner(
                other.link("others", LinkedDatabase.NODE),
                rule(
                        "[\"=$them\", [\"getLinked()\", [\"others\", \"people\", \"$new.who\"]]]",
                        "[\"denyif()\", [\"isNil\", \"$them\"]]",
                        "[\"allowif()\", [\"gte\", \"$them.age\", 18]]"));
    }

    private Mutation guest(String who) {
        return bob.sign(
                ledger.chain(),
                Operation.ExecuteQueries.parse(
                        ledger.address(),
                        Json.parse("[[\"set\", {\"who\": \"" + who + "\"}, \"guests\", \"" + who + "\"]]"),
                        "data/queries"));
    }

    private Outcome order(Mutation mutation, LinkedBlock... blocks) {
        return ledger.submit(Submission.linked(Submission.of(mutation.encode()), List.of(blocks))
                        .bytes())
                .getFirst();
    }

    private Value link() {
        return ReadQuery.parse(Json.parse("[\"getLinkedContract\", \"others\"]"))
                .run(ledger.state());
    }

    @AfterEach
    void replayNeedsNoOtherDatabase() {
        ledger.seal();
        assertThat(ledger.audit().head()).isEqualTo(ledger.headers().getLast());
    }

    @Test
    void aRuleDecidesByADocumentOfAnotherDatabase() {
        linked();
        Outcome accepted = order(guest("ann"), other.block("ann"));
        assertThat(accepted.code()).isEqualTo(Outcome.OK);
        assertThat((Object) accepted.detail())
                .isEqualTo(
                        Json.parse("{\"allowed\": [\"guests/0/2\"], \"linked\": [{\"link\": \"others\", \"collection\":"
                                + " \"people\", \"id\": \"ann\", \"height\": " + other.height() + "}]}"));
        Outcome refused = order(guest("tim"), other.block("tim"));
        assertThat(refused.code()).isEqualTo("rule-denied");
        assertThat(refused.at()).isEqualTo("rules/guests/0/2");
        assertThat(refused.detail().get("linked")).isNotNull();
        assertThat(Outcome.decode(refused.encode())).isEqualTo(refused);
        assertThat(ledger.find("guests", "ann")).isNotNull();
        assertThat(ledger.find("guests", "tim")).isNull();
    }

    @Test
    void whatIsProvedAbsentIsNull() {
        linked();
        assertThat(order(guest("eve"), other.block("eve")).at()).isEqualTo("rules/guests/0/1");
        LinkedDatabase empty = new LinkedDatabase(3);
        owner(empty.link("others", LinkedDatabase.NODE));
        Outcome noCollection = order(guest("ann"), empty.block("ann"));
        assertThat(noCollection.at()).isEqualTo("rules/guests/0/1");
    }

    @Test
    void whatTheEntryDoesNotCarryRefusesTheMutationAndUsesItsNonce() {
        linked();
        Mutation plain = guest("ann");
        Outcome none = ledger.apply(plain);
        assertThat(none.code()).isEqualTo("link-unresolved");
        assertThat(none.at()).isEqualTo("rules/guests/0/0");
        assertThat(ledger.submit(plain.encode()).getFirst().code()).isEqualTo("nonce-used");
        assertThat(order(guest("ann"), other.block(LinkedDatabase.NODE, List.of()))
                        .code())
                .isEqualTo("link-unresolved");
    }

    @Test
    void whoOrdersIsToldWhatIsMissingAndNothingChanges() {
        Submission plain = Submission.of(guest("ann").encode());
        assertThat(ledger.machine().missingLinkedReads(plain, ledger.clock())).isEmpty();
        linked();
        var before = ledger.everything();
        List<LinkedRead> missing = ledger.machine().missingLinkedReads(plain, ledger.clock());
        assertThat(missing)
                .containsExactly(new LinkedRead(
                        "others",
                        other.ledger.address(),
                        HexFormat.of().formatHex(LinkedDatabase.NODE.publicKey()),
                        "",
                        "people",
                        "ann"));
        assertThat(ledger.machine()
                        .missingLinkedReads(Submission.linked(plain, List.of(other.block("ann"))), ledger.clock()))
                .isEmpty();
        assertThat(ledger.everything()).isEqualTo(before);
    }

    @Test
    void aForgedPageOrHeadOrAnotherDatabaseIsNeverOrdered() {
        linked();
        LinkedBlock honest = other.block("ann");
        List<byte[]> pages = new ArrayList<>(honest.pages());
        byte[] leaf = pages.removeLast().clone();
        leaf[leaf.length / 2] ^= 1;
        pages.add(leaf);
        // A page that is not the one that the root names is no page of that state.
        assertThat(order(guest("ann"), other.block(LinkedDatabase.NODE, pages)).code())
                .isEqualTo("link-unresolved");

        NodeKey liar = NodeKey.of(TestUser.seed(99));
        LinkedBlock forged = new LinkedBlock(
                honest.database(),
                honest.node(),
                honest.header(),
                other.block(liar, "ann").checkpoint(),
                honest.pages());
        refusedAtTheGate(forged);
        LinkedBlock misnamed =
                new LinkedBlock(ledger.address(), honest.node(), honest.header(), honest.checkpoint(), honest.pages());
        refusedAtTheGate(misnamed);
        byte[] header = honest.header().clone();
        header[header.length - 1] ^= 1;
        refusedAtTheGate(
                new LinkedBlock(honest.database(), honest.node(), header, honest.checkpoint(), honest.pages()));

        // Signed by somebody, but not by whom the link names; or a block of a database that is not linked.
        assertThat(order(guest("ann"), other.block(liar, "ann")).code()).isEqualTo("link-unresolved");
        LinkedDatabase third = new LinkedDatabase(2).set("ann", "{\"age\": 50}");
        assertThat(order(guest("ann"), third.block("ann")).code()).isEqualTo("link-unresolved");
    }

    private void refusedAtTheGate(LinkedBlock block) {
        Submission submission = Submission.linked(Submission.of(guest("ann").encode()), List.of(block));
        assertThatThrownBy(() -> ledger.machine().mutations().requireAdmissible(submission, ledger.clock()))
                .isInstanceOf(CairnException.ProofInvalid.class);
        byte[] entry = new Entry(ledger.machine().nextSequence(), ledger.clock(), submission.bytes()).encode();
        assertThatThrownBy(() ->
                        ledger.machine().apply(Entry.decode(entry), entry, Submission.ofEntry(submission.bytes())))
                .isInstanceOfSatisfying(
                        CairnException.Incorrect.class,
                        wrong -> assertThat(wrong.code()).isEqualTo("link-proof-wrong"));
    }

    @Test
    void theHeightThatWasReadNeverGoesBack() {
        linked();
        LinkedBlock old = other.block("ann");
        long oldHeight = other.height();
        other.set("ann", "{\"age\": 41}");
        assertThat(order(guest("ann"), other.block("ann")).code()).isEqualTo(Outcome.OK);
        assertThat(((Value.Document) link()).get("height")).isEqualTo(Value.of(other.height()));
        Submission stale = Submission.linked(Submission.of(guest("ann").encode()), List.of(old));
        assertThat(ledger.machine().missingLinkedReads(stale, ledger.clock())).hasSize(1);
        assertThat(ledger.submit(stale.bytes()).getFirst().code()).isEqualTo("link-height-back");
        owner(other.link("others", LinkedDatabase.NODE));
        assertThat(order(guest("ann"), old).code()).isEqualTo("link-height-back");
        assertThat(oldHeight).isLessThan(other.height());
    }

    @Test
    void aMutationReadsAtMostSixteenDocuments() {
        owner(other.link("others", LinkedDatabase.NODE), rule("[\"[]\", " + reads(17) + "]", "[\"allow()\"]"));
        String[] ids = new String[17];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = "p" + i;
        }
        assertThat(order(guest("ann"), other.block(ids)).code()).isEqualTo("link-too-many");
        owner(rule("[\"[]\", " + reads(16) + "]", "[\"allow()\"]"));
        assertThat(order(guest("ann"), other.block(ids)).code()).isEqualTo(Outcome.OK);
    }

    private static String reads(int count) {
        List<String> reads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            reads.add("[\"getLinked()\", [\"others\", \"people\", \"p" + i + "\"]]");
        }
        return String.join(",", reads);
    }

    @Test
    void everyMutationOfABundleReadsWhatTheEntryCarries() {
        linked();
        Bundle bundle = ledger.owner.bundle(ledger.chain(), List.of(guest("ann"), guest("tim")), 100);
        Submission submission = Submission.linked(Submission.of(bundle.encode()), List.of(other.block("ann", "tim")));
        assertThat(ledger.submit(submission.bytes()).stream().map(Outcome::code).toList())
                .containsExactly(Outcome.OK, "rule-denied");
    }

    @Test
    void linksAreSetByOwnersAndAreWholeOrRefused() {
        String link = other.link("others", LinkedDatabase.NODE);
        assertThat(ledger.query(bob, link).code()).isEqualTo("not-permitted");
        assertThat(link()).isEqualTo(Value.none());
        owner(link);
        assertThat(((Value.Document) link()).get("database")).isEqualTo(Value.of(other.ledger.address()));
        String node = HexFormat.of().formatHex(LinkedDatabase.NODE.publicKey());
        String database = other.ledger.address();
        for (String wrong : List.of(
                "1",
                "{}",
                "{\"database\": \"" + database + "\"}",
                "{\"database\": \"x\", \"node\": \"" + node + "\"}",
                "{\"database\": \"" + database + "\", \"node\": \"" + node + "\", \"more\": 1}",
                "{\"database\": \"" + database + "\", \"node\": \"" + node + "\", \"url\": 1}",
                "{\"database\": \"" + database + "\", \"node\": \"" + node + "\", \"url\": \"ftp://a\"}",
                "{\"database\": \"" + database + "\", \"node\": \"" + node + "\", \"url\": \"http://a/path\"}",
                "{\"database\": \"" + database + "\", \"node\": \"" + node + "\", \"url\": \"http://a@b\"}")) {
            assertThat(ledger.query(ledger.owner, "[\"linkContract\", \"k\", " + wrong + "]")
                            .code())
                    .as(wrong)
                    .isEqualTo("link-malformed");
        }
        owner("[\"unlinkContract\", \"others\"]");
        assertThat(link()).isEqualTo(Value.none());
        assertThat(ledger.query(ledger.owner, "[\"unlinkContract\", \"others\"]")
                        .code())
                .isEqualTo("link-not-found");
    }

    @Test
    void aCallThatIsNoLinkedReadIsRefused() {
        linked();
        for (String argument : List.of("\"others\"", "[\"others\", \"people\"]", "[\"others\", 1, \"ann\"]")) {
            owner(rule("[\"getLinked()\", " + argument + "]", "[\"allow()\"]"));
            assertThat(order(guest("ann"), other.block("ann")).code())
                    .as(argument)
                    .isEqualTo("program-argument-wrong");
        }
        owner(rule("[\"getLinked()\", [\"nobody\", \"people\", \"ann\"]]", "[\"allow()\"]"));
        assertThat(order(guest("ann"), other.block("ann")).code()).isEqualTo("link-not-found");
    }

    @Test
    void aStrangerIsToldNoNamesThatHeDidNotSendInAPrivateDatabase() {
        Ledger closed = new Ledger(EngineVersions.released(), Visibility.OWNER_ONLY);
        String allow = "[\"setRules\", [[\"*\", [[\"getLinked()\", [\"others\", \"people\", \"ann\"]],"
                + " [\"allow()\"]]]], \"guests\"]";
        assertThat(closed.query(closed.owner, other.link("others", LinkedDatabase.NODE), allow)
                        .code())
                .isEqualTo(Outcome.OK);
        Mutation mutation = bob.sign(
                closed.chain(),
                Operation.ExecuteQueries.parse(
                        closed.address(), Json.parse("[[\"set\", {}, \"guests\", \"x\"]]"), "data/queries"));
        Outcome told = closed.submit(Submission.linked(Submission.of(mutation.encode()), List.of(other.block("ann")))
                        .bytes())
                .getFirst();
        assertThat(told.detail().get("linked"))
                .isEqualTo(Json.parse("[{\"link\": \"others\", \"height\": " + other.height() + "}]"));
    }

    @Test
    void whatAnEntryCarriesIsBoundedAndInOrder() {
        Submission plain = Submission.of(guest("ann").encode());
        LinkedBlock block = other.block("ann");
        LinkedBlock large = other.block(LinkedDatabase.NODE, List.of(new byte[LinkedBlock.BYTES_MAX]));
        assertThatThrownBy(() -> Submission.linked(plain, List.of(large)))
                .isInstanceOfSatisfying(
                        CairnException.Refused.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("link-too-large"));
        byte[] twice = Submission.linked(plain, List.of(block, block)).bytes();
        assertThatThrownBy(() -> Submission.ofEntry(twice))
                .isInstanceOfSatisfying(
                        CairnException.Incorrect.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("link-malformed"));
        byte[] once = Submission.linked(plain, List.of(block)).bytes();
        assertThat(Submission.ofEntry(once).bytes()).isEqualTo(once);
        assertThat(Submission.ofEntry(once).id()).isEqualTo(plain.id());
        assertThatThrownBy(() -> Submission.of(once)).isInstanceOf(CairnException.Incorrect.class);
    }
}
