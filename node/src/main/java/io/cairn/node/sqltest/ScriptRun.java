package io.cairn.node.sqltest;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.sql.SqlResult;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/** One script on a database of its own. */
final class ScriptRun {
    private static final Pattern PARTICULARS = Pattern.compile("\"[^\"]*\"|'[^']*'|\\d+|[;:(].*", Pattern.DOTALL);
    private static final int KIND_LENGTH_MAX = 80;

    private final String name;
    private final ScriptReader records;
    private final SqlTestSettings settings;
    private final SplittableRandom choice;
    private final Tally tally;
    private final Map<String, String> answers = new HashMap<>();
    private final TestDatabase database = new TestDatabase();

    ScriptRun(String name, ScriptReader records, SqlTestSettings settings, Tally tally) {
        this.name = name;
        this.records = records;
        this.settings = settings;
        this.choice = new SplittableRandom(settings.seed() ^ name.hashCode());
        this.tally = tally;
    }

    void run() throws IOException {
        TestRecord next = records.next();
        while (next != null && tally.records() < settings.scriptLimit()) {
            switch (next) {
                case TestRecord.Statement statement -> run(statement);
                case TestRecord.Query query when choice.nextInt(settings.oneIn()) == 0 -> run(query);
                case TestRecord.Query _ -> {
                    // Not in the sample.
                }
            }
            next = records.next();
        }
        tally.scriptDone(records.skipped());
    }

    private void run(TestRecord.Statement statement) {
        String problem = attempt(() -> database.change(statement.sql()));
        boolean passed = problem.isEmpty() == statement.succeeds();
        tally.statement(passed);
        if (!passed) {
            String found = problem.isEmpty() ? "carried out, though it must be refused" : problem;
            fail(statement, kind(found), found);
        }
    }

    private void run(TestRecord.Query query) {
        SqlResult[] result = new SqlResult[1];
        String problem = attempt(() -> result[0] = database.ask(query.sql()));
        if (!problem.isEmpty()) {
            tally.query(false);
            fail(query, kind(problem), problem);
            return;
        }
        List<String> values = Rendering.values(result[0].rows(), query.types(), query.order());
        boolean passed = isExpected(query, result[0], values);
        tally.query(passed);
    }

    private boolean isExpected(TestRecord.Query query, SqlResult result, List<String> values) {
        if (!result.rows().isEmpty() && result.columns().size() != query.types().length()) {
            fail(query, "another number of columns", "found " + result.columns().size());
            return false;
        }
        String hashed = Rendering.hashed(values);
        boolean isHash =
                query.expected().size() == 1 && query.expected().getFirst().contains(" values hashing to ");
        if (isHash
                ? !query.expected().getFirst().equals(hashed)
                : !query.expected().equals(values)) {
            int shown = Math.min(values.size(), 40);
            fail(
                    query,
                    "another answer",
                    "expected " + query.expected() + "\nfound " + hashed + " " + values.subList(0, shown));
            return false;
        }
        String labelled = query.label().isEmpty() ? hashed : answers.computeIfAbsent(query.label(), _ -> hashed);
        if (!labelled.equals(hashed)) {
            fail(query, "another answer than under the same label", "expected " + labelled + "\nfound " + hashed);
            return false;
        }
        return true;
    }

    private void fail(TestRecord failed, String kind, String detail) {
        tally.failed(new Failure(name, failed.line(), kind, failed.sql(), detail));
    }

    /** Runs something; what is wrong with it, else nothing. */
    private static String attempt(Runnable work) {
        try {
            work.run();
            return "";
        } catch (CairnException refused) {
            return refused.code() + ": " + refused.getMessage();
        } catch (RuntimeException | StackOverflowError broken) {
            return "internal: " + broken;
        }
    }

    /** The code of a problem and its words without what is particular to the statement. */
    private static String kind(String problem) {
        int end = problem.indexOf(": ");
        if (end < 0) {
            return problem;
        }
        String words = PARTICULARS
                .matcher(problem.substring(end + 2))
                .replaceAll("")
                .strip()
                .replaceAll("\\s+", " ");
        String kind = problem.substring(0, end) + " " + words;
        return kind.length() <= KIND_LENGTH_MAX ? kind : kind.substring(0, KIND_LENGTH_MAX);
    }
}
