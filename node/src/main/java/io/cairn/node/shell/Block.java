package io.cairn.node.shell;

import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.SqlTransaction;
import io.cairn.engine.dialect.Statement;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.sql.SqlResult;
import io.cairn.node.gateway.Statements;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The block of statements that a session is in, from {@code BEGIN} to its end. They run on a private copy of the state, of
 * which every page is proved, and are sent together by {@code COMMIT}.
 */
final class Block {
    private final ClientDatabase database;
    private @Nullable SqlTransaction open;
    private boolean isOpen;

    Block(ClientDatabase database) {
        this.database = database;
    }

    boolean isOpen() {
        return isOpen;
    }

    /** What a prompt shows. */
    String mark() {
        return !isOpen ? "" : isFailed() ? "!" : "*";
    }

    private boolean isFailed() {
        return open == null || open.isFailed();
    }

    /** Runs a statement in the block. */
    Answer run(String statement) {
        SqlTransaction copy = open;
        if (copy == null) {
            throw new CairnException.Refused(
                    "sql-25P02", "", "the transaction was given up: nothing but ROLLBACK leads on");
        }
        SqlResult result = copy.run(statement, List.of());
        return result.columns().isEmpty()
                ? new Answer.Noted(Statements.words(statement, result.changed()), result.changed())
                : new Answer.Rows(result, copy.height(), Hash.ZERO, "not committed", () -> new byte[0]);
    }

    /** Carries out a statement about the transaction. */
    Answer control(Statement.Session control, String text) {
        return switch (control.kind()) {
            case BEGIN -> begin();
            case COMMIT -> commit();
            case ROLLBACK -> rollback();
            case SAVEPOINT, RELEASE, ROLLBACK_TO -> savepoint(control, text);
            case SET -> set(control.words());
            default -> throw new CairnException.Refused("sql-0A000", "statement", "this statement has no meaning here");
        };
    }

    private Answer begin() {
        if (isOpen) {
            throw new CairnException.Refused("sql-25001", "statement", "there is already a transaction in progress");
        }
        open = database.begin();
        isOpen = true;
        return new Answer.Noted("BEGIN", 0);
    }

    private Answer commit() {
        requireOpen("COMMIT");
        SqlTransaction copy = open;
        if (copy == null || copy.isFailed()) {
            return rollback();
        }
        try {
            return copy.commit()
                    .<Answer>map(fate -> new Answer.Changed("COMMIT", fate.requireOk(), null))
                    .orElseGet(() -> new Answer.Noted("COMMIT", 0));
        } finally {
            end();
        }
    }

    private Answer rollback() {
        requireOpen("ROLLBACK");
        end();
        return new Answer.Noted("ROLLBACK", 0);
    }

    private Answer savepoint(Statement.Session control, String text) {
        requireOpen("a savepoint");
        run(text);
        return new Answer.Noted(
                switch (control.kind()) {
                    case SAVEPOINT -> "SAVEPOINT";
                    case RELEASE -> "RELEASE";
                    default -> "ROLLBACK";
                },
                0);
    }

    /** Every transaction is serializable, which is at least what can be asked for. */
    private static Answer set(List<String> words) {
        if (!words.contains("transaction")) {
            throw new CairnException.Refused("sql-0A000", "statement", "there is no such setting here");
        }
        return new Answer.Noted("SET", 0);
    }

    private void requireOpen(String what) {
        if (!isOpen) {
            throw new CairnException.Refused(
                    "sql-25P01", "statement", "there is no transaction in progress that " + what + " could be about");
        }
    }

    /** Another thread may still be at it: what it does has no effect on what comes. */
    void abandon() {
        open = null;
    }

    private void end() {
        SqlTransaction copy = open;
        if (copy != null) {
            copy.close();
        }
        open = null;
        isOpen = false;
    }
}
