package io.cairn.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.fuzz.FuzzTarget;

/** An answer has one archive, and one that holds says what the database says. */
class AnswerFuzzTest extends FuzzTarget {
    static final TestDatabase DATABASE = TestDatabase.withPeople();

    @Override
    protected void check(byte[] input) {
        checkArchive(input);
    }

    static void checkArchive(byte[] car) {
        proved(() -> Answer.parse(car)).ifPresent(answer -> {
            assertThat(answer.toCar()).isEqualTo(car);
            proved(() -> Answer.verify(car, DATABASE.nodeKey()))
                    .ifPresent(verified -> assertThat(car)
                            .isEqualTo(DATABASE.answer(answer.question()).toCar()));
        });
    }
}
