package io.cairn.engine.log;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.model.CairnException;
import java.nio.charset.StandardCharsets;

/**
 * The payloads of journal records other than entries. Each begins with a format byte 0x01.
 */
public sealed interface Control {
    /** The kind of the journal record. */
    RecordKind kind();

    /** The payload bytes. */
    byte[] encode();

    /**
     * The first record of every journal: which network, who signs, which engine. Bytes: format, epoch (u64), engine
     * version (u32), length of network (u8), network, replica set.
     */
    record Genesis(String network, long epoch, int engineVersion, ReplicaSet replicas) implements Control {
        /** Longest name of a network in bytes. */
        public static final int NETWORK_BYTES_MAX = 64;

        /** Checks the length of the name. */
        public Genesis {
            int bytes = network.getBytes(StandardCharsets.UTF_8).length;
            if (bytes == 0 || bytes > NETWORK_BYTES_MAX) {
                throw new CairnException.Incorrect(
                        "network-malformed", "network", "the name of a network has 1 to 64 bytes, not " + bytes);
            }
        }

        @Override
        public RecordKind kind() {
            return RecordKind.CONFIG;
        }

        @Override
        public byte[] encode() {
            byte[] name = network.getBytes(StandardCharsets.UTF_8);
            return new ByteWriter(128)
                    .u8(FORMAT)
                    .u64(epoch)
                    .u32(engineVersion)
                    .u8(name.length)
                    .bytes(name)
                    .bytes(replicas.encode())
                    .toBytes();
        }
    }

    /** Closes a block. Bytes: format, height (u64), block time in milliseconds (u64). */
    record Seal(long height, long timeMillis) implements Control {
        @Override
        public RecordKind kind() {
            return RecordKind.SEAL;
        }

        @Override
        public byte[] encode() {
            return new ByteWriter(17).u8(FORMAT).u64(height).u64(timeMillis).toBytes();
        }
    }

    /** Another engine version from the next block on. Bytes: format, version (u32). */
    record EngineSwitch(int engineVersion) implements Control {
        @Override
        public RecordKind kind() {
            return RecordKind.ENGINE_VERSION;
        }

        @Override
        public byte[] encode() {
            return new ByteWriter(5).u8(FORMAT).u32(engineVersion).toBytes();
        }
    }

    /**
     * An entry of the open block that everyone applies as refused, because applying it breaks the engine. Bytes:
     * format, sequence (u64), public key (32), Ed25519 signature (64) by a replica over {@link #signed}.
     */
    record Quarantine(long sequence, byte[] publicKey, byte[] signature) implements Control {
        @Override
        public RecordKind kind() {
            return RecordKind.QUARANTINE;
        }

        @Override
        public byte[] encode() {
            return new ByteWriter(105)
                    .u8(FORMAT)
                    .u64(sequence)
                    .bytes(publicKey)
                    .bytes(signature)
                    .toBytes();
        }

        /** Signs a quarantine of one entry of one database. */
        public static Quarantine sign(String database, long sequence, NodeKey key) {
            return new Quarantine(sequence, key.publicKey(), key.sign(signed(database, sequence)));
        }

        /** Refuses a signature that does not hold or a key that is no replica's. */
        public void verify(String database, ReplicaSet replicas) {
            if (!replicas.contains(publicKey)) {
                throw new CairnException.ProofInvalid(
                        "quarantine-signer-unknown", "quarantine", "the signer is no replica of the database");
            }
            NodeKey.verify(publicKey, signed(database, sequence), signature);
        }

        private static byte[] signed(String database, long sequence) {
            return ("cairn quarantine\n" + database + "\n" + sequence + "\n").getBytes(StandardCharsets.UTF_8);
        }
    }

    /** The only version of these payloads. */
    int FORMAT = 0x01;

    /** Parses the payload of a record; refuses kinds that carry none of these. */
    static Control decode(RecordKind kind, byte[] payload) {
        ByteReader reader = new ByteReader(payload);
        int format = reader.u8();
        if (format != FORMAT) {
            throw new CairnException.Incorrect("format-unknown", "record", "unknown payload format " + format);
        }
        Control control = switch (kind) {
            case CONFIG -> {
                long epoch = reader.u64();
                int version = (int) reader.u32();
                String network = reader.utf8(reader.u8());
                yield new Genesis(network, epoch, version, ReplicaSet.decode(reader.bytes(reader.remaining())));
            }
            case SEAL -> new Seal(reader.u64(), reader.u64());
            case ENGINE_VERSION -> new EngineSwitch((int) reader.u32());
            case QUARANTINE ->
                new Quarantine(
                        reader.u64(), reader.bytes(NodeKey.PUBLIC_KEY_BYTES), reader.bytes(NodeKey.SIGNATURE_BYTES));
            case ENTRY, FOREIGN_FACT, NO_OP ->
                throw new CairnException.Unsupported("record", "records of kind " + kind + " have no such payload");
        };
        reader.expectEnd();
        return control;
    }
}
