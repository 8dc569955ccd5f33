package io.cairn.engine.tree;

import io.cairn.engine.model.CairnException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** SHA-256 over page bytes. */
final class PageHash {
    private PageHash() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new CairnException.Fault("sha256-missing", "this Java has no SHA-256", missing);
        }
    }

    static byte[] of(MessageDigest sha256, byte[] record, int pageLength) {
        sha256.update(record, 0, pageLength);
        return sha256.digest();
    }

    /** Refuses a record whose page bytes do not have the hash that is found at an offset of other bytes. */
    static void verify(
            MessageDigest sha256, long pageId, byte[] record, int pageLength, byte[] hashSource, int hashOffset) {
        byte[] hash = of(sha256, record, pageLength);
        if (!Arrays.equals(hash, 0, hash.length, hashSource, hashOffset, hashOffset + hash.length)) {
            throw new CairnException.Corrupt(
                    "page-corrupt", "page/" + pageId, "page " + pageId + " does not have the hash its parent states");
        }
    }
}
