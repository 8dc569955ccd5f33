package io.cairn.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.Json;
import io.cairn.engine.document.StoredDocument;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.FieldPath;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Role;
import io.cairn.engine.mutation.TestUser;
import io.cairn.engine.record.AccountRecord;
import io.cairn.engine.record.Keys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What each operation on documents does, and who may do it. */
class DocumentOperationsTest {
    private final Ledger ledger = new Ledger();
    private final TestUser owner = ledger.owner;
    private final TestUser stranger = TestUser.solana(40);

    private static Value.Document json(String text) {
        return (Value.Document) Json.parse(text.replace('\'', '"'));
    }

    private void ok(TestUser user, Operation operation) {
        Outcome outcome = ledger.apply(user, operation);
        assertThat(outcome.code()).as(outcome.at()).isEqualTo(Outcome.OK);
    }

    /** Refused, and nothing is different but the sender's own nonce and charge. */
    private Outcome refused(TestUser user, Operation operation, String code) {
        TreeMap<String, String> before = ledger.everything();
        Outcome outcome = ledger.apply(user, operation);
        TreeMap<String, String> after = ledger.everything();
        assertThat(outcome.code()).isEqualTo(code);
        assertThat(outcome.changed()).isZero();
        assertThat(outcome.ids()).isEmpty();
        String own = java.util.HexFormat.of().formatHex(Keys.account(user.account()));
        assertThat(after.remove(own)).isNotEqualTo(before.remove(own)).isNotNull();
        assertThat(after).isEqualTo(before);
        return outcome;
    }

    @Test
    void addsDocumentsAndRefusesThemTwice() {
        ok(owner, ledger.add("people", "ada", json("{'n':1}")));
        assertThat(ledger.find("people", "ada")).isEqualTo(json("{'n':1}"));
        Outcome outcome = refused(owner, ledger.add("people", "ada", json("{'n':2}")), "document-exists");
        assertThat(outcome.at()).isEqualTo("data/documents/0");
    }

    @Test
    void setReplacesWhole() {
        ok(owner, ledger.set("people", "ada", json("{'n':1,'m':2}")));
        ok(owner, ledger.set("people", "ada", json("{'k':3}")));
        assertThat(ledger.find("people", "ada")).isEqualTo(json("{'k':3}"));
    }

    @Test
    void upsertMergesFields() {
        ok(owner, ledger.upsert("people", "ada", json("{'n':1,'m':{'x':1}}")));
        ok(owner, ledger.upsert("people", "ada", json("{'n':2,'m':{'y':1}}")));
        assertThat(ledger.find("people", "ada")).isEqualTo(json("{'n':2,'m':{'y':1}}"));
    }

    @Test
    void updateFollowsItsMaskAndNeedsTheDocument() {
        ok(owner, ledger.add("people", "ada", json("{'n':1,'m':2}")));
        Operation update = new Operation.UpdateDocuments(
                ledger.address(),
                "people",
                List.of("ada"),
                List.of(List.of(FieldPath.parse("m", ""), FieldPath.parse("k.x", ""))),
                List.of(json("{'n':9,'k':{'x':7}}")));
        ok(owner, update);
        assertThat(ledger.find("people", "ada")).isEqualTo(json("{'n':1,'k':{'x':7}}"));
        Operation missing = new Operation.UpdateDocuments(
                ledger.address(), "people", List.of("bob"), List.of(List.of()), List.of(json("{'n':9}")));
        refused(owner, missing, "document-not-found");
    }

    @Test
    void deleteLeavesNothingBehind() {
        ok(owner, new Operation.CreateCollection(ledger.address(), "people", false));
        TreeMap<String, String> before = ledger.everything();
        ok(owner, ledger.add("people", "ada", json("{'n':1,'m':{'x':[1,2],'y':'" + "long".repeat(90) + "'}}")));
        ok(owner, ledger.upsert("people", "ada", json("{'n':2,'z':null}")));
        ok(owner, ledger.delete("people", "ada"));
        TreeMap<String, String> after = ledger.everything();
        String own = java.util.HexFormat.of().formatHex(Keys.account(owner.account()));
        before.remove(own);
        after.remove(own);
        assertThat(after).isEqualTo(before);
        refused(owner, ledger.delete("people", "ada"), "document-not-found");
    }

