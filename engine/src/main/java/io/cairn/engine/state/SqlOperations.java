package io.cairn.engine.state;

import io.cairn.engine.log.StatementResult;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.SqlBase;
import io.cairn.engine.mutation.SqlText;
import io.cairn.engine.sql.SequenceLane;
import io.cairn.engine.sql.SqlColumn;
import io.cairn.engine.sql.SqlResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the statements of one mutation in order; the first that is refused, or leads to another result than its
 * signer expects, refuses them all.
 */
final class SqlOperations {
    /** How much older than its entry the time of a transaction may be: 10 minutes. */
    static final long TIME_BEHIND_MAX = 10L * 60 * 1000;

    /** How far a signer's clock may be ahead: 5 seconds. */
    static final long TIME_AHEAD_MAX = 5_000;

    private static final int ANSWERED_CHARACTERS_MAX = 256 * 1024;
    private static final String CONFLICT = "sql-40001";

    void execute(Operation.ExecuteSql execute, Transaction transaction) {
        EngineVersion1.requireDatabase(execute.database(), transaction);
        SqlScript script = script(execute.base(), transaction);
        List<StatementResult> results = new ArrayList<>(execute.statements().size());
        int characters = 0;
        for (int i = 0; i < execute.statements().size(); i++) {
            StatementResult result = run(script, execute.statements().get(i), "data/statements/" + i, transaction);
            characters += characters(result);
            if (characters > ANSWERED_CHARACTERS_MAX) {
                throw new CairnException.Refused(
                        "sql-54000",
                        "data/statements/" + i,
                        "a mutation answers at most " + ANSWERED_CHARACTERS_MAX + " characters");
            }
            results.add(result);
        }
        if (script.isFailed()) {
            throw new CairnException.Refused(
                    "sql-25P02", "data/statements", "the last statement was refused: nothing can be committed");
        }
        if (results.size() > 1 || results.getFirst().answers()) {
            transaction.results(results);
        }
    }

    private static SqlScript script(@Nullable SqlBase base, Transaction transaction) {
        if (base == null) {
            return new SqlScript(
                    transaction, transaction.timeMillis(), transaction.mutation(), transaction.sequence(), null);
        }
        if (base.height() >= transaction.height()) {
            throw new CairnException.Refused(
                    CONFLICT, "data/base/height", "block " + base.height() + " does not exist yet");
        }
        SequenceLane lane = new SequenceLane(transaction.sender().text(), base.seed());
        Long time = base.timeMillis();
        if (time == null) {
            return new SqlScript(transaction, transaction.timeMillis(), base.seed(), base.height(), lane);
        }
        boolean near =
                time <= transaction.timeMillis() + TIME_AHEAD_MAX && time >= transaction.timeMillis() - TIME_BEHIND_MAX;
        if (!near) {
            throw new CairnException.Refused(
                    CONFLICT,
                    "data/base/time",
                    "the transaction asked for the time, and that was more than 10 minutes ago or is to come");
        }
        return new SqlScript(transaction, time, base.seed(), base.height(), lane);
    }

    private static StatementResult run(SqlScript script, SqlText text, String at, Transaction transaction) {
        Hash expected = text.expected();
        SqlResult result;
        try {
            result = script.run(transaction.sql(), text);
        } catch (CairnException.Refused refused) {
            if (expected == null) {
                throw new CairnException.Refused(
                        refused.code(), at + "/" + refused.at(), refused.getMessage(), refused.detail());
            }
            require(expected, SqlResult.digestOfRefusal(refused.code()), at);
            return StatementResult.of(0);
        }
        if (expected == null) {
            return shown(result);
        }
        require(expected, result.digest(), at);
        // The signer has the rows.
        return StatementResult.of(result.changed());
    }

    private static void require(Hash expected, Hash found, String at) {
        if (!expected.equals(found)) {
            throw new CairnException.Refused(
                    CONFLICT, at + "/expected", "the statement leads to another result now: run the transaction again");
        }
    }

    private static StatementResult shown(SqlResult result) {
        return new StatementResult(
                result.changed(),
                result.columns().stream().map(SqlColumn::name).toList(),
                result.columns().stream().map(column -> column.type().name()).toList(),
                result.rows());
    }

    private static int characters(StatementResult result) {
        int characters = 0;
        for (List<@Nullable String> row : result.rows()) {
            for (String cell : row) {
                characters += 4 + (cell == null ? 0 : cell.length());
            }
        }
        return characters;
    }
}
