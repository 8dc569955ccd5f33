package io.cairn.node.journal;

import io.cairn.engine.model.CairnException;
import java.nio.file.Path;

/**
 * Where stored bytes are not what was written.
 *
 * @param file the damaged file
 * @param offset where in it, in bytes
 * @param reason what is wrong there
 */
public record Damage(Path file, long offset, String reason) {
    /** The failure to report when {@code index} was to be read. */
    CairnException.Corrupt whileReading(long index) {
        return new CairnException.Corrupt(
                "journal-corrupt",
                file.toString(),
                file + " is damaged at offset " + offset + ", where record " + index + " was expected: " + reason);
    }

    /** The failure to report when no record in particular is concerned. */
    CairnException.Corrupt asFailure() {
        return new CairnException.Corrupt(
                "journal-corrupt", file.toString(), file + " is damaged at offset " + offset + ": " + reason);
    }
}
