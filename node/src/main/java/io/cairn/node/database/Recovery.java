package io.cairn.node.database;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.log.CompactRange;
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
import io.cairn.engine.tree.StateTree;
import io.cairn.engine.tree.TreeRoot;
import io.cairn.engine.view.MapView;
import io.cairn.node.journal.Journal;
import io.cairn.node.journal.RecordCursor;
import io.cairn.node.store.DatabaseStore;
import io.cairn.node.store.RootRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Brings a database back: from its newest stored block, then by replaying the journal after it through the same
 * state machine. A store without a block is rebuilt from the first record.
 */
final class Recovery {
    private final Journal journal;
    private final DatabaseStore store;
    private final NodeIdentity identity;
    private final NodeSettings settings;
    private final EngineVersions versions;

    Recovery(
            Journal journal,
            DatabaseStore store,
            NodeIdentity identity,
            NodeSettings settings,
            EngineVersions versions) {
        this.journal = journal;
        this.store = store;
        this.identity = identity;
        this.settings = settings;
        this.versions = versions;
    }

    /**
     * A database that is up to date with its journal.
     *
     * @param head its newest block, or empty before the first
     * @param unsealed what was applied after it
     */
    record Recovered(
            StateMachine machine, StateTree tree, BlockMaker maker, Optional<BlockRow> head, List<Pending> unsealed) {}

    Recovered run() {
        Optional<RootRecord> stored = store.root();
        if (stored.isPresent() && stored.get().journalIndex() > journal.lastIndex()) {
            throw new CairnException.Corrupt(
                    "journal-corrupt",
                    "journal",
                    "the store has applied record " + stored.get().journalIndex() + " but the journal ends at "
                            + journal.lastIndex());
        }
        Control.Genesis genesis = genesis(journal);
        return stored.map(root -> resume(genesis, root)).orElseGet(() -> start(genesis));
    }

    /** The first record of a journal. */
    static Control.Genesis genesis(Journal journal) {
        if (journal.lastIndex() >= 1) {
            JournalRecord first = journal.read(1);
            if (first.kind() == RecordKind.CONFIG
                    && Control.decode(first.kind(), first.payload()) instanceof Control.Genesis genesis) {
                return genesis;
            }
        }
        throw new CairnException.Corrupt(
                "journal-corrupt", "journal", "the journal does not begin with a genesis record");
    }

    private Recovered start(Control.Genesis genesis) {
        StateTree tree = new StateTree(store.pages(), 1);
        TreeRoot empty = tree.empty();
        StateMachine machine = new StateMachine(versions, genesis, tree.view(empty));
        BlockMaker maker = new BlockMaker(
                store,
                tree,
                identity,
                settings.retainedBlocks(),
                new BlockMaker.Start(Hash.ZERO, empty, CompactRange.EMPTY));
        return replay(machine, tree, maker, Optional.empty(), 2);
    }

    private Recovered resume(Control.Genesis genesis, RootRecord stored) {
        BlockRow row = store.block(stored.height())
                .map(BlockRow::decode)
                .orElseThrow(
                        () -> new CairnException.Corrupt("store-corrupt", "blocks", "the newest block is missing"));
        Header header = Header.decode(row.header());
        StateTree tree = new StateTree(store.pages(), row.nextPageId());
        CompactRange log = log(header);
        StateMachine.Position position =
                new StateMachine.Position(log, header.height(), header.timeMillis(), row.nextEngineVersion());
        BlockMaker maker = new BlockMaker(
                store, tree, identity, settings.retainedBlocks(), new BlockMaker.Start(header.hash(), row.root(), log));
        StateMachine machine = new StateMachine(versions, genesis, view(tree, row, maker), position);
        return replay(machine, tree, maker, Optional.of(row), row.journalIndex() + 1);
    }

    private CompactRange log(Header header) {
        CompactRange log = CompactRange.of(
                (level, index) -> store.logNode(level, index)
                        .orElseThrow(() -> new CairnException.Corrupt(
                                "store-corrupt", "log", "a hash of the entry log is missing")),
                header.logSize());
        if (!log.root().equals(header.logRoot())) {
            throw new CairnException.Corrupt("store-corrupt", "log", "the hashes of the entry log do not fit its root");
        }
        return log;
    }

    /** Replays block by block, since a quarantine record speaks of an entry before it in the same block. */
    private Recovered replay(
            StateMachine machine, StateTree tree, BlockMaker maker, Optional<BlockRow> from, long index) {
        Optional<BlockRow> head = from;
        List<JournalRecord> block = new ArrayList<>();
        try (RecordCursor cursor = journal.readFrom(index)) {
            for (Optional<JournalRecord> next = cursor.next(); next.isPresent(); next = cursor.next()) {
                block.add(next.get());
                if (next.get().kind() == RecordKind.SEAL) {
                    head = Optional.of(close(machine, tree, maker, block));
                    block.clear();
                }
            }
        }
        List<Pending> unsealed = apply(machine, block);
        return new Recovered(machine, tree, maker, head, unsealed);
    }

    private static BlockRow close(StateMachine machine, StateTree tree, BlockMaker maker, List<JournalRecord> records) {
        JournalRecord last = records.getLast();
        List<Pending> entries = apply(machine, records.subList(0, records.size() - 1));
        SealedBlock sealed = machine.seal((Control.Seal) Control.decode(last.kind(), last.payload()));
        BlockRow row = maker.make(sealed, last.index(), machine.nextEngineVersion(), entries);
        machine.rebase(sealed, view(tree, row, maker));
        return row;
    }

    /** The state after a block, for who reads it when the block is perhaps not retained any more. */
    private static MapView view(StateTree tree, BlockRow row, BlockMaker maker) {
        return new Snapshot(tree, row, maker::oldestRetained).view();
    }

    /** Applies the records of an open block. */
    static List<Pending> apply(StateMachine machine, List<JournalRecord> records) {
        TreeMap<Long, Submission> submissions = new TreeMap<>();
        for (JournalRecord record : records) {
            switch (record.kind()) {
                case QUARANTINE ->
                    machine.quarantine((Control.Quarantine) Control.decode(record.kind(), record.payload()));
                case ENGINE_VERSION ->
                    machine.switchEngine((Control.EngineSwitch) Control.decode(record.kind(), record.payload()));
                case ENTRY, SEAL, CONFIG, NO_OP, FOREIGN_FACT -> {}
            }
        }
        records.parallelStream()
                .filter(record -> record.kind() == RecordKind.ENTRY)
                .forEach(record -> {
                    Submission submission =
                            Submission.ofEntry(Entry.decode(record.payload()).payload());
                    synchronized (submissions) {
                        submissions.put(record.index(), submission);
                    }
                });
        List<Pending> applied = new ArrayList<>();
        for (JournalRecord record : records) {
            Submission submission = submissions.get(record.index());
            if (submission != null) {
                Entry entry = Entry.decode(record.payload());
                List<Outcome> outcomes = machine.apply(entry, record.payload(), submission);
                if (submission.id() != null) {
                    Pending pending = new Pending(submission);
                    pending.ordered(entry);
                    pending.applied(outcomes);
                    applied.add(pending);
                }
            }
        }
        return applied;
    }

    /** The sequence of an entry record, without parsing its mutation. */
    static long sequence(JournalRecord record) {
        ByteReader reader = new ByteReader(record.payload());
        reader.skip(1);
        return reader.u64();
    }
}
