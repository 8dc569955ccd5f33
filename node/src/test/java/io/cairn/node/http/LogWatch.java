package io.cairn.node.http;

import io.cairn.node.log.Event;
import io.cairn.node.log.Log;
import io.cairn.node.log.LogLevel;
import io.cairn.node.log.LogOutput;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Keeps what is logged while it is open: events of a level and above, and libraries' warnings. */
public final class LogWatch extends Handler implements LogOutput, AutoCloseable {
    private final List<String> records = new CopyOnWriteArrayList<>();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final Logger logger = Logger.getLogger("");
    private final LogLevel least;
    private final LogOutput before;

    public LogWatch() {
        this(LogLevel.WARNING);
    }

    public LogWatch(LogLevel least) {
        this.least = least;
        this.before = Log.to(this);
        logger.addHandler(this);
    }

    /** Everything, in words. */
    public List<String> records() {
        return records;
    }

    /** The node's own events of a name. */
    public List<Event> events(String name) {
        return events.stream().filter(event -> event.name().equals(name)).toList();
    }

    @Override
    public boolean shows(LogLevel level) {
        return level.compareTo(least) <= 0;
    }

    @Override
    public void write(LogLevel level, Event event) {
        records.add(event.name() + ": " + event.fields() + " " + event.cause());
        events.add(event);
    }

    @Override
    public void publish(LogRecord record) {
        if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
            records.add(record.getLoggerName() + ": " + record.getMessage() + " " + record.getThrown());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        Log.to(before);
        logger.removeHandler(this);
    }
}
