package io.cairn.engine.crypto;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Strict DER of an ECDSA signature, for vectors only: Cairn's signatures have fixed length. */
final class Der {
    private final byte[] bytes;
    private int at;

    private Der(byte[] bytes) {
        this.bytes = bytes;
    }

    /** r and s in 32 bytes each, or null where this is not the one encoding of two such numbers. */
    static byte @Nullable [] compact(byte[] der) {
        Der reader = new Der(der);
        if (der.length < 2 || der[0] != 0x30 || der[1] != der.length - 2) {
            return null;
        }
        reader.at = 2;
        byte[] compact = new byte[64];
        boolean read = reader.integer(compact, 0) && reader.integer(compact, 32) && reader.at == der.length;
        return read ? compact : null;
    }

    private boolean integer(byte[] target, int offset) {
        if (at + 2 > bytes.length || bytes[at] != 0x02) {
            return false;
        }
        int length = bytes[at + 1];
        int start = at + 2;
        if (length < 1 || start + length > bytes.length || bytes[start] < 0) {
            return false;
        }
        if (length > 1 && bytes[start] == 0 && bytes[start + 1] >= 0) {
            return false;
        }
        at = start + length;
        int first = bytes[start] == 0 ? start + 1 : start;
        byte[] magnitude = Arrays.copyOfRange(bytes, first, at);
        if (magnitude.length > 32) {
            return false;
        }
        System.arraycopy(magnitude, 0, target, offset + 32 - magnitude.length, magnitude.length);
        return true;
    }
}
