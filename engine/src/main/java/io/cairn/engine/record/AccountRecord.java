package io.cairn.engine.record;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.model.CairnException;
import java.util.Arrays;

/**
 * Which nonces an account has used under one key, and what it was charged.
 *
 * <p>A sliding window of {@value #WINDOW}: a nonce below {@code highest - 1023} is too old, one inside
 * the window may be used once in any order, one above it moves the window by at most {@value
 * #JUMP_MAX}. Bytes: format 0x01, highest (varint), entries and bytes charged (varints), then a
 * bitmap of the <em>unused</em> nonces below the highest (bit 0 of the first byte = highest - 1),
 * trailing zero bytes left out, so that a sender who counts up stores none.
 */
public final class AccountRecord {
    /** How many nonces below the highest are remembered. */
    public static final int WINDOW = 1024;
    /** How far above the highest a nonce may be. */
    public static final int JUMP_MAX = 1 << 20;

    private static final int FORMAT = 0x01;
    private static final int BITMAP_BYTES = WINDOW / 8;

    /** What a nonce is to an account. */
    public enum NonceState {
        /** May be used now. */
        FREE,
        /** Has been used. */
        USED,
        /** Below the window: cannot be told from a used one. */
        TOO_OLD,
        /** Too far above the highest. */
        TOO_FAR
    }

    /** An account that has done nothing. */
    public static final AccountRecord NEW = new AccountRecord(0, 0, 0, new byte[0]);

    private final long highest;
    private final long entries;
    private final long bytes;
    private final byte[] unused;

    private AccountRecord(long highest, long entries, long bytes, byte[] unused) {
        this.highest = highest;
        this.entries = entries;
        this.bytes = bytes;
        this.unused = unused;
    }

    /** The highest nonce used; 0 for a new account. */
    public long highestNonce() {
        return highest;
    }

    /** Entries charged to the account. */
    public long entries() {
        return entries;
    }

    /** Bytes charged to the account. */
    public long bytes() {
        return bytes;
    }

    /** What {@code nonce} (1 or more) is to this account. */
    public NonceState nonceState(long nonce) {
        if (nonce > highest) {
            return nonce - highest > JUMP_MAX ? NonceState.TOO_FAR : NonceState.FREE;
        }
        long below = highest - nonce;
        if (below >= WINDOW) {
            return NonceState.TOO_OLD;
        }
        return below > 0 && unusedBit((int) below - 1) ? NonceState.FREE : NonceState.USED;
    }

    private boolean unusedBit(int bit) {
        int index = bit >>> 3;
        return index < unused.length && (unused[index] & (1 << (bit & 7))) != 0;
    }

    /** The record after using a free nonce. */
    public AccountRecord use(long nonce) {
        if (nonce <= highest) {
            byte[] bitmap = unused.clone();
            int bit = (int) (highest - nonce) - 1;
            bitmap[bit >>> 3] &= (byte) ~(1 << (bit & 7));
            return new AccountRecord(highest, entries, bytes, trimmed(bitmap));
        }
        int shift = (int) Math.min(nonce - highest, WINDOW + 1L);
        if (shift == 1 && unused.length == 0) {
            return new AccountRecord(nonce, entries, bytes, unused);
        }
        return new AccountRecord(nonce, entries, bytes, trimmed(shifted(shift, nonce)));
    }

    /** The bitmap seen from a new highest nonce, {@code shift} above the old one. */
    private byte[] shifted(int shift, long nonce) {
        byte[] bitmap = new byte[BITMAP_BYTES];
        for (int bit = 0; bit < WINDOW; bit++) {
            boolean exists = nonce - 1 - bit >= 1;
            boolean free = bit < shift - 1 || (bit >= shift && unusedBit(bit - shift));
            if (exists && free) {
                bitmap[bit >>> 3] |= (byte) (1 << (bit & 7));
            }
        }
        return bitmap;
    }

    private static byte[] trimmed(byte[] bitmap) {
        int length = bitmap.length;
        while (length > 0 && bitmap[length - 1] == 0) {
            length--;
        }
        return Arrays.copyOf(bitmap, length);
    }

    /** The record after being charged. */
    public AccountRecord charge(long addedEntries, long addedBytes) {
        return new AccountRecord(highest, entries + addedEntries, bytes + addedBytes, unused);
    }

    /** The stored bytes. */
    public byte[] encode() {
        return new ByteWriter(16 + unused.length)
                .u8(FORMAT)
                .varint(highest)
                .varint(entries)
                .varint(bytes)
                .bytes(unused)
                .toBytes();
    }

    /** Parses stored bytes. */
    public static AccountRecord decode(byte[] stored) {
        ByteReader reader = new ByteReader(stored);
        int format = reader.u8();
        if (format != FORMAT) {
            throw new CairnException.Incorrect("format-unknown", "account", "unknown account format " + format);
        }
        long highest = reader.varint();
        long entries = reader.varint();
        long bytes = reader.varint();
        byte[] unused = reader.bytes(reader.remaining());
        boolean canonical = unused.length <= BITMAP_BYTES && (unused.length == 0 || unused[unused.length - 1] != 0);
        if (!canonical) {
            throw new CairnException.Incorrect("bytes-malformed", "account", "the nonce bitmap is not canonical");
        }
        return new AccountRecord(highest, entries, bytes, unused);
    }
}
