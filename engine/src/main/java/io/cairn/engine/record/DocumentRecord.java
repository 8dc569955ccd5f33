package io.cairn.engine.record;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.codec.ValueCodec;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;

/**
 * A stored document. Bytes: format 0x01, length (u8) and bytes of the owner's account key, sequence
 * numbers of the entries that created and last changed it (varints), then the fields as DAG-CBOR.
 */
public record DocumentRecord(Account owner, long createdSequence, long changedSequence, Value.Document fields) {
    private static final int FORMAT = 0x01;

    /** The stored bytes. */
    public byte[] encode() {
        ByteWriter writer = new ByteWriter(192);
        byte[] ownerKey = owner.keyBytes();
        writer.u8(FORMAT)
                .u8(ownerKey.length)
                .bytes(ownerKey)
                .varint(createdSequence)
                .varint(changedSequence);
        ValueCodec.encode(fields, writer);
        return writer.toBytes();
    }

    /** Parses stored bytes. */
    public static DocumentRecord decode(byte[] bytes) {
        ByteReader reader = new ByteReader(bytes);
        int format = reader.u8();
        if (format != FORMAT) {
            throw new CairnException.Incorrect("format-unknown", "document", "unknown document format " + format);
        }
        Account owner = Account.fromKeyBytes(reader.bytes(reader.u8()));
        long created = reader.varint();
        long changed = reader.varint();
        if (ValueCodec.decode(reader) instanceof Value.Document fields) {
            reader.expectEnd();
            return new DocumentRecord(owner, created, changed, fields);
        }
        throw new CairnException.Incorrect("bytes-malformed", "document", "a stored document is an object");
    }
}
