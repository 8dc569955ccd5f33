package io.cairn.engine.record;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.SessionScope;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What an account lets another key do. Once written it is never deleted, so that a closed session stays closed; what the
 * session has used up is in the {@link AccountRecord} under its key.
 *
 * @param scopes what it may do, in order
 * @param collections the only collections whose documents it may write; empty for all
 * @param untilMillis the last time of an entry that it may sign
 * @param quotaEntries entries that it may be charged; 0 for no limit of its own
 * @param quotaBytes bytes that it may be charged; 0 for no limit of its own
 * @param openedSequence the entry that opened it
 * @param closedSequence the entry that closed it; 0 while nobody has
 */
public record SessionRecord(
        List<SessionScope> scopes,
        List<String> collections,
        long untilMillis,
        long quotaEntries,
        long quotaBytes,
        long openedSequence,
        long closedSequence) {
    private static final int FORMAT = 0x01;
    private static final int NAME_BYTES_MAX = 128;

    /** Copies the lists. */
    public SessionRecord {
        scopes = List.copyOf(scopes);
        collections = List.copyOf(collections);
    }

    /** The record of a session that entry {@code sequence} opens. */
    public static SessionRecord opened(Operation.OpenSession open, long sequence) {
        return new SessionRecord(
                open.scopes(),
                open.collections(),
                open.untilMillis(),
                open.quotaEntries(),
                open.quotaBytes(),
                sequence,
                0);
    }

    /** The same session, closed by entry {@code sequence}. */
    public SessionRecord closed(long sequence) {
        return new SessionRecord(scopes, collections, untilMillis, quotaEntries, quotaBytes, openedSequence, sequence);
    }

    /** Whether somebody has closed it. */
    public boolean isClosed() {
        return closedSequence > 0;
    }

    /** Whether one more entry of {@code more} bytes is within the budget, {@code used} being what was charged. */
    public boolean hasBudgetFor(long more, AccountRecord used) {
        return (quotaEntries == 0 || used.entries() + 1 <= quotaEntries)
                && (quotaBytes == 0 || used.bytes() + more <= quotaBytes);
    }

    /** The stored bytes. */
    public byte[] encode() {
        int bits = 0;
        for (SessionScope scope : scopes) {
            bits |= scope.bit();
        }
        ByteWriter writer = new ByteWriter(40)
                .u8(FORMAT)
                .u8(bits)
                .varint(untilMillis)
                .varint(quotaEntries)
                .varint(quotaBytes)
                .varint(openedSequence)
                .varint(closedSequence)
                .varint(collections.size());
        for (String name : collections) {
            writer.prefixed(name.getBytes(StandardCharsets.UTF_8));
        }
        return writer.toBytes();
    }

    /** Parses stored bytes. */
    public static SessionRecord decode(byte[] stored) {
        ByteReader reader = new ByteReader(stored);
        int format = reader.u8();
        if (format != FORMAT) {
            throw new CairnException.Incorrect("format-unknown", "session", "unknown session format " + format);
        }
        List<SessionScope> scopes = scopes(reader.u8());
        long until = reader.varint();
        long entries = reader.varint();
        long bytes = reader.varint();
        long opened = reader.varint();
        long closed = reader.varint();
        int count = reader.count(Operation.OpenSession.COLLECTIONS_MAX);
        List<String> collections = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            collections.add(reader.utf8(reader.count(NAME_BYTES_MAX)));
        }
        reader.expectEnd();
        return new SessionRecord(scopes, collections, until, entries, bytes, opened, closed);
    }

    private static List<SessionScope> scopes(int bits) {
        List<SessionScope> scopes = new ArrayList<>();
        int rest = bits;
        for (SessionScope scope : SessionScope.values()) {
            if ((bits & scope.bit()) != 0) {
                scopes.add(scope);
                rest &= ~scope.bit();
            }
        }
        if (rest != 0 || scopes.isEmpty()) {
            throw new CairnException.Incorrect("bytes-malformed", "session", "unknown scopes of a session");
        }
        return scopes;
    }
}
