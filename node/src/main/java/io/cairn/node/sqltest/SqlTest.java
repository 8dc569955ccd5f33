package io.cairn.node.sqltest;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Runs sqllogictest scripts. */
public final class SqlTest {
    private final SqlTestSettings settings;
    private final LongConsumer progress;
    private final AtomicLong done = new AtomicLong();

    /**
     * Prepares a run.
     *
     * @param progress is told how many records were run, by any thread
     */
    public SqlTest(SqlTestSettings settings, LongConsumer progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Runs the scripts under some paths. A seed other than 0 shuffles them, so that a limit takes some of everywhere.
     *
     * @throws io.cairn.engine.model.CairnException.NotFound {@code file-not-found} where there is nothing to run
     * @throws io.cairn.engine.model.CairnException.Incorrect {@code sqltest-malformed} where a script is none
     */
    public Tally run(List<Path> paths) throws IOException, InterruptedException {
        try (Scripts scripts = Scripts.find(paths);
                ExecutorService threads = Executors.newFixedThreadPool(settings.threads())) {
            List<Path> files = new ArrayList<>(scripts.files());
            if (settings.seed() != 0) {
                Collections.shuffle(files, new Random(settings.seed()));
            }
            List<Future<Tally>> runs = new ArrayList<>();
            for (Path file : files) {
                runs.add(threads.submit(() -> run(file)));
            }
            Tally sum = new Tally(settings.keptMax());
            for (Future<Tally> run : runs) {
                sum.add(of(run));
            }
            return sum;
        }
    }

    private Tally run(Path file) throws IOException {
        Tally tally = new Tally(settings.keptMax());
        if (done.get() >= settings.limit()) {
            return tally;
        }
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            ScriptReader reader = new ScriptReader(in, file.toString(), settings.engine());
            new ScriptRun(file.toString(), reader, settings, tally).run();
        }
        progress.accept(done.addAndGet(tally.records()));
        return tally;
    }

    private static Tally of(Future<Tally> run) throws IOException, InterruptedException {
        try {
            return run.get();
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case RuntimeException known -> throw known;
                case IOException unreadable -> throw unreadable;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(failed);
            }
        }
    }
}
