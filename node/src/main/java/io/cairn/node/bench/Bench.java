package io.cairn.node.bench;

import io.cairn.engine.model.CairnException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs the benchmarks. */
public final class Bench {
    private Bench() {}

    /** Measures what the settings ask for, one workload after the other. Leaves its files in the folder. */
    public static BenchReport run(BenchSettings settings) {
        settings.requireOnly(BenchSettings.NAMES);
        settings.say("calibrating");
        double load = Machine.load();
        Calibration before = Calibration.run(settings.seconds());
        List<BenchResult> results = new ArrayList<>();
        try {
            if (wantsAny(settings, "signed-", "point-", "verified-", "range-", "cold-", "disk-", "replay")) {
                settings.say("node");
                results.addAll(ServedWorkloads.run(settings));
            }
            if (settings.wants("idle-memory")) {
                results.addAll(new NodeFigures(settings).idleMemory());
            }
            if (wantsAny(settings, "tree-")) {
                settings.say("tree");
                results.addAll(TreeWorkloads.run(settings));
            }
        } catch (IOException e) {
            throw new CairnException.Unavailable("bench-failed", "the benchmark failed: " + e.getMessage(), e);
        }
        settings.say("calibrating again");
        return new BenchReport(results, before, Calibration.run(settings.seconds()), load);
    }

    private static boolean wantsAny(BenchSettings settings, String... prefixes) {
        return BenchSettings.NAMES.stream()
                .filter(settings::wants)
                .anyMatch(name -> Stream.of(prefixes).anyMatch(name::startsWith));
    }

    /** Deletes a folder and all in it. */
    public static void deleteFolder(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failed) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
