package io.cairn.node.cli;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.node.config.NodeFolder;
import io.cairn.node.journal.Damage;
import io.cairn.node.journal.JournalCheck;
import io.cairn.node.journal.RealDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads every byte of the journals of a node that is not running. Changes nothing. */
final class JournalDoctor {
    private JournalDoctor() {}

    /**
     * What was found.
     *
     * @param damage database, file, offset and reason of the first damage in each journal; {@code maybeTorn} where the
     *     node was killed and opening the journal may cut it away
     */
    record Found(int journals, long bytes, List<Value> damage) {
        static final Found NONE = new Found(0, 0, List.of());
    }

    static Found read(Path data) throws IOException {
        Path databases = data.resolve("databases");
        if (!Files.isDirectory(databases)) {
            throw new CairnException.NotFound("folder-not-found", "there are no databases in " + data);
        }
        int journals = 0;
        long bytes = 0;
        List<Value> damage = new ArrayList<>();
        try (NodeFolder _ = NodeFolder.open(data, "");
                Stream<Path> folders = Files.list(databases)) {
            for (Path folder : folders.sorted().toList()) {
                JournalCheck.Report report = JournalCheck.verify(RealDisk.INSTANCE, folder.resolve("journal"));
                journals++;
                bytes += report.bytes();
                report.damage().ifPresent(found -> damage.add(shape(folder, report, found)));
            }
        }
        return new Found(journals, bytes, damage);
    }

    private static Value shape(Path folder, JournalCheck.Report report, Damage found) {
        return Value.Document.builder()
                .put("database", folder.getFileName().toString())
                .put("file", found.file().toString())
                .put("offset", found.offset())
                .put("reason", found.reason())
                .put("maybeTorn", Value.of(!report.closed()))
                .build();
    }
}
