package io.cairn.engine.audit;

import io.cairn.engine.log.Control;
import io.cairn.engine.log.Entry;
import io.cairn.engine.log.Header;
import io.cairn.engine.log.JournalRecord;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.log.RecordKind;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.mutation.Submission;
import io.cairn.engine.state.EngineVersions;
import io.cairn.engine.state.SealedBlock;
import io.cairn.engine.state.StateMachine;
import io.cairn.engine.tree.Edits;
import io.cairn.engine.tree.MemoryPageStore;
import io.cairn.engine.tree.Merge;
import io.cairn.engine.tree.StateTree;
import io.cairn.engine.tree.TreeRoot;
import io.cairn.engine.view.MapView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Replays the records of one journal, in order, into an empty tree in memory.
 *
 * <p>The headers that come out are a pure function of the records: compare them with those a node has signed. What
 * does not fit — a gap, a seal out of turn, a record of an unknown kind — is {@code journal-invalid}.
 */
public final class Audit {
    private final EngineVersions versions;
    private final List<JournalRecord> block = new ArrayList<>();
    private final List<Submission> submissions = new ArrayList<>();
    private final MemoryPageStore pages = new MemoryPageStore();
    private final StateTree tree = new StateTree(pages, 1);
    private TreeRoot root;
    private Hash previous = Hash.ZERO;
    private @Nullable StateMachine machine;
    private @Nullable Header head;
    private long nextIndex = 1;
    private long entries;
    private long refused;

    /** An audit that has seen nothing. */
    public Audit(EngineVersions versions) {
        this.versions = versions;
        this.root = tree.empty();
    }

    /** Takes the next record; {@code submission} is its parsed payload where it is an entry, else null. */
    public void accept(JournalRecord record, @Nullable Submission submission) {
        if (record.index() != nextIndex++) {
            throw invalid(record, "expected record " + (nextIndex - 1));
        }
        if (machine == null) {
            machine = begin(record);
            return;
        }
        if (record.kind() == RecordKind.ENTRY) {
            block.add(record);
            submissions.add(submission == null ? submission(record) : submission);
            return;
        }
        switch (record.kind()) {
            case SEAL -> close(machine, record);
            case QUARANTINE -> machine.quarantine((Control.Quarantine) Control.decode(record.kind(), record.payload()));
            case ENGINE_VERSION ->
                machine.switchEngine((Control.EngineSwitch) Control.decode(record.kind(), record.payload()));
            case NO_OP -> {}
            case CONFIG, ENTRY, FOREIGN_FACT -> throw invalid(record, "a record of kind " + record.kind());
        }
    }

    /** The checked payload of an entry record; may be called on any thread. */
    public static Submission submission(JournalRecord record) {
        return Submission.ofEntry(Entry.decode(record.payload()).payload());
    }

    private StateMachine begin(JournalRecord record) {
        if (record.kind() == RecordKind.CONFIG
                && Control.decode(record.kind(), record.payload()) instanceof Control.Genesis genesis) {
            return new StateMachine(versions, genesis, tree.view(root));
        }
        throw invalid(record, "a journal begins with a genesis record");
    }

    private void close(StateMachine running, JournalRecord record) {
        for (int i = 0; i < block.size(); i++) {
            byte[] encoded = block.get(i).payload();
            Entry entry = Entry.decode(encoded);
            if (entry.sequence() != running.nextSequence() || entry.timeMillis() < running.lastTimeMillis()) {
                throw invalid(block.get(i), "an entry is out of order");
            }
            for (Outcome outcome : running.apply(entry, encoded, submissions.get(i))) {
                entries++;
                refused += outcome.isOk() ? 0 : 1;
            }
        }
        block.clear();
        submissions.clear();
        Control.Seal seal = (Control.Seal) Control.decode(record.kind(), record.payload());
        if (seal.height() != running.openHeight() || seal.timeMillis() < running.lastTimeMillis()) {
            throw invalid(record, "a seal is out of order");
        }
        SealedBlock sealed = running.seal(seal);
        Merge merge = tree.merge(root, edits(sealed));
        root = merge.root();
        Header header = sealed.header(previous, root.hash());
        running.rebase(sealed, tree.view(root));
        for (long page : merge.replacedPages()) {
            pages.delete(page);
        }
        previous = header.hash();
        head = header;
    }

    private static Edits edits(SealedBlock sealed) {
        Edits.Builder builder = Edits.builder();
        sealed.edits().forEach(builder::edit);
        return builder.build();
    }

    private static CairnException invalid(JournalRecord record, String what) {
        return new CairnException.ProofInvalid(
                "journal-invalid", "journal/" + record.index(), "record " + record.index() + ": " + what);
    }

    /** The newest header made so far, or null before the first seal. */
    public @Nullable Header head() {
        return head;
    }

    /** Mutations replayed into sealed blocks. */
    public long mutations() {
        return entries;
    }

    /** Of these, how many were refused. */
    public long refused() {
        return refused;
    }

    /** Entries after the last seal, which belong to no block yet. */
    public int unsealed() {
        return block.size();
    }

    /** The state after the newest block. */
    public MapView state() {
        return tree.view(root);
    }
}
