package io.cairn.engine.witness;

import io.cairn.engine.view.MapView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A random sequence of reads that is the same for the same seed, with a transcript of what they gave. */
record RandomReads(long seed, int reads, int stepsMax, List<byte[]> keys) {
    List<String> runOn(MapView view) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> transcript = new ArrayList<>();
        for (int i = 0; i < reads; i++) {
            byte[] key = someKey(random);
            switch (random.nextInt(4)) {
                case 0 -> transcript.add("get " + hex(view.get(key)));
                case 1 -> transcript.add("rank " + view.rank(key));
                default -> walk(view.seek(key), random, transcript);
            }
        }
        return transcript;
    }

    private void walk(MapView.Cursor cursor, SplittableRandom random, List<String> transcript) {
        int steps = random.nextInt(stepsMax + 1);
        int backwardPercent = random.nextInt(3) * 50;
        int valuePercent = random.nextInt(3) * 50;
        for (int i = 0; i < steps; i++) {
            boolean backward = random.nextInt(100) < backwardPercent;
            boolean stepped = backward ? cursor.previous() : cursor.next();
            boolean withValue = random.nextInt(100) < valuePercent;
            transcript.add((backward ? "previous " : "next ") + stepped);
            if (stepped) {
                transcript.add(hex(cursor.key()) + (withValue ? "=" + hex(cursor.value()) : ""));
            }
        }
    }

    private byte[] someKey(SplittableRandom random) {
        int choice = random.nextInt(10);
        if (choice == 0 || keys.isEmpty()) {
            byte[] key = new byte[random.nextInt(choice == 0 ? 4 : 1500)];
            random.nextBytes(key);
            return key;
        }
        byte[] key = keys.get(random.nextInt(keys.size())).clone();
        if (choice < 5) {
            return key;
        }
        if (choice == 5) {
            return Arrays.copyOf(key, key.length + 1);
        }
        if (choice == 6) {
            return Arrays.copyOf(key, random.nextInt(key.length));
        }
        key[random.nextInt(key.length)] += (byte) (1 - 2 * random.nextInt(2));
        return key;
    }

    private static String hex(byte @Nullable [] bytes) {
        return bytes == null ? "absent" : HexFormat.of().formatHex(bytes);
    }
}
