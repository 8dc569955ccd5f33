package io.cairn.engine.verify;

import io.cairn.engine.log.Checkpoint;
import io.cairn.engine.log.Header;
import io.cairn.engine.log.NoteKey;
import io.cairn.engine.log.SignedCheckpoint;
import io.cairn.engine.model.CairnException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * A header that a replica has signed: its bytes and a signed checkpoint that names them.
 *
 * <p>The checkpoint's origin is {@code cairn/<network>/<database>}, its size and root are those of the entry log, and
 * its only extension line is {@code block <height> <header hash>}. The signer's name is {@code cairn/} and the first
 * 16 digits of its key.
 */
public record HeaderProof(byte[] header, String checkpoint) {
    private static final int NAME_DIGITS = 16;

    /** The key under which a node signs notes. */
    public static NoteKey noteKey(byte[] publicKey) {
        return new NoteKey("cairn/" + HexFormat.of().formatHex(publicKey).substring(0, NAME_DIGITS), publicKey);
    }

    /** What a node signs for a header. */
    public static Checkpoint checkpoint(String network, Header header) {
        return new Checkpoint(
                origin(network, header.database()),
                header.logSize(),
                header.logRoot(),
                List.of("block " + header.height() + " " + header.hash().hex()));
    }

    private static String origin(String network, String database) {
        return "cairn/" + network + "/" + database;
    }

    /** The header, once {@code nodeKey} is seen to have signed it; {@code header-mismatch} where it signed another. */
    public Header verify(byte[] nodeKey) {
        Checkpoint signed = SignedCheckpoint.parse(checkpoint.getBytes(StandardCharsets.UTF_8))
                .verify(noteKey(nodeKey));
        Header decoded = Header.decode(header);
        String line = "block " + decoded.height() + " " + Header.hash(header).hex();
        boolean fits = signed.size() == decoded.logSize()
                && signed.root().equals(decoded.logRoot())
                && signed.extensions().equals(List.of(line))
                && signed.origin().startsWith("cairn/")
                && signed.origin().endsWith("/" + decoded.database());
        if (!fits) {
            throw new CairnException.ProofInvalid(
                    "header-mismatch", "checkpoint", "the signed checkpoint does not speak of this header");
        }
        return decoded;
    }

    /** The network in the checkpoint's origin; only of a verified proof. */
    public String network() {
        String origin = SignedCheckpoint.parse(checkpoint.getBytes(StandardCharsets.UTF_8))
                .checkpoint()
                .origin();
        return origin.substring("cairn/".length(), origin.lastIndexOf('/'));
    }
}
