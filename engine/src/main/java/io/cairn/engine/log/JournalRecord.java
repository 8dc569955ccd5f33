package io.cairn.engine.log;

import io.cairn.engine.model.Check;
import java.util.Arrays;

/**
 * One step of a database's history.
 *
 * <p>The payload is shared, not copied: records are made once, by the gate or by a decoder, and nobody
 * writes into one afterwards.
 *
 * @param term the term of the leader that ordered it; 0 while a database has one replica
 * @param index its place in the journal, dense from 1
 * @param kind what it means
 * @param payload its bytes in the form that {@code kind} asks for, at most {@link
 *     JournalFrame#PAYLOAD_BYTES_MAX}
 */
@SuppressWarnings("ArrayRecordComponent") // equality below compares the bytes
public record JournalRecord(long term, long index, RecordKind kind, byte[] payload) {
    /** Checks the numbers and the size, and refuses the reserved kind. */
    public JournalRecord {
        Check.argument(term >= 0, "journal/term", "a term is not negative, got " + term);
        Check.argument(index >= 1, "journal/index", "journal indexes start at 1, got " + index);
        Check.argument(
                payload.length <= JournalFrame.PAYLOAD_BYTES_MAX,
                "journal/payload",
                "a journal payload has at most " + JournalFrame.PAYLOAD_BYTES_MAX + " bytes, got " + payload.length);
        kind.requireSupported();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JournalRecord record
                && term == record.term
                && index == record.index
                && kind == record.kind
                && Arrays.equals(payload, record.payload);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(index) + Arrays.hashCode(payload);
    }

    @Override
    public String toString() {
        return "JournalRecord[term=" + term + ", index=" + index + ", kind=" + kind + ", payload=" + payload.length
                + " bytes]";
    }
}
