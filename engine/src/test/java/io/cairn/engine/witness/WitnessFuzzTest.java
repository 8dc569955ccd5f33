package io.cairn.engine.witness;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.fuzz.FuzzTarget;
import io.cairn.engine.model.Hash;
import io.cairn.engine.view.MapView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Trees of any pages under a root that a liar has signed: read whole, they are an ordered map that agrees with itself,
 * or they are refused.
 *
 * <p>The input is pages, each after its length in two bytes, children before parents and the root last. Where a page
 * should name an earlier one it has 31 bytes {@code EE} and that page's number, so that the fuzzer needs no hashes.
 */
class WitnessFuzzTest extends FuzzTarget {
    private static final byte PLACEHOLDER = (byte) 0xEE;
    private static final int PAGES_MAX = 200;

    @Override
    protected void check(byte[] input) {
        List<byte[]> pages = pages(input);
        if (!pages.isEmpty()) {
            Hash root = PageModel.sha256(pages.getLast());
            proved(() -> readWhole(new WitnessView(root, pages)));
        }
    }

    static List<byte[]> pages(byte[] input) {
        List<byte[]> pages = new ArrayList<>();
        int at = 0;
        while (at + 2 <= input.length && pages.size() < PAGES_MAX) {
            int length = Math.min((input[at] & 0xFF) << 8 | input[at + 1] & 0xFF, input.length - at - 2);
            pages.add(linked(Arrays.copyOfRange(input, at + 2, at + 2 + length), pages));
            at += 2 + length;
        }
        return pages;
    }

    private static byte[] linked(byte[] page, List<byte[]> earlier) {
        int run = 0;
        for (int i = 0; i < page.length; i++) {
            if (run >= Hash.BYTES - 1 && (page[i] & 0xFF) < earlier.size()) {
                PageModel.sha256(earlier.get(page[i] & 0xFF)).copyTo(page, i - Hash.BYTES + 1);
                run = 0;
            } else {
                run = page[i] == PLACEHOLDER ? run + 1 : 0;
            }
        }
        return page;
    }

    private static int readWhole(WitnessView view) {
        List<byte[]> keys = new ArrayList<>();
        MapView.Cursor cursor = view.seek(new byte[0]);
        while (cursor.next()) {
            byte[] key = cursor.key();
            assertThat(keys.isEmpty() || Arrays.compareUnsigned(keys.getLast(), key) < 0)
                    .as("keys ascend")
                    .isTrue();
            assertThat(view.get(key)).isEqualTo(cursor.value());
            assertThat(view.rank(key)).isEqualTo(keys.size());
            keys.add(key);
        }
        for (byte[] key : keys.reversed()) {
            assertThat(cursor.previous()).isTrue();
            assertThat(cursor.key()).isEqualTo(key);
        }
        assertThat(cursor.previous()).isFalse();
        return keys.size();
    }
}
