package io.cairn.node.ruletest;

import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;

/** Queries of an owner, tried one after the other on a new database in memory. */
public final class Rehearsal {
    private Rehearsal() {}

    /**
     * What came of a query.
     *
     * @param query as it was given
     * @param code {@code ok}, or why it is refused
     * @param at the part of the query that is refused; empty where all of it is meant
     * @param what the refusal in words; empty where there is none
     */
    public record Result(Value.Array query, String code, String at, String what) {
        /** Whether the query was carried out. */
        public boolean isOk() {
            return code.equals(Outcome.OK);
        }
    }

    /**
     * Tries queries in order, each on what those before it left.
     *
     * @param timeMillis the time at which all of them are sent
     */
    public static List<Result> of(List<Value.Array> queries, long timeMillis) {
        TrialDatabase database = new TrialDatabase(timeMillis);
        List<Result> results = new ArrayList<>();
        for (Value.Array query : queries) {
            results.add(tried(database, query));
            // A cron may be due at once, and nothing stands behind a run that is due.
            database.advanceTo(timeMillis);
        }
        return results;
    }

    private static Result tried(TrialDatabase database, Value.Array query) {
        try {
            database.set(query);
            return new Result(query, Outcome.OK, "", "");
        } catch (CairnException refused) {
            if (!refused.isAboutInput()) {
                throw refused;
            }
            return new Result(query, refused.code(), refused.at(), refused.getMessage());
        }
    }
}
