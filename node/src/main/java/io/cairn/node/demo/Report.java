package io.cairn.node.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tells people what is being done, and remembers whether every check held. */
public final class Report {
    private final PrintStream out;
    private final List<String> failures = new ArrayList<>();
    private int checks;

    /** Reports to a stream that is not the result's. */
    public Report(PrintStream out) {
        this.out = out;
    }

    /** A line of progress: a format of {@link String#format} and its arguments. */
    @SuppressWarnings("AnnotateFormatMethod")
    public void say(String format, Object... arguments) {
        out.println(String.format(Locale.ROOT, format, arguments));
        out.flush();
    }

    /** A check that must hold. */
    public boolean check(boolean holds, String what) {
        checks++;
        out.println((holds ? "  ok    " : "  FAIL  ") + what);
        out.flush();
        if (!holds) {
            failures.add(what);
        }
        return holds;
    }

    /** What did not hold. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    /** How many checks there were. */
    public int checks() {
        return checks;
    }
}
