package io.cairn.engine.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Check;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A named Ed25519 key that signs notes (C2SP signed-note, signature type 0x01). */
public final class NoteKey {
    private static final byte ED25519 = 1;
    private static final int ID_DIGITS = 8;
    private static final int TEXT_CHARS_MAX = 1024;

    private final String name;
    private final byte[] publicKey;
    private final int id;

    /** The key of these 32 bytes under a name, best a URL without a scheme and equal to the log's origin. */
    public NoteKey(String name, byte[] publicKey) {
        Check.argument(NoteText.isKeyName(name), "name", "a key name has no spaces, no plus and is not empty");
        Check.argument(
                publicKey.length == NodeKey.PUBLIC_KEY_BYTES,
                "public_key",
                "an Ed25519 key has 32 bytes, got " + publicKey.length);
        this.name = name;
        this.publicKey = publicKey.clone();
        byte[] start = new Sha256()
                .add(name.getBytes(UTF_8))
                .add('\n')
                .add(ED25519)
                .add(publicKey)
                .finish()
                .toBytes();
        this.id = ByteBuffer.wrap(start).getInt();
    }

    /** Reads the form of {@link #toString()}. */
    public static NoteKey parse(String text) {
        int idEnd = text.indexOf('+', text.indexOf('+') + 1);
        int idStart = text.indexOf('+') + 1;
        boolean shaped = text.length() <= TEXT_CHARS_MAX && idStart > 1 && idEnd == idStart + ID_DIGITS;
        if (!shaped || !NoteText.isKeyName(text.substring(0, idStart - 1))) {
            throw malformed("not name+id+key");
        }
        byte[] typed = NoteText.base64(text.substring(idEnd + 1), "");
        if (typed.length != 1 + NodeKey.PUBLIC_KEY_BYTES || typed[0] != ED25519) {
            throw malformed("not an Ed25519 key of 32 bytes");
        }
        NoteKey key = new NoteKey(text.substring(0, idStart - 1), Arrays.copyOfRange(typed, 1, typed.length));
        if (!key.toString().equals(text)) {
            throw malformed("the key has another id than its text says");
        }
        return key;
    }

    /** The key's name. */
    public String name() {
        return name;
    }

    /** The first four bytes of SHA-256(name, newline, 0x01, public key). Tells keys apart, proves nothing. */
    public int id() {
        return id;
    }

    /** A copy of the public key. */
    public byte[] publicKey() {
        return publicKey.clone();
    }

    /** Checks a signature; throws {@link CairnException.ProofInvalid} where it does not hold. */
    void verify(byte[] text, byte[] signature) {
        NodeKey.verify(publicKey, text, signature);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteKey key && name.equals(key.name) && Arrays.equals(publicKey, key.publicKey);
    }

    @Override
    public int hashCode() {
        return id;
    }

    /** The key as the one line {@code name+id+key} that tools for transparency logs read. */
    @Override
    public String toString() {
        byte[] typed = new byte[1 + publicKey.length];
        typed[0] = ED25519;
        System.arraycopy(publicKey, 0, typed, 1, publicKey.length);
        return name + "+" + HexFormat.of().toHexDigits(id) + "+"
                + Base64.getEncoder().encodeToString(typed);
    }

    private static CairnException malformed(String what) {
        return new CairnException.Incorrect("note-key-malformed", what);
    }
}
