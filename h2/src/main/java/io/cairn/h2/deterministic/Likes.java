package io.cairn.h2.deterministic;

import io.cairn.h2.expression.condition.CompareLike;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/** LIKE without recursion: H2's takes exponential time for a pattern of many {@code %}. */
public final class Likes {
    private static final int ANY = 2;
    private static final int MATCH = 0;
    private static final int COUNTED = 1 << 16;

    /** The build opens these fields only behind this class. */
    private static final MethodHandle IGNORES_CASE = getter("ignoreCase", boolean.class);

    private static final MethodHandle LENGTH = getter("patternLength", int.class);

    private Likes() {}

    private static MethodHandle getter(String field, Class<?> type) {
        try {
            return MethodHandles.publicLookup().findGetter(CompareLike.class, field, type);
        } catch (ReflectiveOperationException missing) {
            throw new ExceptionInInitializerError(missing);
        }
    }

    private static boolean ignoresCase(CompareLike like) {
        try {
            return (boolean) IGNORES_CASE.invokeExact(like);
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** How much of the arrays is the pattern. */
    private static int length(CompareLike like) {
        try {
            return (int) LENGTH.invokeExact(like);
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Whether a pattern matches one text only, for which H2 would write an equation of types that PostgreSQL does not
     * know; a view that holds such a text could not be read again.
     */
    public static boolean isFullMatch(Object like) {
        return false;
    }

    /** As H2's method of this name: whether a text from a place on matches a pattern from a place on. */
    public static boolean compareAt(
            Object like, String text, int patternFrom, int textFrom, int textEnd, char[] pattern, int[] types) {
        boolean ignoresCase = ignoresCase((CompareLike) like);
        int length = length((CompareLike) like);
        int at = textFrom;
        int place = patternFrom;
        int lastAny = -1;
        int resumed = 0;
        long steps = 0;
        while (at < textEnd) {
            if (++steps % COUNTED == 0) {
                // Going back again and again is work that no other budget sees.
                Deterministic.grow(COUNTED);
            }
            if (place < length && types[place] == ANY) {
                lastAny = place++;
                resumed = at;
            } else if (place < length && isMatched(ignoresCase, types[place], pattern[place], text.charAt(at))) {
                place++;
                at++;
            } else if (lastAny >= 0) {
                place = lastAny + 1;
                at = ++resumed;
            } else {
                return false;
            }
        }
        while (place < length && types[place] == ANY) {
            place++;
        }
        return place == length;
    }

    private static boolean isMatched(boolean ignoresCase, int type, char expected, char found) {
        if (type != MATCH || expected == found) {
            return true;
        }
        return ignoresCase
                && (Character.toUpperCase(expected) == Character.toUpperCase(found)
                        || Character.toLowerCase(expected) == Character.toLowerCase(found));
    }
}
