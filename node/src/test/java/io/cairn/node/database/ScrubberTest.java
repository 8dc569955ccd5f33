package io.cairn.node.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.log.JournalRecord;
import io.cairn.engine.log.RecordKind;
import io.cairn.node.http.LogWatch;
import io.cairn.node.journal.Journal;
import io.cairn.node.journal.JournalLimits;
import io.cairn.node.journal.RealDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damage in segments that nobody reads is found all the same. */
class ScrubberTest {
    private static final JournalLimits SMALL = new JournalLimits(600, 100, 300, 200);
    private static final int STEPS = 100;

    @TempDir
    Path folder;

    private Journal journal(String name) {
        Journal journal = Journal.open(RealDisk.INSTANCE, folder.resolve(name), name, SMALL);
        for (int i = 1; i <= 60; i++) {
            journal.append(List.of(new JournalRecord(0, i, RecordKind.NO_OP, new byte[40])));
        }
        return journal;
    }

    private List<Path> segments(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            return files.filter(file -> file.toString().endsWith(".seg"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void findsAChangedByteInAnyFullSegmentOfAnyJournal() throws IOException {
        TreeMap<String, Journal> journals = new TreeMap<>();
        try (Journal first = journal("a");
                Journal second = journal("b")) {
            journals.put("a", first);
            journals.put("b", second);
            Scrubber scrubber = new Scrubber(() -> journals);
            assertThat(damage(scrubber)).isZero();
            List<Path> segments = segments("b");
            assertThat(segments).hasSizeGreaterThan(4);
            for (Path segment : segments.subList(0, segments.size() - 1)) {
                byte[] good = Files.readAllBytes(segment);
                for (int at : new int[] {5, good.length / 2, good.length - 1}) {
                    byte[] bad = good.clone();
                    bad[at] ^= 1;
                    Files.write(segment, bad);
                    assertThat(damage(scrubber)).as("%s byte %d", segment, at).isPositive();
                }
                Files.write(segment, good);
            }
            assertThat(damage(scrubber)).isZero();
        }
        try (LogWatch log = new LogWatch()) {
            new Scrubber(() -> journals).step();
            assertThat(log.records()).isEmpty();
        }
    }

    @Test
    void hasNothingToDoWithoutJournals() {
        TreeMap<String, Journal> none = new TreeMap<>();
        assertThat(damage(new Scrubber(() -> none))).isZero();
    }

    /** How often damage is told while everything is read more than once. */
    private static int damage(Scrubber scrubber) {
        try (LogWatch log = new LogWatch()) {
            for (int i = 0; i < STEPS; i++) {
                scrubber.step();
            }
            return log.events("journal-damaged").size();
        }
    }
}
