package io.cairn.h2.deterministic;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** LIKE without recursion: H2's takes exponential time for a pattern of many {@code %}. */
public final class Likes {
    private static final int ANY = 2;
    private static final int MATCH = 0;
    private static final int COUNTED = 1 << 16;

    /** Of H2's class for LIKE, which code compiled before it cannot name; the build opens these fields. */
    private static final ClassValue<Fields> FIELDS = new ClassValue<>() {
        @Override
        protected Fields computeValue(Class<?> type) {
            try {
                MethodHandles.Lookup lookup = MethodHandles.publicLookup();
                return new Fields(
                        lookup.findGetter(type, "ignoreCase", boolean.class)
                                .asType(MethodType.methodType(boolean.class, Object.class)),
                        lookup.findGetter(type, "patternLength", int.class)
                                .asType(MethodType.methodType(int.class, Object.class)));
            } catch (ReflectiveOperationException missing) {
                throw new IllegalStateException(missing);
            }
        }
    };

    private record Fields(MethodHandle ignoresCase, MethodHandle length) {
        boolean ignoresCase(Object like) {
            try {
                return (boolean) ignoresCase.invokeExact(like);
            } catch (Throwable impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        /** How much of the arrays is the pattern. */
        int length(Object like) {
            try {
                return (int) length.invokeExact(like);
            } catch (Throwable impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    private Likes() {}

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
        Fields fields = FIELDS.get(like.getClass());
        boolean ignoresCase = fields.ignoresCase(like);
        int length = fields.length(like);
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
