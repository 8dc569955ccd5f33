package io.cairn.engine.record;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.view.MapView;

/**
 * How many tokens and withdrawals a database has, so that nobody has to count them. Bytes: format 0x01, then both (varints).
 * A database without tokens has no record.
 *
 * @param tokens how many were ever credited, at least 1 where there is a record
 * @param withdrawals the number of the last one; 0 before the first
 */
public record TokenCounts(long tokens, long withdrawals) {
    /** Of a database without tokens. */
    public static final TokenCounts NONE = new TokenCounts(0, 0);

    private static final int FORMAT = 0x01;

    /** Those of a state. */
    public static TokenCounts of(MapView state) {
        byte[] stored = state.get(TokenKeys.counts());
        return stored == null ? NONE : decode(stored);
    }

    /** With one more token. */
    public TokenCounts withToken() {
        return new TokenCounts(tokens + 1, withdrawals);
    }

    /** With one more withdrawal. */
    public TokenCounts withWithdrawal() {
        return new TokenCounts(tokens, withdrawals + 1);
    }

    /** The stored bytes. */
    public byte[] encode() {
        return new ByteWriter(16).u8(FORMAT).varint(tokens).varint(withdrawals).toBytes();
    }

    /** Parses stored bytes. */
    public static TokenCounts decode(byte[] bytes) {
        ByteReader reader = new ByteReader(bytes);
        int format = reader.u8();
        if (format != FORMAT) {
            throw new CairnException.Incorrect(
                    "format-unknown", "token-counts", "unknown format of counts of tokens " + format);
        }
        long tokens = reader.varint();
        long withdrawals = reader.varint();
        reader.expectEnd();
        if (tokens < 1 || withdrawals < 0) {
            throw new CairnException.Incorrect("bytes-malformed", "token-counts", "counts without a token");
        }
        return new TokenCounts(tokens, withdrawals);
    }
}
