package io.cairn.engine.codec;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A content identifier (<a href="https://github.com/multiformats/cid">CIDv1</a>) of SHA-256: how IPFS
 * names a block. Its text is base32 in lower case, its bytes are always 36.
 */
public record Cid(Codec codec, Hash digest) implements Comparable<Cid> {
    /** The length of the bytes of a CID. */
    public static final int BYTES = 4 + Hash.BYTES;

    /** The code for bytes or text that is no CID of a supported kind. */
    public static final String MALFORMED = "cid-malformed";

    private static final int VERSION = 1;
    private static final int SHA_256 = 0x12;
    private static final char BASE32_PREFIX = 'b';

    /** What the identified bytes are, by its number in the multicodec table. */
    public enum Codec {
        /** Bytes without a structure known to IPLD. */
        RAW(0x55),
        /** DAG-CBOR. */
        DAG_CBOR(0x71);

        private final int number;

        Codec(int number) {
            this.number = number;
        }

        /** The multicodec number. */
        public int number() {
            return number;
        }
    }

    /** The identifier of {@code data}. */
    public static Cid of(Codec codec, byte[] data) {
        return new Cid(codec, sha256(data));
    }

    /** Parses the text; every identifier has exactly one. */
    public static Cid parse(String text) {
        if (text.isEmpty() || text.charAt(0) != BASE32_PREFIX) {
            throw malformed("the text does not begin with 'b'");
        }
        byte[] bytes = Base32.decode(text.substring(1));
        if (bytes == null) {
            throw malformed("the text is not lower-case base32 without padding");
        }
        return of(bytes);
    }

    /** The identifier of exactly these 36 bytes. */
    public static Cid of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw malformed("it has " + bytes.length + " bytes instead of " + BYTES);
        }
        return read(new ByteReader(bytes));
    }

    /** Reads 36 bytes. */
    public static Cid read(ByteReader in) {
        byte[] bytes = in.bytes(BYTES);
        if (bytes[0] != VERSION) {
            throw malformed("its version is not 1");
        }
        if (bytes[2] != SHA_256 || bytes[3] != Hash.BYTES) {
            throw malformed("its hash is not SHA-256");
        }
        for (Codec codec : Codec.values()) {
            if (codec.number == bytes[1]) {
                return new Cid(codec, Hash.of(bytes, BYTES - Hash.BYTES));
            }
        }
        throw malformed("its codec is neither raw nor dag-cbor");
    }

    /** Whether this identifies {@code data}. */
    public boolean matches(byte[] data) {
        return digest.equals(sha256(data));
    }

    /** The 36 bytes. */
    public byte[] toBytes() {
        byte[] bytes = new byte[BYTES];
        bytes[0] = VERSION;
        bytes[1] = (byte) codec.number;
        bytes[2] = SHA_256;
        bytes[3] = Hash.BYTES;
        digest.copyTo(bytes, BYTES - Hash.BYTES);
        return bytes;
    }

    /** Orders by bytes. */
    @Override
    public int compareTo(Cid other) {
        int order = Integer.compare(codec.number, other.codec.number);
        return order != 0 ? order : digest.compareTo(other.digest);
    }

    /** The text: 59 characters. */
    @Override
    public String toString() {
        return BASE32_PREFIX + Base32.encode(toBytes());
    }

    private static Hash sha256(byte[] data) {
        try {
            return Hash.wrap(MessageDigest.getInstance("SHA-256").digest(data));
        } catch (NoSuchAlgorithmException e) {
            throw new CairnException.Fault("sha256-missing", "this Java runtime has no SHA-256", e);
        }
    }

    private static CairnException.Incorrect malformed(String what) {
        return new CairnException.Incorrect(MALFORMED, "cid", "no supported CID: " + what);
    }
}
