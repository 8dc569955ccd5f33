package io.cairn.engine.dialect;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.StringTokenizer;

/** A set of words in lower case. */
final class Words {
    private final LinkedHashSet<String> words = new LinkedHashSet<>();

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

    /** Whether the first word of a text is one of them, in any case of letters. */
    boolean hasFirstOf(String text) {
        int start = Ascii.firstWordStart(text);
        int end = Ascii.firstWordEnd(text, start);
        for (String word : words) {
            if (word.length() == end - start && Ascii.standsAt(text, start, word)) {
                return true;
            }
        }
        return false;
    }

    /** All of them, sorted. */
    List<String> sorted() {
        return words.stream().sorted().toList();
    }
}
