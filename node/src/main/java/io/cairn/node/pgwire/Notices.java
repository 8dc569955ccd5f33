package io.cairn.node.pgwire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Sends notices of the backend to a client that wants to see their level. */
final class Notices {
    private final FrameOutput out;
    private @Nullable Settings settings;

    Notices(FrameOutput out) {
        this.out = out;
    }

    /** Goes by a session's settings from now on. */
    void follow(Settings values) {
        settings = values;
    }

    void take(Notice notice) {
        Settings values = settings;
        String least =
                values == null ? Setting.CLIENT_MIN_MESSAGES.standard() : values.get(Setting.CLIENT_MIN_MESSAGES);
        if (notice.level() == Notice.Level.INFO || notice.level().ordinal() >= rank(least)) {
            try {
                Messages.notice(out, notice);
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }
    }

    private static int rank(String level) {
        String word = level.startsWith("debug") ? "debug" : level;
        return word.equals("error")
                ? Notice.Level.INFO.ordinal()
                : Notice.Level.valueOf(word.toUpperCase(Locale.ROOT)).ordinal();
    }
}
