package io.cairn.engine.verify;

import io.cairn.engine.log.Entry;
import io.cairn.engine.log.Header;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.sql.Rights;
import io.cairn.engine.sql.SqlEngine;
import io.cairn.engine.sql.SqlEngines;
import io.cairn.engine.sql.SqlPast;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.sql.SqlTarget;
import io.cairn.engine.view.MapView;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Answers a question in SQL from the blocks of a database, and keeps what the answer drew on. */
final class SqlProver implements SqlPast {
    private final SqlQuestion question;
    private final SqlBlocks blocks;
    private final Rights rights;
    private final SqlTarget target;
    private final SqlBlocks.Block block;
    private final Header header;
    private final LoadedPages pages = new LoadedPages();
    private final TreeMap<Long, SqlBlocks.Block> others = new TreeMap<>();
    private final TreeMap<Long, Entry> entries = new TreeMap<>();
    private long entryBytes;

    SqlProver(SqlQuestion question, SqlBlocks blocks, Rights rights) {
        this.rights = rights;
        this.question = question;
        this.blocks = blocks;
        this.target = question.target();
        this.block = switch (target) {
            case SqlTarget.Asked _, SqlTarget.History _, SqlTarget.Reads _ -> blocks.asked();
            case SqlTarget.Block(long height) -> blocks.at(height);
            case SqlTarget.Time(long millis) -> blocks.notAfter(millis);
            case SqlTarget.Difference difference -> blocks.at(difference.to());
        };
        this.header = Header.decode(block.header());
    }

    /** The block that the answer is of. */
    SqlBlocks.Block block() {
        return block;
    }

    /** The result, by an engine that has the catalog at hand. */
    SqlResult runKnowing(SqlEngines engines) {
        return run(engines, engines.take(block.state((_, _) -> {})));
    }

    /** The result, for somebody who has catalogs of these names. */
    SqlResult runFor(List<Hash> catalogs, SqlEngines engines) {
        return run(engines, engines.takeFor(catalogs, block.state((_, _) -> {})));
    }

    private SqlResult run(SqlEngines engines, SqlEngine engine) {
        try {
            return run(engine);
        } finally {
            engines.giveBack(engine);
        }
    }

    private SqlResult run(SqlEngine engine) {
        if (target instanceof SqlTarget.Time) {
            blocks.behind(block).ifPresent(behind -> others.put(header.height() + 1, behind));
        }
        return question.run(engine, block.state(pages), header, this, rights);
    }

    /** The archive of the answer, once it has been run. */
    byte[] archive() {
        List<SignedBlock> signed = new ArrayList<>(others.size());
        for (SqlBlocks.Block other : others.values()) {
            long size = Header.decode(other.header()).logSize();
            long own = header.logSize();
            signed.add(new SignedBlock(
                    other.header(),
                    other.checkpoint(),
                    size == own ? List.of() : blocks.consistency(Math.min(size, own), Math.max(size, own))));
        }
        List<LoggedEntry> logged = new ArrayList<>(entries.size());
        entries.forEach((sequence, entry) ->
                logged.add(new LoggedEntry(entry.encode(), blocks.inclusion(sequence, header.logSize()))));
        long oldest = target instanceof SqlTarget.History ? blocks.oldest() : 0;
        SqlAnswer answer = new SqlAnswer(question, block.header(), block.checkpoint(), oldest, signed, logged);
        return Answer.archive(SqlRecord.encode(answer), pages.byHash());
    }

    @Override
    public boolean isKept(long height) {
        return height >= blocks.oldest();
    }

    @Override
    public MapView state(long height) {
        return at(height).state(pages);
    }

    private SqlBlocks.Block at(long height) {
        if (height == header.height()) {
            return block;
        }
        SqlBlocks.Block known = others.get(height);
        if (known == null) {
            requireRoom(others.size() < SqlRecord.BLOCKS_MAX);
            known = blocks.at(height);
            others.put(height, known);
        }
        return known;
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
            entry = blocks.entry(sequence);
            entryBytes += entry.payload().length;
            requireRoom(entries.size() < SqlRecord.ENTRIES_MAX && entryBytes <= SqlRecord.ENTRY_BYTES_MAX);
            entries.put(sequence, entry);
        }
        return entry;
    }

    private static void requireRoom(boolean hasRoom) {
        if (!hasRoom) {
            throw new CairnException.Incorrect(
                    "witness-too-large",
                    "query",
                    "the proof draws on too many blocks or entries; ask for less at once");
        }
    }

    @Override
    public void differences(long from, long to, byte[] low, byte[] high, Difference visitor) {
        at(to).differences(at(from), low, high, visitor, pages);
    }
}
