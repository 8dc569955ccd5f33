package io.cairn.node.log;

import java.time.InstantSource;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * The log of this process. Like the standard streams there is one, so that a failure can be told from anywhere.
 *
 * <p>Threading: any thread. What libraries log as a warning or worse through {@code java.util.logging} comes here as
 * the event {@code library}.
 */
public final class Log {
    private static volatile LogOutput output =
            new LineOutput(LogFormat.TEXT, LogLevel.WARNING, System.err, InstantSource.system());

    private Log() {}

    /** Sends events elsewhere from now on, and answers where they went. */
    public static synchronized LogOutput to(LogOutput next) {
        LogOutput before = output;
        output = next;
        return before;
    }

    /** Whether events of a level are kept, for what should not be made for nothing. */
    public static boolean shows(LogLevel level) {
        return output.shows(level);
    }

    /** Tells an event. */
    public static void write(LogLevel level, Event event) {
        LogOutput now = output;
        if (now.shows(level)) {
            now.write(level, event);
        }
    }

    /** Takes over from the handlers that libraries have logged to. */
    public static void adoptLibraries() {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        root.addHandler(new Libraries());
    }

    private static final class Libraries extends Handler {
        @Override
        public void publish(LogRecord entry) {
            int level = entry.getLevel().intValue();
            if (level < Level.WARNING.intValue()) {
                return;
            }
            Event event = Event.of("library")
                    .with("logger", String.valueOf(entry.getLoggerName()))
                    .with("message", String.valueOf(entry.getMessage()));
            Log.write(
                    level >= Level.SEVERE.intValue() ? LogLevel.ERROR : LogLevel.WARNING,
                    entry.getThrown() == null ? event : event.causedBy(entry.getThrown()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
