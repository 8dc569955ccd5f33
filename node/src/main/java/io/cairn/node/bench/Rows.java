package io.cairn.node.bench;

import io.cairn.engine.model.Value;
import java.util.SplittableRandom;

/** The documents of all workloads: an integer, a text of 20 characters and one of 80. */
final class Rows {
    /** The integers are below this. */
    static final int NUMBERS = 1_000_000_000;

    /** What the three values take in the plainest form: 8, 20 and 80 bytes. */
    static final int BYTES = 108;

    static final int SHORT = 20;
    static final int LONG = 80;

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz012345";

    private Rows() {}

    static Value.Document document(SplittableRandom random) {
        return Value.Document.builder()
                .put("number", random.nextInt(NUMBERS))
                .put("short", text(random, SHORT))
                .put("long", text(random, LONG))
                .build();
    }

    /** The id of a prepared document. */
    static String id(long number) {
        return "row-" + number;
    }

    private static String text(SplittableRandom random, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
