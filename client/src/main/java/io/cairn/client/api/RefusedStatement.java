package io.cairn.client.api;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.TokenShortage;
import io.cairn.engine.sql.Violation;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Words for the refusal of a signed statement. Its receipt has a code alone, because texts are no part of the state; what
 * exactly was wrong, and where, is told by running the statement again on a private copy that is then forgotten.
 */
public final class RefusedStatement {
    private static final String SQL = "sql-";

    /** The classes of SQLSTATE that are the statement's own fault, and cost little to meet again. */
    private static final Set<String> CLASSES = Set.of("0A", "22", "23", "2B", "3F", "42");

    private static final String STATEMENTS = "data/statements/";

    /**
     * How many statements may stand before a refused one that is run again: each of them is asked of the node by itself,
     * and who is refused shall be told soon.
     */
    static final int BEFORE_MAX = 50;

    private RefusedStatement() {}

    /** The place, from 0, of the statement of a mutation that is at fault; -1 where none is. */
    static int place(CairnException.Refused refused) {
        String at = refused.at();
        if (!at.startsWith(STATEMENTS)) {
            return -1;
        }
        int end = at.indexOf('/', STATEMENTS.length());
        try {
            return Integer.parseUnsignedInt(at, STATEMENTS.length(), end < 0 ? at.length() : end, 10);
        } catch (NumberFormatException odd) {
            return -1;
        }
    }

    /**
     * The refusal with the words of the second one.
     *
     * @param again runs the statement privately; null where it is not refused there
     * @return the same refusal where it says enough, or is met no more
     */
    public static CairnException.Refused inWords(
            CairnException.Refused refused, Supplier<CairnException.@Nullable Refused> again) {
        String code = refused.code();
        boolean isStatements = code.startsWith(SQL)
                && code.length() > SQL.length() + 2
                && CLASSES.contains(code.substring(SQL.length(), SQL.length() + 2));
        if (!isStatements || Violation.of(refused) != null || TokenShortage.of(refused) != null) {
            return refused;
        }
        CairnException.Refused told;
        try {
            told = again.get();
        } catch (CairnException unreachable) {
            return refused;
        }
        return told == null || !told.code().equals(code)
                ? refused
                : new CairnException.Refused(
                        code, refused.at(), String.valueOf(told.getMessage()), refused.detail(), refused.mutation());
    }
}
