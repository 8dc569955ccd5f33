package io.cairn.node.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.log.Control;
import io.cairn.engine.log.JournalRecord;
import io.cairn.engine.log.RecordKind;
import io.cairn.engine.log.ReplicaSet;
import io.cairn.engine.mutation.Submission;
import io.cairn.node.http.LogWatch;
import io.cairn.node.journal.Journal;
import io.cairn.node.journal.JournalLimits;
import io.cairn.node.journal.RealDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of databases whose creation was cut short, and what must not be taken for one. */
class NeverMadeTest {
    private static final NodeIdentity NODE = new NodeIdentity("test-network", NodeKey.of(new byte[32]));
    private static final String ADDRESS = "0x" + "ab".repeat(20);

    @TempDir
    Path folder;

    private Path database;

    @BeforeEach
    void makeFolder() {
        database = folder.resolve("databases").resolve(ADDRESS);
    }

    private Databases open() {
        return new Databases(NodeSettings.standard(folder), NODE, RealDisk.INSTANCE, InstantSource.system());
    }

    private Journal journal() {
        return Journal.open(RealDisk.INSTANCE, database.resolve("journal"), ADDRESS, JournalLimits.standard());
    }

    private static JournalRecord genesis() {
        Control.Genesis genesis = new Control.Genesis(
                NODE.network(), 0, 1, ReplicaSet.single(NODE.key().publicKey()));
        return new JournalRecord(0, 1, RecordKind.CONFIG, genesis.encode());
    }

    private void assertForgotten() {
        try (LogWatch log = new LogWatch();
                Databases databases = open()) {
            assertThat(databases.addresses()).isEmpty();
            assertThat(database).doesNotExist();
            assertThat(log.events("database-never-made")).hasSize(1);
        }
    }

    @Test
    void forgetsAnEmptyFolder() throws IOException {
        Files.createDirectories(database);
        assertForgotten();
    }

    @Test
    void forgetsANumberWithoutAJournal() throws IOException {
        Files.createDirectories(database);
        Files.writeString(database.resolve("number"), "1");
        assertForgotten();
    }

    @Test
    void forgetsAJournalWithoutAGenesis() throws IOException {
        Files.createDirectories(database);
        Files.writeString(database.resolve("number"), "1");
        journal().close();
        assertForgotten();
    }

    @Test
    void forgetsAJournalOfAGenesisOnly() throws IOException {
        Files.createDirectories(database);
        Files.writeString(database.resolve("number"), "1");
        try (Journal journal = journal()) {
            journal.append(List.of(genesis()));
        }
        assertForgotten();
    }

    @Test
    void keepsWhatWasAcknowledgedThoughTheStoreKnowsNothingOfIt() throws Exception {
        Path made = folder.resolve("made");
        Submission create = new TestUser(3).create(NODE.network());
        String address;
        try (Databases databases =
                new Databases(NodeSettings.standard(made), NODE, RealDisk.INSTANCE, InstantSource.system())) {
            databases.create(create, Wait.ORDERED).get(60, TimeUnit.SECONDS);
            address = databases.addressOf(create);
            // What was acknowledged is in the journal alone: the store of the copy below knows nothing of it.
            Folders.copy(
                    made.resolve("databases").resolve(address),
                    folder.resolve("databases").resolve(address));
        }
        try (Databases databases = open()) {
            assertThat(databases.addresses()).containsExactly(address);
            Fate again = databases.create(create, Wait.SEALED).get(60, TimeUnit.SECONDS);
            assertThat(again.repeated()).isTrue();
            assertThat(again.sequence()).isEqualTo(1);
        }
    }

    @Test
    void keepsADamagedJournal() throws IOException {
        Files.createDirectories(database);
        Files.writeString(database.resolve("number"), "1");
        try (Journal journal = journal()) {
            journal.append(List.of(genesis(), new JournalRecord(0, 2, RecordKind.NO_OP, new byte[100])));
        }
        Path segment = segment(database);
        byte[] bytes = Files.readAllBytes(segment);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != 0 && i > 200) {
                bytes[i] ^= 1;
                break;
            }
        }
        Files.write(segment, bytes);
        try (Databases databases = open()) {
            assertThat(databases.addresses()).containsExactly(ADDRESS);
        }
        assertThat(segment).exists();
    }

    private static Path segment(Path database) throws IOException {
        try (Stream<Path> files = Files.list(database.resolve("journal"))) {
            return files.filter(file -> file.toString().endsWith(".seg"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
