package io.cairn.node.bench;

import io.cairn.engine.model.CairnException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What to measure.
 *
 * @param folder an empty folder on the disk to measure
 * @param seed what documents, keys and choices are made from
 * @param only names of workloads; empty for all
 * @param seconds how long each load is measured, after a fifth of it to warm up
 * @param scale how many records to prepare, as a part of the standard number; 1 for the published figures
 * @param postgres whether to measure PostgreSQL beside it, where it is installed
 * @param progress where to say what goes on
 */
public record BenchSettings(
        Path folder, long seed, Set<String> only, int seconds, double scale, boolean postgres, PrintStream progress) {
    /** Every workload of {@code cairn bench}. */
    public static final List<String> NAMES = List.of(
            "signed-write",
            "signed-batch-100",
            "point-read",
            "verified-read",
            "range-100-verified",
            "tree-append",
            "tree-update-10k",
            "tree-update-1k",
            "tree-get",
            "cold-start",
            "idle-memory",
            "disk-per-byte",
            "replay");

    /** Checks ranges. */
    public BenchSettings {
        only = Set.copyOf(only);
        if (seconds < 1 || seconds > 600 || !(scale > 0 && scale <= 10)) {
            throw new CairnException.Incorrect(
                    "bench-settings-invalid", "seconds", "seconds go from 1 to 600 and scale from above 0 to 10");
        }
    }

    /** Refuses to measure what is none of these. */
    void requireOnly(List<String> known) {
        for (String name : only) {
            if (!known.contains(name)) {
                throw new CairnException.Incorrect(
                        "bench-unknown", "only", name + " is no workload; there are " + String.join(", ", known));
            }
        }
    }

    /** Whether a workload is to be measured. */
    boolean wants(String name) {
        return only.isEmpty() || only.contains(name);
    }

    /** A standard count, scaled; at least {@code least}. */
    int scaled(int standard, int least) {
        return (int) Math.max(least, standard * scale);
    }

    void say(String line) {
        progress.println(line);
        progress.flush();
    }
}
