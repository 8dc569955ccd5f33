package io.cairn.engine.verify;

import io.cairn.engine.log.ConsistencyProof;
import io.cairn.engine.log.Entry;
import io.cairn.engine.log.Header;
import io.cairn.engine.log.InclusionProof;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.sql.SqlPast;
import io.cairn.engine.sql.SqlTarget;
import io.cairn.engine.view.MapView;
import io.cairn.engine.witness.ProvenHeader;
import io.cairn.engine.witness.WitnessDiff;
import io.cairn.engine.witness.WitnessPages;
import io.cairn.engine.witness.WitnessView;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The blocks, entries and pages of an answer in SQL, each checked before it is used; remembers which were. */
final class SqlVerifier implements SqlPast {
    private final SqlAnswer answer;
    private final ProvenHeader main;
    private final WitnessPages pages;
    private final TreeMap<Long, Header> blocks = new TreeMap<>();
    private final TreeMap<Long, Entry> entries = new TreeMap<>();
    private final Map<Long, WitnessView> states = new TreeMap<>();
    private final Set<Long> usedBlocks = new TreeSet<>();
    private final Set<Long> usedEntries = new TreeSet<>();

    /** Checks that all blocks are signed, of one history with the answer's block, and that the entries are in its log. */
    SqlVerifier(SqlAnswer.Archive archive, ProvenHeader main, SqlAnswer.Headers headers) {
        this.answer = archive.answer();
        this.main = main;
        this.pages = WitnessPages.of(archive.pages());
        for (SignedBlock block : answer.blocks()) {
            ProvenHeader proven = headers.proven(block.header(), block.checkpoint());
            proven.requireDatabase(main.header().database());
            requireLinked(proven, block);
            requireAscending(
                    blocks.isEmpty() || blocks.lastKey() < proven.header().height(), "blocks");
            blocks.put(proven.header().height(), proven.header());
        }
        for (LoggedEntry logged : answer.entries()) {
            Entry entry = Entry.decode(logged.entry());
            requireAscending(entries.isEmpty() || entries.lastKey() < entry.sequence(), "entries");
            new InclusionProof(entry.sequence() - 1, main.header().logSize(), logged.proof())
                    .verify(Entry.leafHash(logged.entry()), main.header().logRoot());
            entries.put(entry.sequence(), entry);
        }
    }

    private void requireLinked(ProvenHeader other, SignedBlock block) {
        Header own = main.header();
        Header header = other.header();
        boolean sameNetwork = other.network().equals(main.network());
        boolean inOrder = header.height() < own.height()
                ? header.logSize() <= own.logSize()
                : header.height() > own.height() && header.logSize() >= own.logSize();
        if (!sameNetwork || !inOrder) {
            throw notOfThisHistory(header);
        }
        if (header.height() == own.height() + 1 && !header.previous().equals(main.hash())
                || header.height() == own.height() - 1 && !own.previous().equals(other.hash())) {
            throw notOfThisHistory(header);
        }
        if (header.logSize() == own.logSize()) {
            if (!block.proof().isEmpty() || !header.logRoot().equals(own.logRoot())) {
                throw notOfThisHistory(header);
            }
            return;
        }
        boolean isOlder = header.logSize() < own.logSize();
        Header older = isOlder ? header : own;
        Header newer = isOlder ? own : header;
        new ConsistencyProof(older.logSize(), newer.logSize(), block.proof()).verify(older.logRoot(), newer.logRoot());
    }

    private static CairnException notOfThisHistory(Header header) {
        return new CairnException.ProofInvalid(
                "answer-wrong", "blocks", "block " + header.height() + " is not of one history with the answer's");
    }

    private static void requireAscending(boolean ascends, String what) {
        if (!ascends) {
            throw Answer.malformed("the " + what + " do not ascend");
        }
    }

    /**
     * Refuses an answer that is of another block than the statement names.
     *
     * @return whether the block has to be the newest that there is
     */
    boolean requireBlock(SqlTarget target) {
        Header header = main.header();
        if ((target instanceof SqlTarget.History) == (answer.oldest() == 0)) {
            throw Answer.malformed("histories and nothing else say how far back they reach");
        }
        return switch (target) {
            case SqlTarget.Asked _, SqlTarget.History _, SqlTarget.Reads _ -> true;
            case SqlTarget.Block(long height) -> require(header.height() == height, "of block " + height);
            case SqlTarget.Difference difference ->
                require(header.height() == difference.to(), "of block " + difference.to());
            case SqlTarget.Time(long millis) -> {
                Header behind = blocks.get(header.height() + 1);
                require(header.timeMillis() <= millis, "of a time so early");
                if (behind == null) {
                    yield true;
                }
                usedBlocks.add(behind.height());
                yield require(behind.timeMillis() > millis, "of the newest block not after that time");
            }
        };
    }

    private static boolean require(boolean holds, String wanted) {
        if (!holds) {
            throw new CairnException.ProofInvalid("answer-wrong", "header", "the answer is not " + wanted);
        }
        return false;
    }

    @Override
    public boolean isKept(long height) {
        return height >= answer.oldest();
    }

    @Override
    public MapView state(long height) {
        return states.computeIfAbsent(height, this::view);
    }

    private WitnessView view(long height) {
        return new WitnessView(header(height).stateRoot(), pages);
    }

    private Header header(long height) {
        if (height == main.header().height()) {
            return main.header();
        }
        Header other = blocks.get(height);
        if (other == null) {
            throw new CairnException.ProofInvalid("answer-wrong", "blocks", "the answer lacks block " + height);
        }
        usedBlocks.add(height);
        return other;
    }

    @Override
    public Author author(long sequence, int index) {
        return Authors.of(entry(sequence), index);
    }

    @Override
    public Asked asked(long sequence, int index) {
        return Authors.asked(entry(sequence), index);
    }

    private Entry entry(long sequence) {
        Entry entry = entries.get(sequence);
        if (entry == null) {
            throw new CairnException.ProofInvalid("answer-wrong", "entries", "the answer lacks entry " + sequence);
        }
        usedEntries.add(sequence);
        return entry;
    }

    @Override
    public void differences(long from, long to, byte[] low, byte[] high, Difference visitor) {
        new WitnessDiff(header(from).stateRoot(), header(to).stateRoot(), pages, low, high).run(visitor::differs);
    }

    /** Refuses pages, blocks and entries that the answer did not need. */
    void requireAllUsed() {
        pages.requireAllUsed();
        if (usedBlocks.size() != blocks.size() || usedEntries.size() != entries.size()) {
            throw new CairnException.ProofInvalid(
                    "answer-wrong", "blocks", "the answer does not need all its blocks and entries");
        }
    }
}
