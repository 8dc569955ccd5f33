package io.cairn.h2.deterministic;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands something to a table engine. H2 makes one by its class's name while a database opens, so that its constructor
 * can take nothing; it takes this.
 *
 * <p>Threading: what a thread hands over is seen by that thread.
 */
public final class Handover {
    private static final ThreadLocal<@Nullable Object> HANDED = new ThreadLocal<>();

    private Handover() {}

    /** Does something during which {@link #take} gives {@code handed}. */
    public static <T> T during(Object handed, Supplier<T> work) {
        HANDED.set(handed);
        try {
            return work.get();
        } finally {
            HANDED.remove();
        }
    }

    /** What is handed over at the moment; null for nothing. */
    public static @Nullable Object take() {
        return HANDED.get();
    }
}
