package io.cairn.client.api;

import io.cairn.engine.mutation.SessionScope;
import java.time.Duration;
import java.util.List;

/**
 * What a session may do and for how long.
 *
 * @param scopes what it may do; at least one
 * @param collections the only collections whose documents it may write; empty for all
 * @param life how long it lives; at most 30 days
 * @param quotaEntries entries that it may be charged; 0 for no limit of its own
 * @param quotaBytes bytes that it may be charged; 0 for no limit of its own
 */
public record SessionOptions(
        List<SessionScope> scopes, List<String> collections, Duration life, long quotaEntries, long quotaBytes) {
    /** Sorts scopes and collections, as they are signed. */
    public SessionOptions {
        scopes = scopes.stream().sorted().distinct().toList();
        collections = collections.stream().sorted().distinct().toList();
    }

    /** A session without a budget of its own. */
    public static SessionOptions of(Duration life, SessionScope... scopes) {
        return new SessionOptions(List.of(scopes), List.of(), life, 0, 0);
    }
}
