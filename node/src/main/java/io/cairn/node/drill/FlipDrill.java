package io.cairn.node.drill;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.node.demo.Report;
import io.cairn.node.journal.JournalCheck;
import io.cairn.node.journal.RealDisk;
import io.cairn.node.load.Deadline;
import io.cairn.node.load.LoadConnection;
import io.cairn.node.load.NodeRunner;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Flips single bits in the files of a stopped node and starts it again: whatever the node then says must be what it
 * said before, or an error.
 *
 * <p>Every round flips one bit in the journal of each of many small databases, and in every other round one in the
 * page store they share. A flip counts as detected when checking the journal names it, when the node reports it or
 * refuses to start, or when the page store was rebuilt or repaired so that every answer is as before; it counts as
 * served when any answer differs. Where the node hangs, or stops while it answers, nothing of that round is detected.
 */
public final class FlipDrill {
    private static final int DATABASES_MAX = 100;
    private static final int WRITES = 6;
    private static final int ROUND_SECONDS_MAX = 120;

    private final Path folder;
    private final Report report;
    private final SplittableRandom random;
    private int flips;
    private int detected;
    private int served;

    /** A drill in an empty folder. */
    public FlipDrill(Path folder, Report report, long seed) {
        this.folder = folder;
        this.report = report;
        this.random = new SplittableRandom(seed);
    }

    /** Runs at least {@code wanted} flips; keys flips, detected, served. */
    public Value.Document run(int wanted) throws IOException {
        Path original = folder.resolve("original");
        TreeMap<String, List<String>> expected = prepare(original, Math.clamp(wanted, 1, DATABASES_MAX));
        for (int round = 1; flips < wanted; round++) {
            Path copy = folder.resolve("node");
            deleteAll(copy);
            copyAll(original, copy);
            round(copy, expected, round);
            report.say("round %d: %d flips, %d detected, %d served", round, flips, detected, served);
        }
        report.check(served == 0, "no damaged byte was ever served");
        report.check(detected == flips, "every flip was detected");
        return Value.Document.builder()
                .put("flips", flips)
                .put("detected", detected)
                .put("served", served)
                .build();
    }

    private TreeMap<String, List<String>> prepare(Path data, int databases) throws IOException {
        report.say("making %d databases", databases);
        TreeMap<String, List<String>> expected = new TreeMap<>();
        try (NodeRunner node = NodeRunner.start(data, List.of("--block-millis-max", "5"));
                LoadConnection connection = LoadConnection.open(node)) {
            for (int i = 0; i < databases; i++) {
                Ledger ledger = Ledger.create(node, random);
                for (int w = 0; w < WRITES; w++) {
                    ledger.write(connection);
                }
                connection.exchange(
                        connection.get("/v1/databases/" + ledger.database() + "/blocks/head?after=" + (WRITES + 2)));
                expected.put(ledger.database(), read(connection, ledger.database()));
            }
        }
        return expected;
    }

    /** Everything that a database says of itself. */
    private static List<String> read(LoadConnection connection, String database) throws IOException {
        String base = "/v1/databases/" + database;
        List<String> answers = new ArrayList<>();
        answers.add(body(connection, base));
        answers.add(body(connection, base + "/blocks/head"));
        answers.add(body(connection, base + "/collections/drill/documents"));
        for (int sequence = 1; sequence <= WRITES + 2; sequence++) {
            answers.add(body(connection, base + "/entries/" + sequence));
        }
        return answers;
    }

    private static String body(LoadConnection connection, String path) throws IOException {
        LoadConnection.Answer answer = connection.exchange(connection.get(path));
        return answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8);
    }

    private void round(Path data, TreeMap<String, List<String>> expected, int round) throws IOException {
        TreeMap<String, Boolean> named = new TreeMap<>();
        for (String database : expected.keySet()) {
            Path journal = data.resolve("databases").resolve(database).resolve("journal");
            flip(files(journal));
            named.put(database, isNamed(journal));
        }
        boolean storeToo = round % 2 == 0;
        if (storeToo) {
            flip(files(data.resolve("store")));
        }
        flips += expected.size() + (storeToo ? 1 : 0);
        boolean storeServed = false;
        try (NodeRunner node = NodeRunner.start(data, List.of(), ROUND_SECONDS_MAX);
                Deadline _ = node.within(ROUND_SECONDS_MAX);
                LoadConnection connection = LoadConnection.open(node)) {
            int wrongs = 0;
            for (String database : expected.keySet()) {
                wrongs += isWrong(read(connection, database), expected.getOrDefault(database, List.of())) ? 1 : 0;
            }
            served += wrongs;
            storeServed = wrongs > 0;
            detected += count(named);
        } catch (IOException broken) {
            // It answered no more: nothing of this round counts as detected.
            report.say("   the node stopped or hung: %s", broken);
            return;
        } catch (CairnException.Unavailable refusedToStart) {
            if (refusedToStart.code().equals("node-start-timeout")) {
                report.say("   the node hangs: %s", refusedToStart.getMessage());
                return;
            }
            report.say("   the node refuses to start: %s", refusedToStart.getMessage());
            detected += count(named);
        }
        detected += storeToo && !storeServed ? 1 : 0;
    }

    private static int count(TreeMap<String, Boolean> named) {
        return Math.toIntExact(named.values().stream().filter(is -> is).count());
    }

    private static boolean isNamed(Path journal) {
        try {
            return JournalCheck.verify(RealDisk.INSTANCE, journal).damage().isPresent();
        } catch (CairnException refused) {
            return true;
        }
    }

    /** Whether any answer is neither as before nor an error. */
    private static boolean isWrong(List<String> answers, List<String> expected) {
        for (int i = 0; i < answers.size(); i++) {
            boolean error = answers.get(i).startsWith("5") || answers.get(i).startsWith("4");
            if (!error && !answers.get(i).equals(expected.get(i))) {
                return true;
            }
        }
        return false;
    }

    private void flip(List<Path> files) throws IOException {
        Path file = files.get(random.nextInt(files.size()));
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
            long at = random.nextLong(opened.length());
            opened.seek(at);
            int before = opened.read();
            opened.seek(at);
            opened.write(before ^ (1 << random.nextInt(8)));
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            List<Path> files = new ArrayList<>();
            for (Path file : found.sorted().toList()) {
                if (Files.size(file) > 0 && !file.getFileName().toString().startsWith("LOG")) {
                    files.add(file);
                }
            }
            return files;
        }
    }

    private static void copyAll(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
