package io.cairn.client.api;

import io.cairn.engine.model.CairnException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Pins as files; a file is replaced whole, so a reader never sees half of one. */
final class FilePinStore implements PinStore {
    private static final int FILE_BYTES_MAX = 64 * 1024;

    private final Path folder;

    FilePinStore(Path folder) {
        this.folder = folder;
    }

    @Override
    public synchronized Optional<Pin> load(String database) {
        Path file = file(database);
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw damaged(file, "it is too long");
            }
            Pin pin = Pin.parse(Files.readAllBytes(file));
            if (!pin.database().equals(database)) {
                throw damaged(file, "it belongs to another database");
            }
            return Optional.of(pin);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new CairnException.Unavailable("pin-unavailable", "cannot read " + file, failure);
        } catch (CairnException.Unavailable malformed) {
            throw damaged(file, malformed.getMessage());
        }
    }

    @Override
    public synchronized void save(Pin pin) {
        Optional<Pin> there = load(pin.database());
        if (there.isPresent() && there.get().height() > pin.height()) {
            return;
        }
        Path file = file(pin.database());
        try {
            Files.createDirectories(folder);
            Path fresh = Files.createTempFile(folder, pin.database(), ".new");
            Files.write(fresh, pin.toJson());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new CairnException.Unavailable("pin-unavailable", "cannot write " + file, failure);
        }
    }

    private Path file(String database) {
        return folder.resolve(DatabaseName.address(database) + ".json");
    }

    private static CairnException damaged(Path file, String what) {
        return new CairnException.Corrupt(
                "pin-damaged",
                file.toString(),
                file + " is no pin: " + what + "; remove it only if you trust the node as if for the first time");
    }
}
