package io.cairn.engine.log;

import io.cairn.engine.model.Check;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * One signature under a note, by a key of any kind: C2SP signed-note.
 *
 * @param keyName the name of the key
 * @param base64 the key id in four bytes, then the signature
 */
public record NoteSignature(String keyName, String base64) {
    private static final String START = "\u2014 ";
    private static final int KEY_ID_BYTES = 4;

    /** Refuses a name that no key may have and text that is not the one base64 of more than four bytes. */
    public NoteSignature {
        Check.argument(NoteText.isKeyName(keyName), "key_name", "a key name has no spaces, no plus and is not empty");
        Check.argument(
                NoteText.base64(base64, "signature").length > KEY_ID_BYTES,
                "signature",
                "a signature follows four bytes of key id");
    }

    /** A signature by the key with this name and id. */
    static NoteSignature of(NoteKey key, byte[] signature) {
        byte[] bytes = ByteBuffer.allocate(KEY_ID_BYTES + signature.length)
                .putInt(key.id())
                .put(signature)
                .array();
        return new NoteSignature(key.name(), Base64.getEncoder().encodeToString(bytes));
    }

    /** The id of the key. */
    public int keyId() {
        return ByteBuffer.wrap(Base64.getDecoder().decode(base64)).getInt();
    }

    /** The bytes of the signature. */
    public byte[] signature() {
        byte[] bytes = Base64.getDecoder().decode(base64);
        return Arrays.copyOfRange(bytes, KEY_ID_BYTES, bytes.length);
    }

    boolean claims(NoteKey key) {
        return keyName.equals(key.name()) && keyId() == key.id();
    }

    /** The line without its newline. */
    String line() {
        return START + keyName + " " + base64;
    }

    static NoteSignature parse(String line, String at) {
        int end = line.startsWith(START) ? line.indexOf(' ', START.length()) : -1;
        String name = end < 0 ? "" : line.substring(START.length(), end);
        if (!NoteText.isKeyName(name)) {
            throw NoteText.malformed(at, "not a signature: an em dash, a key name and base64, with a space between");
        }
        String base64 = line.substring(end + 1);
        if (NoteText.base64(base64, at).length <= KEY_ID_BYTES) {
            throw NoteText.malformed(at, "the signature is empty");
        }
        return new NoteSignature(name, base64);
    }
}
