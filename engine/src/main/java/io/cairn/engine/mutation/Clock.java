package io.cairn.engine.mutation;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import java.nio.charset.StandardCharsets;

/**
 * What an entry carries that nobody signed: the time has come for crons of a database. It says nothing that its entry and
 * the state do not say, so nothing can be done with it but run what is due. Bytes: format 0x05, when the first of them
 * was due in milliseconds (u64), length (u8) and bytes of the database's address.
 *
 * @param dueMillis when the first of them was due
 * @param database the address of the database
 */
public record Clock(long dueMillis, String database) {
    /** The format byte. */
    public static final int FORMAT = 0x05;

    /** The bytes. */
    public byte[] encode() {
        byte[] address = database.getBytes(StandardCharsets.UTF_8);
        return new ByteWriter(64)
                .u8(FORMAT)
                .u64(dueMillis)
                .u8(address.length)
                .bytes(address)
                .toBytes();
    }

    /** Parses the bytes. */
    public static Clock decode(byte[] bytes) {
        ByteReader reader = new ByteReader(bytes);
        int format = reader.u8();
        if (format != FORMAT) {
            throw new CairnException.Incorrect("format-unknown", "clock", "unknown format of a clock record " + format);
        }
        long due = reader.u64();
        String database = reader.utf8(reader.u8());
        reader.expectEnd();
        if (due < 0) {
            throw new CairnException.Incorrect("field-malformed", "clock", "a due time is out of range");
        }
        return new Clock(due, database);
    }

    /** The id under which the record is found. */
    public Hash id() {
        return Sha256.hash(encode());
    }

    /** The id of one run of a cron. */
    public static Hash tick(String database, String cron, long dueMillis) {
        return Sha256.hash(
                ("cairn tick\n" + database + "\n" + cron + "\n" + dueMillis + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
