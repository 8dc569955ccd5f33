package io.cairn.engine.record;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.view.MapView;

/**
 * What an account holds of a token. Bytes: format 0x01, then both amounts. Who holds nothing has no record.
 *
 * @param amount what programs may move
 * @param withdrawable what the account alone may take out
 */
public record BalanceRecord(long amount, long withdrawable) {
    /** Nothing. */
    public static final BalanceRecord NONE = new BalanceRecord(0, 0);

    private static final int FORMAT = 0x01;

    /** What an account holds of a token in a state. */
    public static BalanceRecord of(MapView state, String token, Account account) {
        byte[] stored = state.get(TokenKeys.balance(token, account));
        return stored == null ? NONE : decode(stored);
    }

    /** With so much more. */
    public BalanceRecord plus(long more) {
        return new BalanceRecord(Amounts.sum(amount, more), withdrawable);
    }

    /** With so much less. */
    public BalanceRecord minus(long less) {
        return new BalanceRecord(amount - less, withdrawable);
    }

    /** After so much of the amount became withdrawable. */
    public BalanceRecord released(long released) {
        return new BalanceRecord(amount - released, Amounts.sum(withdrawable, released));
    }

    /** After so much of what is withdrawable went out. */
    public BalanceRecord withdrawn(long out) {
        return new BalanceRecord(amount, withdrawable - out);
    }

    /** The stored bytes. */
    public byte[] encode() {
        ByteWriter writer = new ByteWriter(24).u8(FORMAT);
        Amounts.append(writer, amount);
        Amounts.append(writer, withdrawable);
        return writer.toBytes();
    }

    /** Parses stored bytes. */
    public static BalanceRecord decode(byte[] bytes) {
        ByteReader reader = new ByteReader(bytes);
        int format = reader.u8();
        if (format != FORMAT) {
            throw new CairnException.Incorrect("format-unknown", "balance", "unknown format of a balance " + format);
        }
        long amount = Amounts.read(reader);
        long withdrawable = Amounts.read(reader);
        reader.expectEnd();
        if (amount == 0 && withdrawable == 0) {
            throw new CairnException.Incorrect("bytes-malformed", "balance", "who holds nothing has no record");
        }
        return new BalanceRecord(amount, withdrawable);
    }
}
