package io.cairn.node.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JournalFaultTest {
    private static final int OPERATIONS = 300;
    private static final int SEEDS = Boolean.getBoolean("cairn.full") ? 2000 : 60;

    @Test
    void keepsWhatItAcknowledgedWhicheverDiskCallFails() {
        long seed = 5;
        FaultyDisk healthy = new FaultyDisk();
        JournalScript whole = new JournalScript();
        whole.run(healthy, seed, OPERATIONS);
        long calls = healthy.calls();
        assertThat(calls).isGreaterThan(OPERATIONS);
        int failed = 0;
        for (long call = 0; call < calls; call++) {
            FaultyDisk disk = new FaultyDisk();
            disk.failAt(call);
            JournalScript script = new JournalScript();
            try {
                script.run(disk, seed, OPERATIONS);
            } catch (CairnException.Unavailable e) {
                failed++;
            }
            disk.failAt(-1);
            String what = "seed " + seed + ", failing call " + call;
            SplittableRandom random = new SplittableRandom(call);
            requireKeptAndGoingOn(disk.losePower(random), script.copy(), what + ", then a loss of power");
            requireKeptAndGoingOn(disk, script, what);
            FaultyDisk later = disk.losePower(random);
            requireKeptAndGoingOn(later, script, what + ", then work, then a loss of power");
        }
        assertThat(failed).as("runs that met the failure").isGreaterThan((int) calls * 9 / 10);
    }

    @Test
    void keepsWhatItAcknowledgedThroughALossOfPower() {
        for (long seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            FaultyDisk disk = new FaultyDisk();
            disk.failAt(random.nextInt(900));
            JournalScript script = new JournalScript();
            try {
                script.run(disk, seed, OPERATIONS);
            } catch (CairnException.Unavailable e) {
                assertThat(e.code()).isIn("journal-stopped", "journal-unreadable");
            }
            FaultyDisk after = disk.losePower(random);
            requireKeptAndGoingOn(after, script, "seed " + seed);
        }
    }

    @Test
    void stopsWhenTheDiskIsFullAndLosesNothing() {
        for (long free = 0; free < 40_000; free += 397) {
            FaultyDisk disk = new FaultyDisk();
            disk.fillAfter(free);
            JournalScript script = new JournalScript();
            assertThatThrownBy(() -> script.run(disk, 9, OPERATIONS))
                    .as("free bytes " + free)
                    .isInstanceOf(CairnException.Unavailable.class)
                    .hasMessageContaining("No space left on device");
            disk.fillAfter(Long.MAX_VALUE);
            requireKeptAndGoingOn(disk, script, "free bytes " + free);
        }
    }

    @Test
    void readsOnAfterItStopped() {
        FaultyDisk disk = new FaultyDisk();
        Journal journal = JournalScript.open(disk);
        journal.append(List.of(JournalScript.text(1, "kept")));
        disk.fillAfter(0);
        assertThatThrownBy(() -> journal.append(List.of(JournalScript.text(2, "x".repeat(5000)))))
                .isInstanceOfSatisfying(CairnException.Unavailable.class, e -> {
                    assertThat(e.code()).isEqualTo("journal-stopped");
                    assertThat(e).hasMessageContaining("No space left on device");
                });
        assertThat(journal.lastIndex()).isEqualTo(1);
        assertThat(journal.read(1)).isEqualTo(JournalScript.text(1, "kept"));
        assertThatThrownBy(() -> journal.markHead(1, new byte[0]))
                .isInstanceOf(CairnException.Unavailable.class)
                .hasMessageContaining("No space left on device");
    }

    /** Opens, compares, appends one more record, closes in order and finds nothing wrong with any byte. */
    private static void requireKeptAndGoingOn(FaultyDisk disk, JournalScript script, String what) {
        try (Journal journal = JournalScript.open(disk)) {
            script.requireKept(journal, what);
            script.append(journal, new SplittableRandom(1));
            script.requireKept(journal, what);
        } catch (CairnException.Corrupt e) {
            throw new AssertionError(what + ": the journal stays shut", e);
        }
        JournalCheck.Report report = JournalCheck.verify(disk, JournalScript.FOLDER);
        assertThat(report.damage()).as(what).isEmpty();
        assertThat(report.closed()).as(what).isTrue();
    }
}
