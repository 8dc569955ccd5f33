package io.cairn.node.database;

import io.cairn.engine.log.Control;
import io.cairn.engine.log.JournalRecord;
import io.cairn.engine.log.RecordKind;
import io.cairn.engine.model.CairnException;
import io.cairn.node.journal.Journal;
import io.cairn.node.journal.RecordCursor;
import java.util.List;
import java.util.Optional;

/** Writes quarantine records, where replays will heed them. */
final class Quarantines {
    private Quarantines() {}

    /**
     * Appends the record; {@code quarantine-too-late} where the entry is not in the open block any more.
     *
     * @param from a record of the journal at or before the newest seal
     */
    static void append(Journal journal, long from, Control.Quarantine record) {
        if (record.sequence() == 1 || !isInOpenBlock(journal, from, record.sequence())) {
            throw new CairnException.Refused(
                    "quarantine-too-late",
                    "sequence",
                    "entry " + record.sequence() + " made the database or is in a sealed block; "
                            + "only a node whose engine carries it out can go on");
        }
        journal.append(List.of(new JournalRecord(0, journal.lastIndex() + 1, RecordKind.QUARANTINE, record.encode())));
    }

    private static boolean isInOpenBlock(Journal journal, long from, long sequence) {
        boolean found = false;
        try (RecordCursor cursor = journal.readFrom(from)) {
            for (Optional<JournalRecord> next = cursor.next(); next.isPresent(); next = cursor.next()) {
                found |= next.get().kind() == RecordKind.ENTRY && Recovery.sequence(next.get()) == sequence;
                found &= next.get().kind() != RecordKind.SEAL;
            }
        }
        return found;
    }
}
