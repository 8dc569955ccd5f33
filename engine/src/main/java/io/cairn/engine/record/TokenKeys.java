package io.cairn.engine.record;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.codec.KeyCodec;
import io.cairn.engine.model.Account;

/** Where tokens are: the part of the key layout that the ledger of a database has. */
public final class TokenKeys {
    private static final int TOKEN = 0x00;
    private static final int BALANCE = 0x01;
    private static final int WITHDRAWAL = 0x02;
    private static final int COUNTS = 0x03;

    private TokenKeys() {}

    /** A token. */
    public static byte[] token(String token) {
        return named(TOKEN, token).toBytes();
    }

    /** All tokens. */
    public static byte[] tokens() {
        return new byte[] {Keys.TOKEN, TOKEN};
    }

    /** The name in the key of a token. */
    public static String tokenName(byte[] key) {
        return Keys.idAt(key, 2);
    }

    /** What an account holds of a token. */
    public static byte[] balance(String token, Account account) {
        return named(BALANCE, token).bytes(account.keyBytes()).toBytes();
    }

    /** What all accounts hold of a token. */
    public static byte[] balances(String token) {
        return named(BALANCE, token).toBytes();
    }

    /** A withdrawal by its number. */
    public static byte[] withdrawal(long number) {
        return new ByteWriter(10).u8(Keys.TOKEN).u8(WITHDRAWAL).u64(number).toBytes();
    }

    /** All withdrawals. */
    public static byte[] withdrawals() {
        return new byte[] {Keys.TOKEN, WITHDRAWAL};
    }

    /** The number in the key of a withdrawal. */
    public static long withdrawalNumber(byte[] key) {
        return new ByteReader(key, 2, key.length).u64();
    }

    /** How many tokens and withdrawals there are. */
    public static byte[] counts() {
        return new byte[] {Keys.TOKEN, COUNTS};
    }

    private static ByteWriter named(int kind, String token) {
        ByteWriter writer = new ByteWriter(104).u8(Keys.TOKEN).u8(kind);
        KeyCodec.appendText(writer, token);
        return writer;
    }
}