    @Test
    void remembersWhoAddedAndWhenItChanged() {
        ok(owner, ledger.add("people", "ada", json("{'n':1}")));
        long created = ledger.machine().nextSequence() - 1;
        ok(owner, ledger.upsert("people", "ada", json("{'n':2}")));
        StoredDocument stored = ledger.reader().find("people", "ada");
        assertThat(stored.owner()).isEqualTo(owner.account());
        assertThat(stored.createdSequence()).isEqualTo(created);
        assertThat(stored.changedSequence()).isEqualTo(created + 1);
    }

    @Test
    void listsAreAllOrNothing() {
        ok(owner, ledger.add("people", "bob", json("{}")));
        Operation add = new Operation.AddDocuments(
                ledger.address(),
                "people",
                Arrays.asList("ada", "bob", "cyd"),
                Collections.nCopies(3, json("{'n':1}")));
        assertThat(refused(owner, add, "document-exists").at()).isEqualTo("data/documents/1");
        refused(owner, ledger.delete("people", "bob", "nobody"), "document-not-found");
        assertThat(ledger.find("people", "bob")).isNotNull();
    }

    @Test
    void onlyWhoAddedMayChangeEvenAgainstTheDatabasesOwner() {
        ok(owner, new Operation.CreateCollection(ledger.address(), "wall", true));
        ok(stranger, ledger.add("wall", "note", json("{'n':1}")));
        TestUser other = TestUser.solana(41);
        for (TestUser intruder : List.of(owner, other)) {
            refused(intruder, ledger.set("wall", "note", json("{}")), "not-document-owner");
            refused(intruder, ledger.upsert("wall", "note", json("{}")), "not-document-owner");
            refused(intruder, ledger.delete("wall", "note"), "not-document-owner");
            refused(
                    intruder,
                    new Operation.UpdateDocuments(
                            ledger.address(), "wall", List.of("note"), List.of(List.of()), List.of(json("{'n':2}"))),
                    "not-document-owner");
        }
        ok(stranger, ledger.set("wall", "note", json("{'n':2}")));
        ok(stranger, ledger.delete("wall", "note"));
        ok(other, ledger.add("wall", "note", json("{'n':3}")));
    }

    @Test
    void strangersAddOnlyWhereTheOwnerSaysSo() {
        ok(owner, new Operation.CreateCollection(ledger.address(), "wall", false));
        refused(stranger, ledger.add("wall", "note", json("{}")), "not-permitted");
        refused(stranger, ledger.set("wall", "note", json("{}")), "not-permitted");
        refused(stranger, ledger.upsert("wall", "note", json("{}")), "not-permitted");
        ok(owner, new Operation.SetCollection(ledger.address(), "wall", true));
        ok(stranger, ledger.add("wall", "note", json("{}")));
        ok(owner, new Operation.SetCollection(ledger.address(), "wall", false));
        ok(stranger, ledger.set("wall", "note", json("{'n':1}")));
        refused(stranger, ledger.add("wall", "more", json("{}")), "not-permitted");
    }

    @Test
    void rolesIncludeTheOnesBelow() {
        ok(owner, new Operation.CreateCollection(ledger.address(), "people", false));
        TestUser member = TestUser.solana(42);
        Operation addsOne = ledger.add("people", "x", json("{}"));
        Operation makes = new Operation.CreateCollection(ledger.address(), "more", false);
        refused(member, addsOne, "not-permitted");
        ok(owner, new Operation.SetMember(ledger.address(), member.account(), Role.READER));
        refused(member, addsOne, "not-permitted");
        ok(owner, new Operation.SetMember(ledger.address(), member.account(), Role.WRITER));
        ok(member, addsOne);
        refused(member, makes, "not-permitted");
        refused(member, new Operation.SetMember(ledger.address(), member.account(), Role.OWNER), "not-permitted");
        ok(owner, new Operation.SetMember(ledger.address(), member.account(), Role.OWNER));
        ok(member, makes);
        ok(member, new Operation.SetMember(ledger.address(), stranger.account(), Role.WRITER));
        refused(member, new Operation.SetMember(ledger.address(), owner.account(), Role.READER), "owner-fixed");
        refused(member, new Operation.SetMember(ledger.address(), owner.account(), null), "owner-fixed");
        ok(owner, new Operation.SetMember(ledger.address(), member.account(), null));
        refused(owner, new Operation.SetMember(ledger.address(), member.account(), null), "member-not-found");
        refused(member, ledger.add("people", "y", json("{}")), "not-permitted");
    }

