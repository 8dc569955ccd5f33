package io.cairn.engine.sql;

import io.cairn.engine.dialect.Dialect;
import io.cairn.engine.dialect.Statement;
import io.cairn.engine.dialect.StatementKind;
import io.cairn.h2.command.CommandInterface;
import io.cairn.h2.command.Prepared;
import io.cairn.h2.command.ddl.TruncateTable;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.result.ResultInterface;
import io.cairn.h2.table.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** TRUNCATE of several tables, one after the other; H2 has it for one. A refusal takes back the whole statement. */
final class Truncation extends Prepared {
    private final List<Prepared> each;

    private Truncation(SessionLocal session, List<Prepared> each) {
        super(session);
        this.each = each;
        setParameterList(new ArrayList<>());
    }

    /** Plans a statement, which is this one or any other. */
    static Prepared prepare(SessionLocal session, Statement.Engine read, String text) {
        if (read.kind() == StatementKind.TRUNCATE) {
            List<String> texts = Dialect.truncations(read);
            if (texts.size() > 1) {
                return new Truncation(
                        session, texts.stream().map(session::prepare).toList());
            }
        }
        return session.prepare(text);
    }

    @Override
    public long update() {
        List<Table> tables =
                each.stream().map(one -> ((TruncateTable) one).table).toList();
        try {
            tell(tables, tables);
            long rows = 0;
            for (Prepared one : each) {
                rows += one.update();
            }
            return rows;
        } finally {
            tell(tables, List.of());
        }
    }

    private static void tell(List<Table> tables, List<Table> together) {
        for (Table table : tables) {
            if (table instanceof TreeTable tree) {
                tree.emptiedWith(together);
            }
        }
    }

    @Override
    public int getType() {
        return CommandInterface.TRUNCATE_TABLE;
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
