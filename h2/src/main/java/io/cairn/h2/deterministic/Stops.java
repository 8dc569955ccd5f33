package io.cairn.h2.deterministic;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets whoever asked for a statement end it while it runs: asked at every look at the clock. Only for statements that no
 * state depends on, as when it speaks differs between machines.
 *
 * <p>Threading: a check holds for the thread that is in {@link #during}.
 */
public final class Stops {
    private static final ThreadLocal<@Nullable Runnable> BOUND = new ThreadLocal<>();

    private Stops() {}

    /** Does something that ends where {@code check} throws. */
    public static <T> T during(Runnable check, Supplier<T> work) {
        BOUND.set(check);
        try {
            return work.get();
        } finally {
            BOUND.remove();
        }
    }

    static void check() {
        Runnable check = BOUND.get();
        if (check != null) {
            check.run();
        }
    }
}
