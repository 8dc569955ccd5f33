package io.cairn.engine.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.record.AccountRecord.NonceState;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The window of nonces against a plain set of all nonces ever used. */
class AccountRecordTest {
    private static final int ROUNDS = Boolean.getBoolean("cairn.full") ? 2_000 : 60;
    private static final int STEPS = 400;

    private static NonceState model(TreeSet<Long> used, long nonce) {
        long highest = used.isEmpty() ? 0 : used.last();
        if (nonce > highest) {
            return nonce - highest > AccountRecord.JUMP_MAX ? NonceState.TOO_FAR : NonceState.FREE;
        }
        if (highest - nonce >= AccountRecord.WINDOW) {
            return NonceState.TOO_OLD;
        }
        return used.contains(nonce) ? NonceState.USED : NonceState.FREE;
    }

    private static long draw(SplittableRandom random, long highest, int style) {
        return switch (style) {
            case 0 -> highest + 1;
            case 1 -> Math.max(1, highest - 40 + random.nextInt(60));
            case 2 -> Math.max(1, highest - 1_100 + random.nextInt(1_300));
            case 3 -> Math.max(1, highest + 1_000 + random.nextInt(60));
            case 4 -> highest + AccountRecord.JUMP_MAX - 2 + random.nextInt(5);
            default -> random.nextLong(1, Long.MAX_VALUE);
        };
    }

    @Test
    void agreesWithTheSetOfUsedNonces() {
        for (int round = 0; round < ROUNDS; round++) {
            long seed = 7_000 + round;
            SplittableRandom random = new SplittableRandom(seed);
            TreeSet<Long> used = new TreeSet<>();
            AccountRecord record = AccountRecord.NEW;
            for (int step = 0; step < STEPS; step++) {
                long nonce = draw(random, record.highestNonce(), random.nextInt(6));
                NonceState expected = model(used, nonce);
                assertThat(record.nonceState(nonce))
                        .as("seed %d, step %d, nonce %d, highest %d", seed, step, nonce, record.highestNonce())
                        .isEqualTo(expected);
                if (expected == NonceState.FREE) {
                    record = AccountRecord.decode(record.use(nonce).encode());
                    used.add(nonce);
                    assertThat(record.highestNonce()).isEqualTo(used.last());
                    assertThat(record.encode().length).isLessThanOrEqualTo(1 + 27 + AccountRecord.WINDOW / 8);
                }
            }
            long highest = record.highestNonce();
            for (long nonce = Math.max(1, highest - 1_100); nonce <= highest + 2; nonce++) {
                assertThat(record.nonceState(nonce))
                        .as("seed %d, nonce %d of %d", seed, nonce, highest)
                        .isEqualTo(model(used, nonce));
            }
        }
    }

    @Test
    void anyOrderWithinTheWindowUsesEachNonceOnce() {
        long seed = 99;
        SplittableRandom random = new SplittableRandom(seed);
        long[] nonces = new long[AccountRecord.WINDOW];
        for (int i = 0; i < nonces.length; i++) {
            nonces[i] = i + 1;
        }
        for (int i = nonces.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            long held = nonces[i];
            nonces[i] = nonces[j];
            nonces[j] = held;
        }
        AccountRecord record = AccountRecord.NEW;
        for (long nonce : nonces) {
            assertThat(record.nonceState(nonce))
                    .as("seed %d, nonce %d", seed, nonce)
                    .isEqualTo(NonceState.FREE);
            record = record.use(nonce);
            assertThat(record.nonceState(nonce)).isEqualTo(NonceState.USED);
        }
        assertThat(HexFormat.of().formatHex(record.encode())).isEqualTo("0180080000");
    }

    @Test
    void countingUpStoresNoBitmap() {
        AccountRecord record = AccountRecord.NEW;
        for (long nonce = 1; nonce <= 2_000; nonce++) {
            record = record.use(nonce).charge(1, 100);
            assertThat(record.encode().length).isLessThanOrEqualTo(8);
        }
        assertThat(record.entries()).isEqualTo(2_000);
        assertThat(record.bytes()).isEqualTo(200_000);
    }

    @Test
    void sameNoncesLeaveSameBytesInWhateverOrder() {
        AccountRecord up = AccountRecord.NEW.use(3).use(5).use(1_000);
        AccountRecord down = AccountRecord.NEW.use(1_000).use(5).use(3);
        assertThat(up.encode()).isEqualTo(down.encode());
    }

    @Test
    void keepsItsStoredForm() {
        AccountRecord record = AccountRecord.NEW.use(1).use(4).use(11).charge(2, 300);
        assertThat(HexFormat.of().formatHex(record.encode())).isEqualTo("010b02ac02bf01");
        AccountRecord read = AccountRecord.decode(record.encode());
        assertThat(read.encode()).isEqualTo(record.encode());
        assertThat(read.nonceState(10)).isEqualTo(NonceState.FREE);
        assertThat(read.nonceState(4)).isEqualTo(NonceState.USED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "02000000", "0100", "0180000000", "0105000000", "010500000100"})
    void refusesBytesThatItWouldNotWrite(String hex) {
        assertThatThrownBy(() -> AccountRecord.decode(HexFormat.of().parseHex(hex)))
                .isInstanceOf(CairnException.Incorrect.class);
        byte[] wide = new byte[4 + AccountRecord.WINDOW / 8 + 1];
        java.util.Arrays.fill(wide, (byte) 1);
        assertThatThrownBy(() -> AccountRecord.decode(wide)).isInstanceOf(CairnException.Incorrect.class);
    }
}
