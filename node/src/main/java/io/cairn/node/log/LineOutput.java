package io.cairn.node.log;

import java.io.PrintStream;
import java.time.InstantSource;

/** Writes every event as one line. Any thread. */
public final class LineOutput implements LogOutput {
    private final LogFormat format;
    private final LogLevel least;
    private final PrintStream out;
    private final InstantSource clock;

    /** Writes events of {@code least} and of what matters more. */
    public LineOutput(LogFormat format, LogLevel least, PrintStream out, InstantSource clock) {
        this.format = format;
        this.least = least;
        this.out = out;
        this.clock = clock;
    }

    @Override
    public boolean shows(LogLevel level) {
        return level.compareTo(least) <= 0;
    }

    @Override
    public void write(LogLevel level, Event event) {
        String line = format.line(clock.instant(), level, event);
        synchronized (out) {
            out.println(line);
            out.flush();
        }
    }
}
