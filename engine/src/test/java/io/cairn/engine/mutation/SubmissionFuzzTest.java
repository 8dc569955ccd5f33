package io.cairn.engine.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.fuzz.FuzzTarget;

/** Mutations and bundles have one encoding, and what is wrong with one is said, never thrown, once it was read. */
class SubmissionFuzzTest extends FuzzTarget {
    @Override
    protected void check(byte[] input) {
        parsed(() -> Submission.ofEntry(input)).ifPresent(submission -> {
            assertThat(again(submission)).isEqualTo(input);
            assertThat(submission.mutations().isEmpty()).isEqualTo(submission instanceof Submission.Due);
            assertThat(submission.mutations()).allSatisfy(SubmissionFuzzTest::isWholeOrRefused);
        });
    }

    private static byte[] again(Submission submission) {
        return switch (submission) {
            case Submission.Single single -> single.signed().mutation().encode();
            case Submission.Bundled bundled -> bundled.bundle().encode();
            case Submission.Due due -> due.clock().encode();
            case Submission.Linked linked ->
                Submission.linked(Submission.of(again(linked.submitted())), linked.blocks())
                        .bytes();
        };
    }

    private static void isWholeOrRefused(Signed signed) {
        if (signed.failure() == null) {
            assertThat(signed.sender()).isNotNull();
            assertThat(signed.id()).isNotNull();
            assertThat(signed.payload()).isNotNull();
        } else {
            assertThat(signed.payload()).isNull();
        }
    }
}
