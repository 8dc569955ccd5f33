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
        if (notice.level() == Notice.Level.INFO || notice.level().compareTo(level(least)) >= 0) {
            try {
                Messages.notice(out, notice);
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }
    }

    private static Notice.Level level(String word) {
        return switch (word) {
            case "log", "notice", "warning" -> Notice.Level.valueOf(word.toUpperCase(Locale.ROOT));
            case "error" -> Notice.Level.INFO;
            default -> Notice.Level.DEBUG;
        };
    }
}
