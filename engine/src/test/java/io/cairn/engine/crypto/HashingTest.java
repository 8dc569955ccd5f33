package io.cairn.engine.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.model.Hash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HashingTest {
    @Test
    void hashesThePublishedExamples() {
        byte[] abc = "abc".getBytes(StandardCharsets.US_ASCII);
        assertThat(Sha256.hash(abc).hex())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(HexFormat.of().formatHex(Keccak256.hash(abc)))
                .isEqualTo("4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45");
        assertThat(HexFormat.of().formatHex(Keccak256.hash()))
                .isEqualTo("c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
    }

    @Test
    void everyWayToFeedItGivesTheSameHash() throws Exception {
        long seed = 256;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 500; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            int cut = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
            Hash expected = Hash.of(MessageDigest.getInstance("SHA-256").digest(bytes));
            byte[] head = java.util.Arrays.copyOf(bytes, cut);
            byte[] tail = java.util.Arrays.copyOfRange(bytes, cut, bytes.length);
            byte[] framed = new byte[bytes.length + 7];
            System.arraycopy(bytes, 0, framed, 3, bytes.length);
            assertThat(Sha256.hash(head, tail)).as("seed %d", seed).isEqualTo(expected);
            assertThat(Sha256.hash(framed, 3, bytes.length)).as("seed %d", seed).isEqualTo(expected);
            assertThat(new Sha256().add(head).add(bytes, cut, tail.length).finish())
                    .as("seed %d", seed)
                    .isEqualTo(expected);
        }
    }

    @Test
    void appendsIntegersBigEndian() {
        Hash written = new Sha256()
                .add(0x1ff)
                .addInt(0x01020304)
                .addLong(-2)
                .add(Hash.ZERO)
                .finish();
        assertThat(written)
                .isEqualTo(Sha256.hash(HexFormat.of().parseHex("ff01020304fffffffffffffffe"), new byte[Hash.BYTES]));
    }
}
