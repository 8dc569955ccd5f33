package io.cairn.node.cli;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;

/** How far a long command is: redrawn on a terminal, a plain line every few seconds elsewhere. */
final class Progress {
    private static final long REDRAW_MILLIS = 100;
    private static final long LINE_MILLIS = 5_000;

    private final Terminal terminal;
    private final InstantSource clock;
    private final String what;
    private final long total;
    private final long startedMillis;
    private long shownMillis;
    private boolean drawn;

    /** {@code total} is 0 where it is not known. */
    Progress(Terminal terminal, InstantSource clock, String what, long total) {
        this.terminal = terminal;
        this.clock = clock;
        this.what = what;
        this.total = total;
        this.startedMillis = clock.millis();
        this.shownMillis = startedMillis;
    }

    synchronized void at(long done) {
        long now = clock.millis();
        if (now - shownMillis < (terminal.interactive() ? REDRAW_MILLIS : LINE_MILLIS)) {
            return;
        }
        shownMillis = now;
        if (terminal.interactive()) {
            terminal.err().print("\r\u001b[K" + text(done, now));
            terminal.err().flush();
            drawn = true;
        } else {
            terminal.say(text(done, now));
        }
    }

    synchronized void finish(long done) {
        if (drawn) {
            terminal.err().print("\r\u001b[K");
        }
        terminal.say(what + " " + number(done) + " in " + duration(clock.millis() - startedMillis) + " ("
                + number(rate(done, clock.millis())) + "/s)");
    }

    private String text(long done, long now) {
        long rate = rate(done, now);
        String of = total > 0 ? " of " + number(total) + ", " + Math.min(100, done * 100 / total) + " %" : "";
        boolean known = total > 0 && rate > 0;
        String left = known ? ", " + duration(Math.max(0, total - done) * 1_000 / rate) + " left" : "";
        return what + " " + number(done) + of + ", " + number(rate) + "/s" + left;
    }

    private long rate(long done, long now) {
        return done * 1_000 / Math.max(1, now - startedMillis);
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String duration(long millis) {
        Duration duration = Duration.ofMillis(millis);
        return duration.toMinutes() > 0
                ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
                : String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
    }
}
