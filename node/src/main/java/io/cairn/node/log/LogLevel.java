package io.cairn.node.log;

import java.util.Locale;

/** How much an event matters, the most first. */
public enum LogLevel {
    /** Something is broken and somebody has to look. */
    ERROR,
    /** It may become so. */
    WARNING,
    /** What the node does as a whole. */
    INFO,
    /** What single requests do. */
    DEBUG;

    /** The word in settings and lines. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
