package io.cairn.engine.sql;

/**
 * What one statement may cost.
 *
 * @param readsMax entries of the state that it may read
 * @param writtenBytesMax bytes of keys and values that it may write
 * @param resultRowsMax rows that it may answer
 * @param resultCharactersMax characters in all cells of these rows
 * @param stepsMax looks at the clock, of which H2 takes one every 128 rows or so
 */
public record SqlLimits(
        long readsMax, long writtenBytesMax, int resultRowsMax, long resultCharactersMax, long stepsMax) {
    private static final long RESULT_CHARACTERS_MAX = 64L << 20;

    /** For a statement that changes data: every replica pays for it. */
    public static SqlLimits forChanges() {
        return new SqlLimits(5_000_000, 64L << 20, 100_000, RESULT_CHARACTERS_MAX, 20_000);
    }

    /** For a question. */
    public static SqlLimits forQueries() {
        return new SqlLimits(50_000_000, 0, 1_000_000, RESULT_CHARACTERS_MAX, 20_000);
    }
}
