package io.cairn.engine.sql;

/**
 * What a statement may know beside the state: nothing else reaches it.
 *
 * @param timeMillis the time of its entry or, for a question, of the block it reads
 * @param seed what its random numbers come from
 * @param user who asks, as the text of an account
 * @param limits what it may cost
 */
public record SqlContext(long timeMillis, long seed, String user, SqlLimits limits) {}
