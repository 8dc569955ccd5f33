package io.cairn.engine.witness;

import io.cairn.engine.log.Checkpoint;
import io.cairn.engine.log.Header;
import io.cairn.engine.log.NoteKey;
import io.cairn.engine.log.SignedCheckpoint;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * A block's header that a node has signed.
 *
 * <p>The checkpoint is a signed note whose origin is {@code cairn/<network>/<database>}, whose size and root are
 * those of the entry log, and whose one extension line is {@code block <height> <header hash>}. It carries exactly
 * one signature, by the name {@code cairn/<first 16 digits of the node's key>}, so that no byte of it is unproved.
 *
 * @param network the network's name, as the origin gives it
 * @param header the header
 * @param hash the header's hash
 */
public record ProvenHeader(String network, Header header, Hash hash) {
    private static final String ORIGIN_PREFIX = "cairn/";
    private static final int NAME_DIGITS = 16;

    /**
     * Checks a header against its checkpoint and the checkpoint against the node's key.
     *
     * @throws CairnException.ProofInvalid {@code checkpoint-mismatch} where the two do not belong together, {@code
     *     header-malformed}, or a code of the signature or the note
     */
    public static ProvenHeader verify(byte[] header, String checkpoint, byte[] nodeKey) {
        SignedCheckpoint note = SignedCheckpoint.parse(checkpoint.getBytes(StandardCharsets.UTF_8));
        Checkpoint signed = note.verify(noteKey(nodeKey));
        if (note.signatures().size() != 1) {
            throw mismatch("a node's checkpoint has one signature, this one has more");
        }
        // Only now: header bytes that nobody has signed are not worth parsing.
        Parsed parsed = parse(header);
        String block = "block " + parsed.header().height() + " " + parsed.hash().hex();
        if (!signed.extensions().equals(List.of(block))) {
            throw mismatch("the checkpoint is about another header than " + block);
        }
        String network = network(signed.origin(), parsed.header().database());
        boolean sameLog = signed.size() == parsed.header().logSize()
                && signed.root().equals(parsed.header().logRoot());
        if (!sameLog) {
            throw mismatch("the checkpoint is about another log than the header");
        }
        return new ProvenHeader(network, parsed.header(), parsed.hash());
    }

    /** The note key under which a node signs checkpoints. */
    public static NoteKey noteKey(byte[] nodeKey) {
        String digits = HexFormat.of().formatHex(nodeKey);
        return new NoteKey(ORIGIN_PREFIX + digits.substring(0, Math.min(NAME_DIGITS, digits.length())), nodeKey);
    }

    /** Refuses a header of another database with {@code database-mismatch}. */
    public void requireDatabase(String database) {
        if (!header.database().equals(database)) {
            throw new CairnException.ProofInvalid(
                    "database-mismatch",
                    "header/database",
                    "the header belongs to database " + header.database() + ", not to " + database);
        }
    }

    private record Parsed(Header header, Hash hash) {}

    private static Parsed parse(byte[] bytes) {
        try {
            return new Parsed(Header.decode(bytes), Header.hash(bytes));
        } catch (CairnException.Incorrect | CairnException.Unsupported malformed) {
            throw new CairnException.ProofInvalid("header-malformed", "header", malformed.getMessage());
        }
    }

    private static String network(String origin, String database) {
        String suffix = "/" + database;
        if (!origin.startsWith(ORIGIN_PREFIX)
                || !origin.endsWith(suffix)
                || origin.length() <= ORIGIN_PREFIX.length() + suffix.length()) {
            throw mismatch("the checkpoint is about another database than the header");
        }
        return origin.substring(ORIGIN_PREFIX.length(), origin.length() - suffix.length());
    }

    private static CairnException mismatch(String what) {
        return new CairnException.ProofInvalid("checkpoint-mismatch", "checkpoint", what);
    }
}
