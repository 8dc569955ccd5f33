package io.cairn.node.log;

/** Where events go. Any thread. */
public interface LogOutput {
    /** Whether events of a level are kept, so that others need not be made. */
    boolean shows(LogLevel level);

    /** Takes an event of a level that is shown. */
    void write(LogLevel level, Event event);
}