    @Test
    void onlyTheOwnerMakesCollectionsByWriting() {
        refused(stranger, ledger.add("new", "x", json("{}")), "collection-not-found");
        refused(owner, ledger.delete("new", "x"), "collection-not-found");
        ok(owner, ledger.add("new", "x", json("{}")));
        refused(owner, new Operation.CreateCollection(ledger.address(), "new", true), "collection-exists");
        refused(owner, new Operation.SetCollection(ledger.address(), "nowhere", true), "collection-not-found");
        assertThat(ledger.reader().collection("new").strangersMayAdd()).isFalse();
    }

    @Test
    void collectionNumbersAreNeverShared() {
        TreeSet<Integer> numbers = new TreeSet<>();
        for (int i = 0; i < 20; i++) {
            // A refused mutation that would have made a collection must not use up or share its number.
            refused(
                    owner,
                    new Operation.AddDocuments(
                            ledger.address(), "c" + i, List.of("x", "x"), List.of(json("{}"), json("{}"))),
                    "document-exists");
            ok(owner, ledger.add("c" + i, "x", json("{}")));
            numbers.add(ledger.reader().collection("c" + i).number());
        }
        assertThat(numbers).hasSize(20).first().isEqualTo(1);
        assertThat(numbers.last()).isEqualTo(20);
    }

    @Test
    void refusesMutationsForAnotherDatabase() {
        Operation elsewhere =
                new Operation.AddDocuments("0x" + "00".repeat(20), "people", List.of("x"), List.of(json("{}")));
        refused(owner, elsewhere, "database-mismatch");
        refused(
                owner,
                new Operation.SetDatabase("0x" + "00".repeat(20), "mine", null, null, null),
                "database-mismatch");
    }

    @Test
    void refusesDocumentsThatGrowBeyondTheirLimits() {
        ok(owner, ledger.add("people", "big", json("{'a':'" + "x".repeat(700_000) + "'}")));
        Outcome outcome = refused(
                owner,
                ledger.upsert("people", "big", json("{'b':'" + "x".repeat(700_000) + "'}")),
                "document-too-large");
        assertThat(outcome.at()).isEqualTo("data/documents/0");
        Value.Document.Builder first = Value.Document.builder();
        Value.Document.Builder second = Value.Document.builder();
        for (int i = 0; i < 200; i++) {
            first.put("f" + i, i);
            second.put("g" + i, i);
        }
        ok(owner, ledger.add("people", "wide", first.build()));
        refused(owner, ledger.upsert("people", "wide", second.build()), "document-too-wide");
    }

    @Test
    void generatedIdsAreUniqueAndTimeOrdered() {
        ok(owner, new Operation.CreateCollection(ledger.address(), "people", false));
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Operation add = new Operation.AddDocuments(
                    ledger.address(),
                    "people",
                    Arrays.asList(null, "given" + i, null),
                    Collections.nCopies(3, json("{'n':" + i + "}")));
            Outcome outcome = ledger.apply(owner, add);
            assertThat(outcome.ids()).hasSize(2);
            ids.addAll(outcome.ids());
            List<Outcome> bundled = ledger.apply(owner.bundle(
                    ledger.chain(),
                    List.of(
                            owner.sign(ledger.chain(), ledger.add("people", null, json("{}"))),
                            owner.sign(ledger.chain(), ledger.add("people", null, json("{}")))),
                    owner.takeNonce()));
            bundled.forEach(outcomeOfOne -> ids.addAll(outcomeOfOne.ids()));
        }
        assertThat(ids).hasSize(160).doesNotHaveDuplicates().isSorted();
        assertThat(ids).allSatisfy(id -> {
            assertThat(id).hasSize(20).matches("[0-9a-v]{20}");
            assertThat(ledger.find("people", id)).isNotNull();
        });
    }

    @Test
    void nothingButNonceAndChargeChangesWhereAPayloadIsWrong() {
        TreeMap<String, String> before = ledger.everything();
        Outcome outcome = ledger.apply(stranger.signRaw(ledger.chain(), "ADD_DOCUMENT", new byte[] {5, 0, 0, 0, 0}));
        assertThat(outcome.code()).isEqualTo("payload-field-missing");
        TreeMap<String, String> after = ledger.everything();
        assertThat(after.entrySet()).hasSize(before.size() + 1).containsAll(before.entrySet());
        AccountRecord account = ledger.machine().mutations().account(stranger.account());
        assertThat(account.highestNonce()).isEqualTo(1);
        assertThat(account.entries()).isEqualTo(1);
    }
}
