package io.cairn.engine.witness;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Sorted maps of many shapes: dense and sparse keys, long shared prefixes, maximum lengths, external values. */
final class RandomMaps {
    private RandomMaps() {}

    static SortedMap<byte[], byte[]> next(SplittableRandom random, int entriesMax) {
        SortedMap<byte[], byte[]> map = new TreeMap<>(Arrays::compareUnsigned);
        int alphabet = random.nextInt(2) == 0 ? 3 : 256;
        int keyBytesMax = new int[] {4, 12, 40, 1024}[random.nextInt(4)];
        byte[] shared = bytes(random, random.nextInt(2) == 0 ? 0 : random.nextInt(keyBytesMax), alphabet);
        int entries = random.nextInt(entriesMax + 1);
        for (int i = 0; i < entries; i++) {
            byte[] own = bytes(random, 1 + random.nextInt(keyBytesMax - shared.length), alphabet);
            byte[] key = Arrays.copyOf(shared, shared.length + own.length);
            System.arraycopy(own, 0, key, shared.length, own.length);
            map.put(key, value(random));
        }
        return map;
    }

    private static byte[] value(SplittableRandom random) {
        int length = switch (random.nextInt(12)) {
            case 0 -> 0;
            case 1 -> 1024;
            case 2 -> 1025 + random.nextInt(2000);
            default -> random.nextInt(60);
        };
        return bytes(random, length, 256);
    }

    private static byte[] bytes(SplittableRandom random, int length, int alphabet) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) random.nextInt(alphabet);
        }
        return bytes;
    }
}
