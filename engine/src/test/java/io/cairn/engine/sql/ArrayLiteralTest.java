package io.cairn.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of arrays are arrays, or are refused with a code: nothing else, whatever they are. */
final class ArrayLiteralTest {
    private static final String MARKS = "{}\",\\ \tNULLa[]=\u0000\uD83D\uDE00";

    @Test
    void elementsAreReadAsPostgresWritesThem() {
        assertThat(new ArrayLiteral("{}").elements()).isEmpty();
        assertThat(new ArrayLiteral(" { a , \"b c\\\"\" ,NULL, \"NULL\", \\null } ").elements())
                .isEqualTo(Arrays.asList("a", "b c\"", null, "NULL", "null"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "}",
                "{a",
                "{a,",
                "{a,}",
                "{,}",
                "{\"",
                "{\"a\\",
                "{a\\",
                "{a}b",
                "{a\"b\"}",
                "a,b",
                "{a}{b}"
            })
    void whatIsNoArrayIsMalformed(String text) {
        refused("sql-22P02", text);
    }

    @Test
    void arraysOfArraysBoundsAndTooManyElementsAreRefusedByName() {
        refused("sql-0A000", "{{a},{b}}");
        refused("sql-0A000", "{".repeat(100_000));
        refused("sql-0A000", "[1:2]={a,b}");
        refused("sql-54000", "{" + "a,".repeat(SystemFunctions.ELEMENTS_MAX) + "a}");
    }

    private static void refused(String code, String text) {
        assertThatThrownBy(() -> new ArrayLiteral(text).elements())
                .isInstanceOfSatisfying(
                        CairnException.Refused.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void anyTextIsAnArrayOrRefusedWithACode() {
        long seed = 60_597;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "{" : "");
            for (int length = random.nextInt(12); length > 0; length--) {
                text.append(MARKS.charAt(random.nextInt(MARKS.length())));
            }
            try {
                assertThat(new ArrayLiteral(text.toString()).elements()).isNotNull();
            } catch (CairnException.Refused refusal) {
                assertThat(refusal.code())
                        .as("seed %d, text %d: %s", seed, i, text)
                        .isIn("sql-22P02", "sql-0A000");
            }
        }
    }
}
