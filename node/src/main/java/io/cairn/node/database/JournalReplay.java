package io.cairn.node.database;

import io.cairn.engine.audit.Audit;
import io.cairn.engine.log.Header;
import io.cairn.engine.log.JournalRecord;
import io.cairn.engine.log.RecordKind;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.mutation.Submission;
import io.cairn.engine.state.EngineVersions;
import io.cairn.node.journal.JournalCheck;
import io.cairn.node.journal.RealDisk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads every byte of a journal that nobody has open and replays it into an empty tree. Changes nothing.
 *
 * <p>Signatures are checked on all cores, everything else in order.
 */
public final class JournalReplay {
    private static final int BATCH = 4_096;

    private final Audit audit = new Audit(EngineVersions.released());
    private final List<JournalRecord> batch = new ArrayList<>(BATCH);
    private final TreeMap<Long, Header> headers = new TreeMap<>();
    private final LongConsumer progress;

    private JournalReplay(LongConsumer progress) {
        this.progress = progress;
    }

    /**
     * What a replay came to.
     *
     * @param head the newest block; null where the journal seals none
     * @param headers every block by height
     * @param unsealed entries after the newest block
     */
    public record Result(
            @Nullable Header head,
            TreeMap<Long, Header> headers,
            long records,
            long mutations,
            long refused,
            int unsealed) {}

    /**
     * Replays the journal in a folder; {@code journal-corrupt} where any byte of it is not as it was written, {@code
     * journal-invalid} where its records do not make a history.
     *
     * @param progress is told how many records have been replayed
     */
    public static Result run(Path folder, LongConsumer progress) {
        JournalReplay replay = new JournalReplay(progress);
        JournalCheck.Report report = JournalCheck.verify(RealDisk.INSTANCE, folder, replay::accept);
        Optional<CairnException> damage = report.damage()
                .map(found -> new CairnException.ProofInvalid(
                        "journal-corrupt",
                        found.file().toString(),
                        "damaged at byte " + found.offset() + ": " + found.reason()));
        if (damage.isPresent()) {
            throw damage.get();
        }
        replay.flush();
        return new Result(
                replay.audit.head(),
                replay.headers,
                report.records(),
                replay.audit.mutations(),
                replay.audit.refused(),
                replay.audit.unsealed());
    }

    private void accept(JournalRecord record) {
        batch.add(record);
        if (batch.size() == BATCH) {
            flush();
        }
    }

    private void flush() {
        ConcurrentHashMap<Long, Submission> submissions = new ConcurrentHashMap<>();
        batch.parallelStream()
                .filter(record -> record.kind() == RecordKind.ENTRY)
                .forEach(record -> submissions.put(record.index(), Audit.submission(record)));
        for (JournalRecord record : batch) {
            audit.accept(record, submissions.get(record.index()));
            Header head = audit.head();
            if (record.kind() == RecordKind.SEAL && head != null) {
                headers.put(head.height(), head);
            }
        }
        if (!batch.isEmpty()) {
            progress.accept(batch.getLast().index());
        }
        batch.clear();
    }
}
