package io.cairn.client.api;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Where pins are kept. Safe for several threads. */
public interface PinStore {
    /** The pin of a database, if there is one. */
    Optional<Pin> load(String database);

    /** Keeps a pin unless one of a greater height is there. */
    void save(Pin pin);

    /** A folder with one file {@code <database>.json} for every pin; made with the first pin. */
    static PinStore inFolder(Path folder) {
        return new FilePinStore(folder);
    }

    /** A store that forgets with the process: every start trusts on first use again. */
    static PinStore inMemory() {
        ConcurrentHashMap<String, Pin> pins = new ConcurrentHashMap<>();
        return new PinStore() {
            @Override
            public Optional<Pin> load(String database) {
                return Optional.ofNullable(pins.get(database));
            }

            @Override
            public void save(Pin pin) {
                pins.merge(pin.database(), pin, (old, fresh) -> fresh.height() >= old.height() ? fresh : old);
            }
        };
    }
}
