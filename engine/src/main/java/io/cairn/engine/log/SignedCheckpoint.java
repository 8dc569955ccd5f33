package io.cairn.engine.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A checkpoint with the signatures of its log and of witnesses, as a C2SP signed note.
 *
 * <p>What it says must not be believed before {@link #verify} has returned it.
 *
 * @param checkpoint what is signed
 * @param signatures at least 1 and at most 64, in the order of their lines
 */
public record SignedCheckpoint(Checkpoint checkpoint, List<NoteSignature> signatures) {
    private static final int NOTE_BYTES_MAX = 1 << 20;
    private static final int SIGNATURES_MAX = 64;

    /** Refuses a note without signatures. */
    public SignedCheckpoint {
        Check.argument(
                !signatures.isEmpty() && signatures.size() <= SIGNATURES_MAX,
                "signatures",
                "a note has 1 to " + SIGNATURES_MAX + " signatures, got " + signatures.size());
        signatures = List.copyOf(signatures);
    }

    /**
     * Signs a checkpoint.
     *
     * @param signer gives the Ed25519 signature, 64 bytes, that the secret half of {@code key} makes for some bytes
     */
    public static SignedCheckpoint sign(Checkpoint checkpoint, NoteKey key, UnaryOperator<byte[]> signer) {
        return new SignedCheckpoint(checkpoint, List.of(signature(checkpoint, key, signer)));
    }

    /** This note with one signature more; {@code signer} as in {@link #sign}. */
    public SignedCheckpoint signedAlsoBy(NoteKey key, UnaryOperator<byte[]> signer) {
        List<NoteSignature> more = new ArrayList<>(signatures);
        more.add(signature(checkpoint, key, signer));
        return new SignedCheckpoint(checkpoint, more);
    }

    private static NoteSignature signature(Checkpoint checkpoint, NoteKey key, UnaryOperator<byte[]> signer) {
        byte[] signature = signer.apply(checkpoint.text().getBytes(UTF_8));
        Check.argument(
                signature.length == NodeKey.SIGNATURE_BYTES,
                "signature",
                "an Ed25519 signature has 64 bytes, got " + signature.length);
        return NoteSignature.of(key, signature);
    }

    /** The note in UTF-8. */
    public byte[] toBytes() {
        StringBuilder note = new StringBuilder(checkpoint.text()).append('\n');
        signatures.forEach(signature -> note.append(signature.line()).append('\n'));
        return note.toString().getBytes(UTF_8);
    }

    /**
     * Reads a note, without checking any signature.
     *
     * @throws CairnException.ProofInvalid {@code checkpoint-too-large} over 1 MiB, {@code checkpoint-malformed} where
     *     it is not the form that {@link #toBytes} writes
     */
    public static SignedCheckpoint parse(byte[] note) {
        if (note.length > NOTE_BYTES_MAX) {
            throw new CairnException.ProofInvalid(
                    "checkpoint-too-large", "", "a note has at most 1 MiB, got " + note.length + " bytes");
        }
        String text = NoteText.decode(note);
        int blankLine = text.lastIndexOf("\n\n");
        if (blankLine < 0) {
            throw NoteText.malformed("", "no empty line stands before the signatures");
        }
        Checkpoint checkpoint = Checkpoint.parse(text.substring(0, blankLine + 1));
        List<String> lines = NoteText.lines(text.substring(blankLine + 2));
        if (lines.isEmpty() || lines.size() > SIGNATURES_MAX) {
            throw NoteText.malformed("", "a note has 1 to " + SIGNATURES_MAX + " signatures, got " + lines.size());
        }
        List<NoteSignature> signatures = new ArrayList<>();
        for (String line : lines) {
            signatures.add(NoteSignature.parse(line, "signature/" + (signatures.size() + 1)));
        }
        return new SignedCheckpoint(checkpoint, signatures);
    }

    /**
     * The checkpoint, once {@code key} is seen to have signed it. Signatures of other keys are ignored. The caller
     * still compares the origin with the log that it asked for.
     *
     * @throws CairnException.ProofInvalid {@code checkpoint-signature-missing} where no signature names this key, or
     *     the code of the signature rule where one does and does not hold
     */
    public Checkpoint verify(NoteKey key) {
        byte[] text = checkpoint.text().getBytes(UTF_8);
        boolean signed = false;
        for (NoteSignature signature : signatures) {
            if (signature.claims(key)) {
                key.verify(text, signature.signature());
                signed = true;
            }
        }
        if (!signed) {
            throw new CairnException.ProofInvalid(
                    "checkpoint-signature-missing", "", "no signature by the key " + key.name());
        }
        return checkpoint;
    }
}
