package io.cairn.node.cli;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A file with a node's public key: 64 lower-case hexadecimal digits and a newline, nothing else. */
final class NodeKeyFile {
    private static final int BYTES = 65;

    private NodeKeyFile() {}

    /** The 64 digits; {@code node-key-malformed} as a failed proof, because a damaged key proves nothing. */
    static String read(Terminal terminal, Path file) {
        String text = new String(terminal.file(file, 4096), StandardCharsets.ISO_8859_1);
        try {
            if (text.length() == BYTES && text.endsWith("\n")) {
                return Hash.parse(text.substring(0, BYTES - 1)).hex();
            }
        } catch (CairnException.Incorrect malformed) {
            throw malformed(file);
        }
        throw malformed(file);
    }

    private static CairnException malformed(Path file) {
        return new CairnException.ProofInvalid(
                "node-key-malformed",
                file.toString(),
                file + " is no node key: it must hold 64 lower-case hexadecimal digits and a newline");
    }
}
