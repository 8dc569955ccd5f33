package io.cairn.engine.record;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.model.CairnException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A read that is on record. What was asked stands in its entry of the log alone, so that no page of the state says it.
 *
 * @param account the text of the account that has asked
 * @param height of the block that was asked of
 * @param answer what kind of answer was given
 */
public record ReadRecord(String account, long height, Answer answer) {
    private static final int VERSION = 1;
    private static final int ACCOUNT_BYTES_MAX = 256;

    /** Kinds of answers. */
    public enum Answer {
        PLAIN(0),
        ATTESTED(1),
        PROVED(2),
        /** Pages for a statement of a private transaction. */
        STEP(3);

        private final int stored;

        Answer(int stored) {
            this.stored = stored;
        }

        private static Answer of(int stored) {
            for (Answer answer : values()) {
                if (answer.stored == stored) {
                    return answer;
                }
            }
            throw unknown();
        }

        /** The word for it. */
        public String word() {
            return switch (this) {
                case PLAIN -> "plain";
                case ATTESTED -> "attested";
                case PROVED -> "proved";
                case STEP -> "step";
            };
        }
    }

    /** What a database does about reads. */
    public enum Keeping {
        /** Reads were never on record. */
        NEVER,
        /** Reads were on record and are no more. */
        ENDED,
        /** Each read is put on record. */
        ON;

        /** What a state says under {@link Keys#readsKept}. */
        public static Keeping of(byte @Nullable [] stored) {
            return stored == null ? NEVER : stored[1] == 1 ? ON : ENDED;
        }

        /** The stored bytes; null where there are none. */
        public byte @Nullable [] encode() {
            return this == NEVER ? null : new byte[] {VERSION, (byte) (this == ON ? 1 : 0)};
        }
    }

    /** The stored bytes. */
    public byte[] encode() {
        return new ByteWriter(80)
                .u8(VERSION)
                .u8(answer.stored)
                .varint(height)
                .prefixed(account.getBytes(StandardCharsets.UTF_8))
                .toBytes();
    }

    /** Parses stored bytes. */
    public static ReadRecord decode(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        int version = in.u8();
        if (version != VERSION) {
            throw unknown();
        }
        Answer answer = Answer.of(in.u8());
        long height = in.varint();
        String account = new String(in.prefixed(ACCOUNT_BYTES_MAX), StandardCharsets.UTF_8);
        return new ReadRecord(account, height, answer);
    }

    private static CairnException unknown() {
        return new CairnException.Incorrect("format-unknown", "read", "unknown form of a read on record");
    }
}
