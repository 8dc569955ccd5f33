package io.cairn.engine.sql;

/**
 * What a statement may know beside the state: nothing else reaches it.
 *
 * @param timeMillis the time of its entry or, for a question, of the block it reads
 * @param seed what its random numbers come from
 * @param user who asks, as the text of an account
 * @param limits what it may cost
 * @param place where its entry stands in the log; {@link SqlPlace#NONE} for a question
 * @param rights what the caller may do
 */
public record SqlContext(long timeMillis, long seed, String user, SqlLimits limits, SqlPlace place, Rights rights) {
    /** For a question, or for a change that no entry holds; everything may be done. */
    public SqlContext(long timeMillis, long seed, String user, SqlLimits limits) {
        this(timeMillis, seed, user, limits, SqlPlace.NONE, Rights.unlimited());
    }

    /** The same with other rights. */
    public SqlContext with(Rights newRights) {
        return new SqlContext(timeMillis, seed, user, limits, place, newRights);
    }
}
