package io.cairn.engine.codec;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Damages bytes as an attacker or a bad disk would. */
final class Mutations {
    private Mutations() {}

    /** One to three changes: a flipped bit, another byte, a byte less, a byte more, a cut. */
    static byte[] damage(byte[] bytes, SplittableRandom random) {
        byte[] damaged = bytes.clone();
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes && damaged.length > 0; i++) {
            int at = random.nextInt(damaged.length);
            switch (random.nextInt(6)) {
                case 0, 1 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
                case 2, 3 -> damaged[at] = (byte) random.nextInt(256);
                case 4 -> {
                    System.arraycopy(damaged, at + 1, damaged, at, damaged.length - at - 1);
                    damaged = Arrays.copyOf(damaged, damaged.length - 1);
                }
                default -> {
                    damaged = Arrays.copyOf(damaged, damaged.length + 1);
                    System.arraycopy(damaged, at, damaged, at + 1, damaged.length - at - 1);
                }
            }
        }
        return damaged;
    }
}
