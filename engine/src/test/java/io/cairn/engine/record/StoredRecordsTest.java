package io.cairn.engine.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.cairn.engine.codec.ValueCodec;
import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.TestUser;
import io.cairn.engine.mutation.Visibility;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Stored records and the keys of the state tree. */
class StoredRecordsTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final int ROUNDS = Boolean.getBoolean("cairn.full") ? 1_000_000 : 30_000;

    private static DatabaseRecord database() {
        return new DatabaseRecord(
                "net",
                "0x" + "ab".repeat(20),
                TestUser.solana(1).account(),
                Sha256.hash(new byte[] {1}),
                "about",
                Visibility.OWNER_ONLY,
                5,
                6,
                7);
    }

    private static DocumentRecord document() {
        return new DocumentRecord(
                TestUser.solana(1).account(),
                300,
                301,
                Value.Document.builder().put("n", 1).build());
    }

    private static CollectionRecord collection() {
        return new CollectionRecord(3, true, 300);
    }

    private static WithdrawalRecord withdrawal() {
        return new WithdrawalRecord(300, "a.b", TestUser.solana(1).account(), 256, 301);
    }

    @Test
    void readsBackWhatItWrites() {
        for (long amount : new long[] {0, 1, 127, 128, 255, 256, 65_535, 65_536, Long.MAX_VALUE - 2, Long.MAX_VALUE}) {
            TokenRecord token = new TokenRecord(0, amount, 0);
            assertThat(TokenRecord.decode(token.encode())).isEqualTo(token);
            BalanceRecord balance = new BalanceRecord(amount, 1);
            assertThat(BalanceRecord.decode(balance.encode())).isEqualTo(balance);
        }
        assertThat(WithdrawalRecord.decode(withdrawal().encode())).isEqualTo(withdrawal());
        TokenCounts counts = new TokenCounts(1_000, 300);
        assertThat(TokenCounts.decode(counts.encode())).isEqualTo(counts);
        assertThat(DatabaseRecord.decode(database().encode())).isEqualTo(database());
        assertThat(DocumentRecord.decode(document().encode())).isEqualTo(document());
        assertThat(CollectionRecord.decode(collection().encode())).isEqualTo(collection());
    }

    @Test
    void keepsTheirStoredForm() {
        assertThat(HEX.formatHex(collection().encode())).isEqualTo("010000000301ac02");
        String owner = HEX.formatHex(TestUser.solana(1).account().keyBytes());
        assertThat(HEX.formatHex(document().encode()))
                .isEqualTo("01" + HEX.toHexDigits((byte) (owner.length() / 2)) + owner + "ac02ad02" + "a1616e01");
        assertThat(ValueCodec.decode(database().encode())).isInstanceOf(Value.Document.class);
    }

    @Test
    void keysOfOneKindStandTogether() {
        assertThat(HEX.formatHex(Keys.database())).isEqualTo("0100");
        assertThat(HEX.formatHex(Keys.replicaSet())).isEqualTo("0101");
        assertThat(HEX.formatHex(Keys.collection("ab"))).isEqualTo("0461620000");
        assertThat(HEX.formatHex(Keys.document(3, "a"))).isEqualTo("0500000003610000");
        assertThat(HEX.formatHex(Keys.index(Keys.index(3, "f"), Value.of(true), "a")))
                .isEqualTo("0600000003660000" + "21" + "610000");
        assertThat(Keys.documentId(Keys.document(3, "日 a"))).isEqualTo("日 a");
        assertThat(Keys.collectionName(Keys.collection("日 a"))).isEqualTo("日 a");
        assertThat(HEX.formatHex(Keys.after(HEX.parseHex("01ffff")))).isEqualTo("02");
    }

    @Test
    void refusesRecordsOfOtherFormats() {
        assertThatThrownBy(() -> CollectionRecord.decode(HEX.parseHex("020000000301ac02")))
                .isInstanceOf(CairnException.Incorrect.class);
        for (String hex : List.of("018000000301ac02", "010000000302ac02", "010000000301ac0200", "0100")) {
            assertThatThrownBy(() -> CollectionRecord.decode(HEX.parseHex(hex)))
                    .isInstanceOf(CairnException.Incorrect.class);
        }
        Value.Document stored = (Value.Document) ValueCodec.decode(database().encode());
        for (long collections : new long[] {-1, 1L << 31}) {
            byte[] bytes = ValueCodec.encode(
                    stored.toBuilder().put("collections", collections).build());
            assertThatThrownBy(() -> DatabaseRecord.decode(bytes)).isInstanceOf(CairnException.Incorrect.class);
        }
    }

    @Test
    void refusesForgedRecordsOfTokens() {
        String max = "087fffffffffffffff";
        // Another format, a zero before an amount, too few, too many, above 2^63-1 in all.
        for (String hex : List.of(
                "02000000", "01010000", "010000", "0100000000", "01" + max + "0101" + "00", "0102000100" + "00", "")) {
            assertThatThrownBy(() -> TokenRecord.decode(HEX.parseHex(hex)))
                    .as(hex)
                    .isInstanceOf(CairnException.Incorrect.class);
        }
        // What has room, but is not taken yet: 2^63, and 256 bits.
        for (String hex : List.of("01" + "088000000000000000" + "0000", "01" + "20" + "ff".repeat(32) + "0000")) {
            assertThatThrownBy(() -> TokenRecord.decode(HEX.parseHex(hex)))
                    .as(hex)
                    .isInstanceOf(CairnException.Unsupported.class);
        }
        assertThatThrownBy(() -> TokenRecord.decode(HEX.parseHex("01" + "21" + "ff".repeat(33) + "0000")))
                .isInstanceOf(CairnException.Incorrect.class);
        for (String hex : List.of("010000", "02010100", "010101010100", "0101", "01020001" + "00")) {
            assertThatThrownBy(() -> BalanceRecord.decode(HEX.parseHex(hex)))
                    .as(hex)
                    .isInstanceOf(CairnException.Incorrect.class);
        }
        for (String hex : List.of("010000", "010001", "020101", "0101", "01010100", "018001")) {
            assertThatThrownBy(() -> TokenCounts.decode(HEX.parseHex(hex)))
                    .as(hex)
                    .isInstanceOf(CairnException.Incorrect.class);
        }
        String key = "21" + HEX.formatHex(TestUser.solana(1).account().keyBytes());
        for (String hex : List.of(
                "0200" + "0161" + key + "0101" + "01",
                "0100" + "0161" + key + "0101" + "01",
                "0101" + "00" + key + "0101" + "01",
                "0101" + "0120" + key + "0101" + "01",
                "0101" + "0161" + "20" + key.substring(2, 66) + "0101" + "01",
                "0101" + "0161" + key + "00" + "01",
                "0101" + "0161" + key + "0101" + "0100",
                "0101" + "0161" + key + "0101")) {
            assertThatThrownBy(() -> WithdrawalRecord.decode(HEX.parseHex(hex)))
                    .as(hex)
                    .isInstanceOf(CairnException.Incorrect.class);
        }
    }

    @Test
    void randomDamageNeverEscapesAsAnythingElse() {
        List<byte[]> honest = List.of(
                database().encode(),
                document().encode(),
                collection().encode(),
                new TokenRecord(5, 256, 1 << 20).encode(),
                new BalanceRecord(300, 7).encode(),
                withdrawal().encode(),
                new TokenCounts(1_000, 300).encode());
        List<Consumer<byte[]>> readers = List.of(
                DatabaseRecord::decode,
                DocumentRecord::decode,
                CollectionRecord::decode,
                TokenRecord::decode,
                BalanceRecord::decode,
                WithdrawalRecord::decode,
                TokenCounts::decode);
        long seed = 78;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < ROUNDS; round++) {
            int which = random.nextInt(honest.size());
            byte[] bytes = honest.get(which).clone();
            for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                readers.get(which).accept(bytes);
            } catch (CairnException.Incorrect | CairnException.Unsupported expected) {
                assertThat(expected.code()).isNotEmpty();
            } catch (RuntimeException | Error other) {
                fail("seed " + seed + ", round " + round + ", " + HEX.formatHex(bytes), other);
            }
        }
    }
}
