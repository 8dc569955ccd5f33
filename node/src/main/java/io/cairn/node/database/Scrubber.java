package io.cairn.node.database;

import io.cairn.engine.model.CairnException;
import io.cairn.node.journal.Journal;
import io.cairn.node.log.Event;
import io.cairn.node.log.Log;
import io.cairn.node.log.LogLevel;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads old segments of open journals again and again, one at a step, so that damage is heard of while a good copy may
 * still exist. Damage is told to the log and nothing else happens: what is damaged is never served anyway.
 *
 * <p>Threading: one step at a time; each may take as long as reading 64 MiB does.
 */
final class Scrubber {
    private final Supplier<? extends NavigableMap<String, Journal>> journals;
    private String address = "";
    private long index = 1;

    Scrubber(Supplier<? extends NavigableMap<String, Journal>> journals) {
        this.journals = journals;
    }

    /** Checks one full segment of one journal, or goes on to the next journal. */
    synchronized void step() {
        Map.Entry<String, Journal> current = next();
        if (current == null) {
            return;
        }
        try {
            OptionalLong next = current.getValue().check(index);
            if (next.isPresent()) {
                index = next.getAsLong();
                return;
            }
        } catch (CairnException.Corrupt damage) {
            Event event = Event.of("journal-damaged").with("database", current.getKey());
            Log.write(LogLevel.ERROR, event.causedBy(damage));
        } catch (CairnException.Unavailable closed) {
            Event event = Event.of("journal-not-checked").with("database", current.getKey());
            Log.write(LogLevel.DEBUG, event.causedBy(closed));
        }
        // Behind damage the same file would be read first again: its journal's turn is over.
        Map.Entry<String, Journal> following = journals.get().higherEntry(address);
        address = following == null ? "" : following.getKey();
        index = 1;
    }

    /** The journal to go on with, or the one after it where that was closed. */
    private Map.@Nullable Entry<String, Journal> next() {
        NavigableMap<String, Journal> open = journals.get();
        Map.Entry<String, Journal> found = open.ceilingEntry(address);
        if (found == null) {
            found = open.firstEntry();
        }
        if (found != null && !found.getKey().equals(address)) {
            address = found.getKey();
            index = 1;
        }
        return found;
    }
}
