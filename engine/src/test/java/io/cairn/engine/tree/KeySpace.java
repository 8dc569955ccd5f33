package io.cairn.engine.tree;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Random keys, values and batches of one flavour, so that histories meet every shape of page. */
final class KeySpace {
    final SplittableRandom random;
    private final int keyShape;
    private final int valueShape;
    private final int keys;

    KeySpace(SplittableRandom random) {
        this.random = random;
        this.keyShape = random.nextInt(6);
        this.valueShape = random.nextInt(5);
        this.keys = 1 << random.nextInt(3, 13);
    }

    byte[] key() {
        int number = random.nextInt(keys);
        return switch (keyShape) {
            case 0 -> number(number, 4);
            case 1 -> number(number * 0x9E3779B1, 16);
            case 2 -> behind(200, number);
            case 3 -> behind(1020, number);
            case 4 -> {
                // Each key is a prefix of longer ones.
                byte[] key = new byte[1 + number % 300];
                Arrays.fill(key, (byte) (number % 3));
                yield key;
            }
            default -> {
                SplittableRandom seeded = new SplittableRandom(number);
                byte[] key = new byte[1 + seeded.nextInt(seeded.nextInt(8) == 0 ? 1024 : 40)];
                seeded.nextBytes(key);
                yield key;
            }
        };
    }

    byte[] value() {
        int length = switch (valueShape) {
            case 0 -> random.nextInt(3);
            case 1 -> 200;
            case 2 -> random.nextInt(1100);
            case 3 -> random.nextInt(10) == 0 ? random.nextInt(1020, 5000) : random.nextInt(60);
            default -> random.nextInt(4) == 0 ? random.nextInt(900, 1030) : random.nextInt(20);
        };
        byte[] value = new byte[length];
        random.nextBytes(value);
        return value;
    }

    /** A batch of at most {@code sizeMax} edits; {@code deletes} of 16 edits delete. */
    TreeMap<byte[], Optional<byte[]>> batch(int sizeMax, int deletes) {
        TreeMap<byte[], Optional<byte[]>> batch = new TreeMap<>(PageInspector.UNSIGNED);
        int size = random.nextInt(1, sizeMax + 1);
        for (int i = 0; i < size; i++) {
            batch.put(key(), random.nextInt(16) < deletes ? Optional.empty() : Optional.of(value()));
        }
        return batch;
    }

    static void apply(TreeMap<byte[], Optional<byte[]>> batch, TreeMap<byte[], byte[]> model) {
        batch.forEach((key, value) -> value.ifPresentOrElse(v -> model.put(key, v), () -> model.remove(key)));
    }

    static byte[] number(int number, int length) {
        byte[] key = new byte[length];
        for (int i = 0; i < 4; i++) {
            key[i] = (byte) (number >>> (24 - 8 * i));
        }
        return key;
    }

    static byte[] behind(int prefix, int number) {
        byte[] key = new byte[prefix + 4];
        Arrays.fill(key, 0, prefix, (byte) 'p');
        for (int i = 0; i < 4; i++) {
            key[prefix + i] = (byte) (number >>> (24 - 8 * i));
        }
        return key;
    }
}
