package io.cairn.engine.dialect;

import java.util.List;
import java.util.StringTokenizer;
import java.util.TreeSet;

/** A set of words in lower case. */
final class Words {
    private final TreeSet<String> words = new TreeSet<>();

    private Words() {}

    /** The words of texts, split at spaces. */
    static Words of(String... texts) {
        Words words = new Words();
        for (String text : texts) {
            StringTokenizer split = new StringTokenizer(text, " ");
            while (split.hasMoreTokens()) {
                words.words.add(split.nextToken());
            }
        }
        return words;
    }

    boolean has(String word) {
        return words.contains(word);
    }

    /** All of them, sorted. */
    List<String> sorted() {
        return List.copyOf(words);
    }
}
