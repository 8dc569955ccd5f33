package io.cairn.node.cli;

import io.cairn.engine.codec.Json;
import io.cairn.engine.crypto.Secp256k1;
import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.model.Value;
import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDB;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks at the machine as a node would, and says what would be slow or would not work. */
@Command(
        name = "doctor",
        description = {
            "Check this machine: Java, native parts, hashing and disk.",
            "With --data, read every byte of the journals of a stopped node as well."
        })
@SuppressWarnings("NullAway.Init")
final class DoctorCommand implements Callable<Integer> {
    private static final int HASHES = 2_000_000;
    private static final int SYNCS = 200;
    private static final long HASHES_PER_SECOND_MIN = 1_000_000;
    private static final long SYNCS_PER_SECOND_MIN = 100;

    @Mixin
    private Root root;

    @Option(names = "--dir", description = "folder whose disk to try", defaultValue = ".")
    private Path folder;

    @Option(names = "--data", paramLabel = "FOLDER", description = "a stopped node's folder whose journals to read")
    private @Nullable Path data;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        RocksDB.loadLibrary();
        long hashes = hashesPerSecond();
        long syncs = syncsPerSecond();
        JournalDoctor.Found journals = data == null ? JournalDoctor.Found.NONE : JournalDoctor.read(data);
        boolean fast = hashes >= HASHES_PER_SECOND_MIN && syncs >= SYNCS_PER_SECOND_MIN;
        boolean fine = fast && journals.damage().isEmpty();
        Value.Document found = Value.Document.builder()
                .put("java", Runtime.version().toString())
                .put("secp256k1", String.valueOf(Secp256k1.provider()))
                .put("epoll", Value.of(Epoll.isAvailable()))
                .put("rocksdb", RocksDB.rocksdbVersion().toString())
                .put("sha256PerSecond", hashes)
                .put("fsyncsPerSecond", syncs)
                .put("freeBytes", Files.getFileStore(folder).getUsableSpace())
                .put("journals", journals.journals())
                .put("journalBytes", journals.bytes())
                .put("damage", new Value.Array(journals.damage()))
                .put("fine", Value.of(fine))
                .build();
        if (json) {
            root.terminal().print(Json.print(found));
        } else {
            found.forEach(field -> root.terminal().print(field.getKey() + ": " + field.getValue()));
            if (hashes < HASHES_PER_SECOND_MIN) {
                root.terminal().print("SHA-256 is slow here: the CPU seems to have no SHA instructions");
            }
            if (syncs < SYNCS_PER_SECOND_MIN) {
                root.terminal().print("the disk is slow to make writes durable: single writes will wait for it");
            }
        }
        // Slow is not broken: what does not work has thrown by now.
        return journals.damage().isEmpty() ? ExitCode.OK.number() : ExitCode.INVALID.number();
    }

    private static long hashesPerSecond() {
        byte[] input = new byte[65];
        long rate = 0;
        for (int round = 0; round < 2; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < HASHES / 4; i++) {
                input = Arrays.copyOf(Sha256.hash(input).toBytes(), 65);
            }
            rate = HASHES / 4 * 1_000_000_000L / (System.nanoTime() - start);
        }
        return rate;
    }

    private long syncsPerSecond() throws IOException {
        Path file = Files.createTempFile(folder, "cairn-doctor", ".tmp");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(SYNCS * 4096));
            channel.force(true);
            long start = System.nanoTime();
            for (int i = 0; i < SYNCS; i++) {
                channel.write(ByteBuffer.wrap(new byte[512]), i * 4096L);
                channel.force(false);
            }
            return SYNCS * 1_000_000_000L / (System.nanoTime() - start);
        } finally {
            Files.delete(file);
        }
    }
}
