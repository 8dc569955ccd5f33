package io.cairn.engine.log;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The header of a block: a pure function of all journal records up to its seal.
 *
 * <p>{@code logSize} and {@code logRoot} speak of the append-only log of all entries up to and
 * including this block; {@code stateRoot} is the root page of the state tree after it; {@code
 * receiptsRoot} is over the outcomes of the block's own entries. {@code commitments} leaves room for
 * further roots (id → hash). The hash of a header is the root over its tagged fields.
 */
public record Header(
        String database,
        long epoch,
        long height,
        Hash previous,
        long logSize,
        Hash logRoot,
        Hash stateRoot,
        Hash receiptsRoot,
        long timeMillis,
        int engineVersion,
        Hash replicaSet,
        Hash nextReplicaSet,
        SortedMap<Integer, Hash> commitments) {
    /** The format byte of an encoded header. */
    public static final int FORMAT = 0x03;

    private static final int DATABASE = 1;
    private static final int EPOCH = 2;
    private static final int HEIGHT = 3;
    private static final int PREVIOUS = 4;
    private static final int LOG_SIZE = 5;
    private static final int LOG_ROOT = 6;
    private static final int STATE_ROOT = 7;
    private static final int RECEIPTS_ROOT = 8;
    private static final int TIME = 9;
    private static final int ENGINE_VERSION = 10;
    private static final int REPLICA_SET = 11;
    private static final int NEXT_REPLICA_SET = 12;
    private static final int COMMITMENTS = 13;
    private static final int MUST_UNDERSTAND_MAX = 127;

    /** Copies the commitments. */
    public Header {
        commitments = Collections.unmodifiableSortedMap(new TreeMap<>(commitments));
    }

    /** The tagged fields. */
    public TaggedFields fields() {
        return TaggedFields.builder(FORMAT)
                .put(DATABASE, database.getBytes(StandardCharsets.UTF_8))
                .put(EPOCH, epoch)
                .put(HEIGHT, height)
                .put(PREVIOUS, previous)
                .put(LOG_SIZE, logSize)
                .put(LOG_ROOT, logRoot)
                .put(STATE_ROOT, stateRoot)
                .put(RECEIPTS_ROOT, receiptsRoot)
                .put(TIME, timeMillis)
                .put(ENGINE_VERSION, engineVersion)
                .put(REPLICA_SET, replicaSet)
                .put(NEXT_REPLICA_SET, nextReplicaSet)
                .put(COMMITMENTS, encodeCommitments())
                .build();
    }

    /** The canonical bytes. */
    public byte[] encode() {
        return fields().encode();
    }

    /** The hash of the block. */
    public Hash hash() {
        return fields().root();
    }

    /**
     * The hash of encoded header bytes, which may carry fields above 127 that this version does not
     * know: they are hashed and otherwise ignored.
     */
    public static Hash hash(byte[] encoded) {
        return TaggedFields.decode(encoded, FORMAT, "header").root();
    }

    /** Parses a header; refuses missing fields and unknown tags below 128. */
    public static Header decode(byte[] encoded) {
        TaggedFields fields = TaggedFields.decode(encoded, FORMAT, "header");
        for (TaggedFields.Field field : fields.fields()) {
            if (field.tag() > COMMITMENTS && field.tag() <= MUST_UNDERSTAND_MAX) {
                throw new CairnException.Unsupported("header", "unknown header field with tag " + field.tag());
            }
        }
        return new Header(
                text(fields.require(DATABASE, "header/database")),
                number(fields, EPOCH, "header/epoch"),
                number(fields, HEIGHT, "header/height"),
                hash(fields, PREVIOUS, "header/previous"),
                number(fields, LOG_SIZE, "header/log-size"),
                hash(fields, LOG_ROOT, "header/log-root"),
                hash(fields, STATE_ROOT, "header/state-root"),
                hash(fields, RECEIPTS_ROOT, "header/receipts-root"),
                number(fields, TIME, "header/time"),
                Math.toIntExact(number(fields, ENGINE_VERSION, "header/engine-version")),
                hash(fields, REPLICA_SET, "header/replica-set"),
                hash(fields, NEXT_REPLICA_SET, "header/next-replica-set"),
                decodeCommitments(fields.require(COMMITMENTS, "header/commitments")));
    }

    private static String text(byte[] value) {
        return new ByteReader(value).utf8(value.length);
    }

    private static long number(TaggedFields fields, int tag, String at) {
        byte[] value = fields.require(tag, at);
        long number = value.length == Long.BYTES ? new ByteReader(value).u64() : -1;
        if (number < 0 || (tag == ENGINE_VERSION && number > Integer.MAX_VALUE)) {
            throw new CairnException.Incorrect("field-malformed", at, "expected an unsigned 63-bit number");
        }
        return number;
    }

    private static Hash hash(TaggedFields fields, int tag, String at) {
        byte[] value = fields.require(tag, at);
        if (value.length != Hash.BYTES) {
            throw new CairnException.Incorrect("field-malformed", at, "expected 32 bytes");
        }
        return Hash.of(value);
    }

    private byte[] encodeCommitments() {
        ByteWriter writer = new ByteWriter(64);
        commitments.forEach((id, root) -> {
            writer.u32(id);
            writer.bytes(root.toBytes());
        });
        return writer.toBytes();
    }

    private static SortedMap<Integer, Hash> decodeCommitments(byte[] bytes) {
        TreeMap<Integer, Hash> commitments = new TreeMap<>();
        ByteReader reader = new ByteReader(bytes);
        while (reader.remaining() > 0) {
            long number = reader.u32();
            int id = (int) number;
            if (id != number || (!commitments.isEmpty() && id <= commitments.lastKey())) {
                throw new CairnException.Incorrect(
                        "field-malformed", "header/commitments", "ids ascend and are below 2^31");
            }
            commitments.put(id, Hash.of(reader.bytes(Hash.BYTES)));
        }
        return commitments;
    }
}
