package io.cairn.node.database;

import io.cairn.engine.model.CairnException;
import io.cairn.node.journal.Disk;
import io.cairn.node.journal.Journal;
import io.cairn.node.journal.JournalCheck;
import io.cairn.node.journal.JournalLimits;
import io.cairn.node.log.Event;
import io.cairn.node.log.Log;
import io.cairn.node.log.LogLevel;
import io.cairn.node.store.NodeStore;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The folders of a node's databases: one for each, named by its address, with its journal and the number that its keys
 * in the store begin with. One thread at a time.
 */
final class DatabaseFolders {
    /** The records of a journal that make a database: its genesis and entry 1. */
    private static final int RECORDS_MIN = 2;

    /** A journal that takes more than this has more than those. */
    private static final long JOURNAL_BYTES_MAX = 4L << 20;

    /** Where numbers go on after a damaged one, so that none is taken twice. */
    private static final int NUMBERS_SKIPPED = 1_000_000;

    private final Path folder;
    private final Disk disk;
    private final NodeStore store;
    private int lastNumber;

    DatabaseFolders(Path folder, Disk disk, NodeStore store) {
        this.folder = folder;
        this.disk = disk;
        this.store = store;
    }

    /** The folder of a database. */
    record Place(String address, Path folder, int number) {
        Path journal() {
            return folder.resolve("journal");
        }

        CronMark cronMark() {
            return new CronMark(folder);
        }

        private Path numberFile() {
            return folder.resolve("number");
        }
    }

    /** What is on the disk, but for what never became a database, which is deleted. */
    List<Place> find() {
        try {
            Files.createDirectories(folder);
            List<Path> children;
            try (Stream<Path> listed = Files.list(folder)) {
                children = listed.sorted().toList();
            }
            TreeSet<Integer> taken = new TreeSet<>();
            List<Place> found = new ArrayList<>();
            for (Path child : children) {
                Place place = new Place(child.getFileName().toString(), child, readNumber(child));
                if (wasNeverMade(place)) {
                    forget(place);
                } else if (place.number() > 0 && taken.add(place.number())) {
                    lastNumber = Math.max(lastNumber, place.number());
                    found.add(place);
                } else {
                    found.add(renumbered(place, taken));
                }
            }
            return found;
        } catch (IOException e) {
            throw new CairnException.Unavailable("disk-failed", "cannot read " + folder + ": " + e.getMessage(), e);
        }
    }

    private static int readNumber(Path child) throws IOException {
        Path file = child.resolve("number");
        try {
            return Files.exists(file) ? Math.max(0, Integer.parseInt(Files.readString(file))) : 0;
        } catch (NumberFormatException | CharacterCodingException damaged) {
            return 0;
        }
    }

    /**
     * Whether a creation was cut short before entry 1 was durable, so that nobody was told of it. Where the store knows
     * of a block, or the journal is damaged rather than torn, there was more: that is no business of ours.
     */
    private boolean wasNeverMade(Place place) throws IOException {
        boolean sealed =
                place.number() > 0 && store.database(place.number()).root().isPresent();
        if (sealed || !Files.isDirectory(place.folder()) || journalBytes(place) > JOURNAL_BYTES_MAX) {
            return false;
        }
        try {
            // Reads only: opening waits for the disk, which a node with many databases would feel at every start.
            if (JournalCheck.verify(disk, place.journal()).records() >= RECORDS_MIN) {
                return false;
            }
        } catch (CairnException.NotFound empty) {
            return true;
        } catch (CairnException damaged) {
            // Told by whoever opens the database.
            return false;
        }
        // Opening tells a torn beginning from a damaged one.
        try (Journal journal = Journal.open(disk, place.journal(), place.address(), JournalLimits.standard())) {
            return journal.lastIndex() < RECORDS_MIN;
        } catch (CairnException damaged) {
            // Told by whoever opens the database.
            return false;
        }
    }

    private static long journalBytes(Place place) throws IOException {
        if (!Files.isDirectory(place.journal())) {
            return 0;
        }
        long bytes = 0;
        try (Stream<Path> files = Files.list(place.journal())) {
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    private static void forget(Place place) throws IOException {
        try (Stream<Path> files = Files.walk(place.folder())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        Event event = Event.of("database-never-made").with("database", place.address());
        Log.write(LogLevel.WARNING, event.with("folder", place.folder().toString()));
    }

    /** Gives a new number where the file is damaged, so that the pages are rebuilt. */
    private Place renumbered(Place place, TreeSet<Integer> taken) throws IOException {
        lastNumber += NUMBERS_SKIPPED;
        taken.add(lastNumber);
        Files.writeString(place.numberFile(), Integer.toString(lastNumber));
        store.database(lastNumber).deleteAll();
        return new Place(place.address(), place.folder(), lastNumber);
    }

    /** Makes the folder of a new database; a part of the store that is left of an older one is emptied. */
    Place make(String address) {
        Place place = new Place(address, folder.resolve(address), ++lastNumber);
        try {
            Files.createDirectories(place.folder());
            Files.writeString(place.numberFile(), Integer.toString(place.number()));
        } catch (IOException e) {
            throw new CairnException.Unavailable(
                    "disk-failed", "cannot make " + place.folder() + ": " + e.getMessage(), e);
        }
        if (store.database(place.number()).root().isPresent()) {
            // Of a database whose folder is gone. Deleting waits for the disk, so it is not done for nothing.
            store.database(place.number()).deleteAll();
        }
        return place;
    }
}
