package io.cairn.engine.sql;

import io.cairn.engine.dialect.Dialect;
import io.cairn.engine.dialect.Statement;
import io.cairn.engine.dialect.StatementKind;
import io.cairn.h2.command.CommandInterface;
import io.cairn.h2.command.Prepared;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.result.ResultInterface;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An ALTER TABLE of several changes, one after the other; H2 makes one. Each is planned when those before it are made. A
 * refusal takes back the whole statement.
 */
final class Alteration extends Prepared {
    private final List<String> each;

    private Alteration(SessionLocal session, List<String> each) {
        super(session);
        this.each = each;
        setParameterList(new ArrayList<>());
    }

    /** Plans a statement, which is this one or any other. */
    static Prepared prepare(SessionLocal session, Statement.Engine read, String text) {
        if (read.kind() == StatementKind.DEFINITION) {
            List<String> texts = Dialect.alterations(read);
            if (texts.size() > 1) {
                return new Alteration(session, texts);
            }
        }
        return Truncation.prepare(session, read, text);
    }

    @Override
    public long update() {
        for (String one : each) {
            // A column that goes and comes again is another one, of which a view must not be made to read.
            ViewBindings.kept(session, () -> session.prepare(one).update());
        }
        return 0;
    }

    @Override
    public int getType() {
        return CommandInterface.ALTER_TABLE_ADD_COLUMN;
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public boolean isTransactional() {
        return true;
    }

    @Override
    @SuppressWarnings("NullAway") // H2 says by null that there are no rows.
    public @Nullable ResultInterface queryMeta() {
        return null;
    }
}
