package io.cairn.engine.record;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.TokenName;
import java.nio.charset.StandardCharsets;

/**
 * What an account took out: a claim that can be proved to whoever pays. Bytes: format 0x01, number (varint), length (u8) and
 * bytes of the token's name, length (u8) and bytes of the account's key, the amount, sequence of the entry (varint).
 *
 * @param number from 1, without gaps
 * @param sequence of the entry that took it out
 */
public record WithdrawalRecord(long number, String token, Account account, long amount, long sequence) {
    private static final int FORMAT = 0x01;

    /** The stored bytes. */
    public byte[] encode() {
        byte[] name = token.getBytes(StandardCharsets.UTF_8);
        byte[] key = account.keyBytes();
        ByteWriter writer = new ByteWriter(128)
                .u8(FORMAT)
                .varint(number)
                .u8(name.length)
                .bytes(name)
                .u8(key.length)
                .bytes(key);
        Amounts.append(writer, amount);
        return writer.varint(sequence).toBytes();
    }

    /** Parses stored bytes. */
    public static WithdrawalRecord decode(byte[] bytes) {
        ByteReader reader = new ByteReader(bytes);
        int format = reader.u8();
        if (format != FORMAT) {
            throw new CairnException.Incorrect(
                    "format-unknown", "withdrawal", "unknown format of a withdrawal " + format);
        }
        long number = reader.varint();
        String token = reader.utf8(reader.u8());
        Account account = Account.fromKeyBytes(reader.bytes(reader.u8()));
        long amount = Amounts.read(reader);
        long sequence = reader.varint();
        reader.expectEnd();
        if (number == 0 || amount == 0 || !TokenName.isValid(token)) {
            throw new CairnException.Incorrect("bytes-malformed", "withdrawal", "a withdrawal record is malformed");
        }
        return new WithdrawalRecord(number, token, account, amount, sequence);
    }
}
