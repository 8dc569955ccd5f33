package io.cairn.engine.record;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.view.MapView;

/**
 * A token of a database. Bytes: format 0x01, then the three amounts. Together they are what was ever credited.
 *
 * @param available what programs may still mint
 * @param issued what accounts hold together, withdrawable or not
 * @param withdrawn what went out of the database
 */
public record TokenRecord(long available, long issued, long withdrawn) {
    /** Of which nothing was credited. */
    public static final TokenRecord NONE = new TokenRecord(0, 0, 0);

    private static final int FORMAT = 0x01;

    /** The token of a name in a state. */
    public static TokenRecord of(MapView state, String token) {
        byte[] stored = state.get(TokenKeys.token(token));
        return stored == null ? NONE : decode(stored);
    }

    /** With more that programs may mint; {@code token-overflow} where more than 2^63-1 would have been credited. */
    public TokenRecord credited(long amount) {
        requireSum(Amounts.sum(available, amount), issued, withdrawn);
        return new TokenRecord(available + amount, issued, withdrawn);
    }

    /** After programs minted so much of what is available. */
    public TokenRecord minted(long amount) {
        return new TokenRecord(available - amount, Amounts.sum(issued, amount), withdrawn);
    }

    /** After so much of what accounts hold went out. */
    public TokenRecord withdrawn(long amount) {
        return new TokenRecord(available, issued - amount, Amounts.sum(withdrawn, amount));
    }

    private static void requireSum(long available, long issued, long withdrawn) {
        Amounts.sum(Amounts.sum(available, issued), withdrawn);
    }

    /** The stored bytes. */
    public byte[] encode() {
        ByteWriter writer = new ByteWriter(32).u8(FORMAT);
        Amounts.append(writer, available);
        Amounts.append(writer, issued);
        Amounts.append(writer, withdrawn);
        return writer.toBytes();
    }

    /** Parses stored bytes. */
    public static TokenRecord decode(byte[] bytes) {
        ByteReader reader = new ByteReader(bytes);
        int format = reader.u8();
        if (format != FORMAT) {
            throw new CairnException.Incorrect("format-unknown", "token", "unknown format of a token " + format);
        }
        long available = Amounts.read(reader);
        long issued = Amounts.read(reader);
        long withdrawn = Amounts.read(reader);
        reader.expectEnd();
        try {
            requireSum(available, issued, withdrawn);
        } catch (CairnException.Refused overflow) {
            throw new CairnException.Incorrect("bytes-malformed", "token", overflow.getMessage());
        }
        return new TokenRecord(available, issued, withdrawn);
    }
}
