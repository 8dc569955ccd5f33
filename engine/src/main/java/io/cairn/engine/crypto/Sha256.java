package io.cairn.engine.crypto;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 (FIPS 180-4), at once or piece by piece. An instance belongs to one thread and one hash. */
public final class Sha256 {
    /**
     * Never updated, only cloned: a clone costs far less than a provider look-up, and several threads
     * may take one at the same time.
     */
    private static final MessageDigest FRESH = fresh();

    private final MessageDigest digest = newDigest();

    /** The hash of the concatenation of some parts. */
    public static Hash hash(byte[]... parts) {
        return Hash.wrap(digest(parts));
    }

    /** The hash of a part of an array. */
    public static Hash hash(byte[] bytes, int offset, int length) {
        MessageDigest digest = newDigest();
        digest.update(bytes, offset, length);
        return Hash.wrap(digest.digest());
    }

    /** Appends one byte, the low eight bits of {@code value}. */
    public Sha256 add(int value) {
        digest.update((byte) value);
        return this;
    }

    /** Appends bytes. */
    public Sha256 add(byte[] bytes) {
        digest.update(bytes);
        return this;
    }

    /** Appends a part of an array. */
    public Sha256 add(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
        return this;
    }

    /** Appends the 32 bytes of a hash. */
    public Sha256 add(Hash hash) {
        digest.update(hash.toBytes());
        return this;
    }

    /** Appends four bytes, big-endian. */
    public Sha256 addInt(int value) {
        return add(value >>> 24).add(value >>> 16).add(value >>> 8).add(value);
    }

    /** Appends eight bytes, big-endian. */
    public Sha256 addLong(long value) {
        return addInt((int) (value >>> 32)).addInt((int) value);
    }

    /** The hash of all that was appended; the next hash with this instance starts from nothing. */
    public Hash finish() {
        return Hash.wrap(digest.digest());
    }

    static byte[] digest(byte[]... parts) {
        MessageDigest digest = newDigest();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    private static MessageDigest newDigest() {
        try {
            return (MessageDigest) FRESH.clone();
        } catch (CloneNotSupportedException e) {
            throw new CairnException.Fault("platform-broken", "SHA-256 of this Java platform cannot be cloned", e);
        }
    }

    private static MessageDigest fresh() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new CairnException.Fault("platform-broken", "this Java platform lacks SHA-256", e);
        }
    }
}
