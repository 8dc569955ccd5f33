package io.cairn.node.database;

import io.cairn.engine.log.CompactRange;
import io.cairn.engine.log.Control;
import io.cairn.engine.log.Header;
import io.cairn.engine.log.JournalRecord;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.log.RecordKind;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.rule.RuleTranscript;
import io.cairn.engine.state.EngineVersions;
import io.cairn.engine.state.StateMachine;
import io.cairn.engine.state.TraceOf;
import io.cairn.engine.tree.MemoryPageStore;
import io.cairn.engine.tree.StateTree;
import io.cairn.node.journal.Journal;
import io.cairn.node.journal.RecordCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What every line of the rules did to a mutation: found out by carrying its block out once more, as far as its entry, on the
 * state before the block. Nothing of that is kept.
 *
 * @param height of the block
 * @param outcome of the mutation, the same as in its receipt
 * @param runs the rules that ran, as {@link RuleTranscript} has them
 * @param isCut whether there was more than is told
 */
public record RuleExplanation(long height, Outcome outcome, Value.Array runs, boolean isCut) {
    /**
     * Carries a block out once more.
     *
     * @param before the block before it; null where there is none
     * @param log the log of the entries before it
     * @param wanted the outcome that is explained
     * @throws CairnException.NotFound {@code block-not-retained} where the state before the block is no longer kept
     */
    static RuleExplanation of(
            Journal journal, StateTree tree, @Nullable Snapshot before, CompactRange log, Outcome wanted) {
        RuleTranscript transcript = new RuleTranscript();
        StateMachine machine =
                machine(journal, tree, before, log, new TraceOf(wanted.sequence(), wanted.index(), transcript));
        long height = machine.openHeight();
        List<JournalRecord> records =
                records(journal, before == null ? 2 : before.block().journalIndex() + 1, wanted.sequence());
        List<Pending> applied;
        try {
            applied = Recovery.apply(machine, records);
        } catch (CairnException.Corrupt missing) {
            throw before == null ? missing : before.explain(missing);
        }
        for (Pending pending : applied) {
            Fate fate = pending.fate();
            for (Outcome outcome : fate == null ? List.<Outcome>of() : fate.outcomes()) {
                if (Arrays.equals(outcome.encode(), wanted.encode())) {
                    return new RuleExplanation(height, outcome, transcript.runs(), transcript.isCut());
                }
            }
        }
        throw new CairnException.Corrupt(
                "store-corrupt", "blocks", "entry " + wanted.sequence() + " comes to another outcome than is stored");
    }

    private static StateMachine machine(
            Journal journal, StateTree tree, @Nullable Snapshot before, CompactRange log, TraceOf traced) {
        Control.Genesis genesis = Recovery.genesis(journal);
        EngineVersions versions = EngineVersions.released();
        if (before == null) {
            StateTree empty = new StateTree(new MemoryPageStore(), 1);
            StateMachine.Position start = new StateMachine.Position(log, 0, 0, genesis.engineVersion());
            return new StateMachine(versions, genesis, empty.view(empty.empty()), start, traced);
        }
        Header header = before.header();
        StateMachine.Position position = new StateMachine.Position(
                log, header.height(), header.timeMillis(), before.block().nextEngineVersion());
        return new StateMachine(versions, genesis, tree.view(before.root()), position, traced);
    }

    /** The records of a block up to an entry; a quarantine may stand behind the entry that it is about. */
    private static List<JournalRecord> records(Journal journal, long from, long sequence) {
        List<JournalRecord> records = new ArrayList<>();
        try (RecordCursor cursor = journal.readFrom(from)) {
            Optional<JournalRecord> next = cursor.next();
            while (next.isPresent() && next.get().kind() != RecordKind.SEAL) {
                if (next.get().kind() != RecordKind.ENTRY || Recovery.sequence(next.get()) <= sequence) {
                    records.add(next.get());
                }
                next = cursor.next();
            }
        }
        return records;
    }
}
