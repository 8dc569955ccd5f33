package io.cairn.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Clock;
import io.cairn.engine.mutation.Operation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceiptTest {
    private final TestDatabase database = new TestDatabase();

    ReceiptTest() {
        for (int i = 0; i < 5; i++) {
            database.add("id" + i, Value.Document.builder().put("n", i).build());
        }
        database.add("id0", Value.Document.EMPTY);
        database.seal();
    }

    @Test
    void provesEveryOutcomeOfBlock() {
        for (int place = 0; place < 6; place++) {
            Receipt receipt = Receipt.parse(database.receipt(place).toJson());
            Receipt.Verified verified = receipt.verify(database.nodeKey());
            assertThat(verified.outcome().isOk()).isEqualTo(place < 5);
            assertThat(verified.outcome().sequence()).isEqualTo(3 + place);
            assertThat(verified.mutation().payload().operation()).isInstanceOf(Operation.AddDocuments.class);
        }
    }

    @Test
    void tellsWhyMutationWasRefused() {
        Receipt.Verified verified = database.receipt(5).verify(database.nodeKey());
        assertThat(verified.outcome().code()).isEqualTo("document-exists");
    }

    @Test
    void refusesEveryChangedCharacter() {
        String text = database.receipt(2).toJson();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            for (int bit : new int[] {i % 8, (i + 3) % 8}) {
                byte[] changed = bytes.clone();
                changed[i] ^= (byte) (1 << bit);
                assertThatExceptionOfType(CairnException.ProofInvalid.class)
                        .as("byte %d of %s", i, text)
                        .isThrownBy(() -> Receipt.parse(new String(changed, StandardCharsets.UTF_8))
                                .verify(database.nodeKey()));
            }
        }
    }

    @Test
    void refusesOtherTextOfSameReceipt() {
        String text = database.receipt(0).toJson();
        for (String other : List.of(text.strip(), text + "\n", " " + text, text.replace(",", ", "))) {
            assertThatExceptionOfType(CairnException.ProofInvalid.class).isThrownBy(() -> Receipt.parse(other));
        }
    }

    @Test
    void refusesOutcomeOfAnotherMutation() {
        Receipt honest = database.receipt(1);
        Receipt swapped = new Receipt(
                honest.database(),
                honest.entry(),
                honest.index(),
                honest.logProof(),
                database.receipt(2).outcome(),
                honest.header(),
                honest.checkpoint());
        assertThatExceptionOfType(CairnException.ProofInvalid.class)
                .isThrownBy(() -> swapped.verify(database.nodeKey()))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("receipt-wrong"));
    }

    @Test
    void refusesEveryChangedByteOfNodeKey() {
        Receipt receipt = database.receipt(0);
        for (int i = 0; i < 32; i++) {
            byte[] key = database.nodeKey();
            key[i] ^= 1;
            assertThatExceptionOfType(CairnException.ProofInvalid.class).isThrownBy(() -> receipt.verify(key));
        }
    }

    @Test
    void provesMutationsInsideBundle() {
        database.submit(database.bundle(
                        database.unsigned(database.adding("b0")),
                        database.unsigned(database.adding("b0")),
                        database.unsigned(database.adding("b1")))
                .encode());
        database.seal();
        for (int place = 0; place < 3; place++) {
            Receipt.Verified verified =
                    Receipt.parse(database.receipt(place).toJson()).verify(database.nodeKey());
            assertThat(verified.receipt().index()).isEqualTo(place);
            assertThat(verified.outcome().isOk()).isEqualTo(place != 1);
        }
    }

    @Test
    void provesEveryRunOfACronAndNoOther() {
        database.apply(Operation.ExecuteQueries.parse(
                database.address(),
                Json.parse("[[\"addCron\",{\"span\":1,\"times\":3,\"jobs\":[[\"break\"]]},\"tick\"]]"),
                "data/queries"));
        database.advance(10_000);
        database.submit(new Clock(3_000, database.address()).encode());
        database.seal();
        for (int run = 0; run < 3; run++) {
            Receipt.Verified verified =
                    Receipt.parse(database.receipt(1 + run).toJson()).verify(database.nodeKey());
            assertThat(verified.mutation()).isNull();
            assertThat(verified.outcome().isOk()).isTrue();
            assertThat(verified.outcome().mutation())
                    .isEqualTo(Clock.tick(database.address(), "tick", 3_000 + run * 1_000L));
        }
        Receipt honest = database.receipt(1);
        for (Receipt other : List.of(database.receipt(0), database.receipt(2))) {
            Receipt swapped = new Receipt(
                    honest.database(),
                    honest.entry(),
                    honest.index(),
                    honest.logProof(),
                    other.outcome(),
                    honest.header(),
                    honest.checkpoint());
            assertThatExceptionOfType(CairnException.ProofInvalid.class)
                    .isThrownBy(() -> swapped.verify(database.nodeKey()))
                    .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("receipt-wrong"));
        }
    }
}
