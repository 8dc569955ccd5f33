package io.cairn.architecture.planted.lower;

/** Uses the upper package without an import line, and a library. */
public final class Lower {
    private Lower() {}

    /** Calls up, against the direction. */
    public static int above() {
        return io.cairn.architecture.planted.upper.Upper.below();
    }

    /** Calls a library. */
    public static int depth() {
        return picocli.CommandLine.Help.Ansi.AUTO.ordinal();
    }
}
