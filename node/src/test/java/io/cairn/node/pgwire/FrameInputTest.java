package io.cairn.node.pgwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages as they come in pieces of any length, and longer than the buffer. */
class FrameInputTest {
    private static final int BODY_BYTES_MAX = 100_000;

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 5, 100, 8191, 8192, 8193, 1_000_000})
    void readsMessagesHoweverTheyArriveInPieces(int pieceBytes) throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        byte[][] bodies = new byte[60][];
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        for (int i = 0; i < bodies.length; i++) {
            bodies[i] = new byte[i % 7 == 0 ? random.nextInt(40_000) : random.nextInt(40)];
            random.nextBytes(bodies[i]);
            sent.write('A' + i % 26);
            sent.writeBytes(ByteBuffer.allocate(4).putInt(4 + bodies[i].length).array());
            sent.writeBytes(bodies[i]);
        }
        FrameInput in = new FrameInput(new Pieces(sent.toByteArray(), 0, pieceBytes), BODY_BYTES_MAX);
        for (int i = 0; i < bodies.length; i++) {
            assertThat(in.peek()).isEqualTo('A' + i % 26);
            assertThat(in.type()).isEqualTo('A' + i % 26);
            assertThat(in.body())
                    .as("message %d in pieces of %d", i, pieceBytes)
                    .isEqualTo(bodies[i]);
        }
        assertThat(in.peek()).isEqualTo(-1);
        assertThat(in.type()).isEqualTo(-1);
    }

    @Test
    void takesNothingBehindTheOneBodyItIsFor() throws IOException {
        InputStream in = new ByteArrayInputStream(new byte[] {0, 0, 0, 6, 1, 2, 3, 4});
        assertThat(FrameInput.ofOne(in, BODY_BYTES_MAX).body()).containsExactly(1, 2);
        assertThat(in.readAllBytes()).containsExactly(3, 4);
    }

    @Test
    void tellsAnInputThatEndsWithinAMessageFromALengthThatIsWrong() {
        byte[] message = {'Q', 0, 0, 0, 9, 'a', 'b', 'c', 'd', 0};
        for (int end = 1; end < message.length; end++) {
            InputStream cut = new ByteArrayInputStream(Arrays.copyOf(message, end));
            assertThatThrownBy(() -> read(cut)).isInstanceOf(EOFException.class);
        }
        for (int length : new int[] {3, 0, -1, BODY_BYTES_MAX + 5, Integer.MAX_VALUE}) {
            byte[] wrong = ByteBuffer.allocate(9).put((byte) 'Q').putInt(length).array();
            assertThatThrownBy(() -> read(new ByteArrayInputStream(wrong))).isInstanceOf(BrokenWireException.class);
        }
    }

    private static void read(InputStream input) throws IOException {
        FrameInput in = new FrameInput(input, BODY_BYTES_MAX);
        in.type();
        in.body();
    }
}
