package io.cairn.engine.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The first word decides which gates a statement has to pass: texts that only look like one to a rule for letters of all
 * languages are none, and nothing that is one is missed.
 */
class WordsTest {
    private static final long SEED = Long.getLong("cairn.seed", 11);
    private static final Words WORDS = Words.of("grant revoke create alter drop comment copy select");
    private static final Pattern FIRST =
            Pattern.compile("[\\x00-\\x20]*([a-zA-Z_\\x{80}-\\x{10FFFF}]*)", Pattern.DOTALL);

    /** Pieces of words, blanks that are none in ASCII, letters that other rules take for k, s or i, and signs. */
    private static final List<String> PIECES = List.of(
            "grant",
            "GRANT",
            "Revoke",
            "dRoP",
            "select",
            "copy",
            "com",
            "ment",
            "gran",
            "t",
            "_",
            "1",
            "$",
            "(",
            "/*",
            "--",
            "\"",
            "'",
            ";",
            " ",
            "\t",
            "\n",
            "\u0000",
            "\u00a0",
            "\u2003",
            "\u212a",
            "\u017f",
            "\u0130",
            "\u0131",
            "\uff47",
            "\ud83d\ude00",
            "\ud800",
            "[",
            "{",
            "@",
            "`");

    @Test
    void findsTheFirstWordWhateverSurroundsIt() {
        SplittableRandom random = new SplittableRandom(SEED);
        int found = 0;
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int piece = random.nextInt(5); piece > 0; piece--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            String first = firstWord(text.toString());
            boolean isOne = WORDS.has(first);
            found += isOne ? 1 : 0;
            assertThat(WORDS.hasFirstOf(text.toString()))
                    .as("seed %d: %s", SEED, text)
                    .isEqualTo(isOne);
            assertThat(Ascii.beginsWithWord(text.toString()))
                    .as("seed %d: %s", SEED, text)
                    .isEqualTo(!first.isEmpty());
        }
        assertThat(found).as("texts that begin with one of the words").isGreaterThan(1_000);
    }

    /** The same by a pattern, where lower case is that of ASCII. */
    private static String firstWord(String text) {
        Matcher matcher = FIRST.matcher(text);
        StringBuilder word = new StringBuilder(matcher.lookingAt() ? matcher.group(1) : "");
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            word.setCharAt(i, c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
        }
        return word.toString();
    }
}
