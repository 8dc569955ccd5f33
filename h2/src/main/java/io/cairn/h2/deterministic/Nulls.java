package io.cairn.h2.deterministic;

import org.jspecify.annotations.Nullable;

/** What H2's tests of NULL and of types were turned to, where PostgreSQL looks at the type of a NULL or has none. */
public final class Nulls {
    /** H2's number of the type of a NULL without one. */
    private static final int UNTYPED = 0;

    private static final int DATE = 17;
    private static final int TIMESTAMP_TZ = 21;

    private Nulls() {}

    /** Never: the type of CASE is that of all its results, and one that has none takes no part in any case. */
    public static boolean isLeftOut(Object result) {
        return false;
    }

    /** Whether a value of the type can be truncated as a point in time, as a NULL without a type can. */
    public static boolean isTruncated(int valueType) {
        return valueType == UNTYPED || valueType >= DATE && valueType <= TIMESTAMP_TZ;
    }

    /** No index is asked for a percentile: only who has all rows knows which one it is. */
    public static @Nullable Object noIndex(Object database, Object expression) {
        return null;
    }
}
