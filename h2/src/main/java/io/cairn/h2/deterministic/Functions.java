package io.cairn.h2.deterministic;

import org.jspecify.annotations.Nullable;

/**
 * Where H2 asks for functions that it does not know by itself. Nobody can define one by SQL.
 *
 * <p>Threading: the finder is set once, before the first database is opened.
 */
public final class Functions {
    private static volatile Finder finder = (_, _) -> null;

    /** Finds functions by their names in upper case. */
    @FunctionalInterface
    public interface Finder {
        /** An expression of H2 without its arguments, or null for a name that is not known. */
        @Nullable
        Object find(Object database, String name);
    }

    private Functions() {}

    /** Asks this finder from now on. */
    public static void use(Finder newFinder) {
        finder = newFinder;
    }

    /** What H2's look-up of a function that depends on the mode was turned to. */
    public static @Nullable Object find(Object database, String name) {
        return finder.find(database, name);
    }
}
