package io.cairn.engine.sql;

/**
 * What a statement may know beside the state: nothing else reaches it.
 *
 * @param timeMillis the time of its entry or, for a question, of the block it reads
 * @param seed what its random numbers come from
 * @param user who asks, as the text of an account
 * @param limits what it may cost
 * @param place where its entry stands in the log; {@link SqlPlace#NONE} for a question
 */
public record SqlContext(long timeMillis, long seed, String user, SqlLimits limits, SqlPlace place) {
    /** For a question, or for a change that no entry holds. */
    public SqlContext(long timeMillis, long seed, String user, SqlLimits limits) {
        this(timeMillis, seed, user, limits, SqlPlace.NONE);
    }
}
