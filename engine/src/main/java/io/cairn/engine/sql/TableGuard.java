package io.cairn.engine.sql;

import io.cairn.engine.dialect.Dialect;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.record.ObjectRights;
import io.cairn.engine.record.Privilege;
import io.cairn.engine.record.RowPolicy;
import io.cairn.h2.api.ErrorCode;
import io.cairn.h2.command.Parser;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.expression.Expression;
import io.cairn.h2.index.Index;
import io.cairn.h2.message.DbException;
import io.cairn.h2.result.Row;
import io.cairn.h2.table.Table;
import io.cairn.h2.table.TableFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one statement may do with one table: its privileges, and the rows that the table's policies let through. */
final class TableGuard {
    private final List<Say> says;
    private final Table table;
    private final SessionLocal session;
    private final StatementGuard statement;
    private final TreeMap<Privilege, List<Index>> indexes = new TreeMap<>();
    private final TreeMap<String, Condition> conditions = new TreeMap<>();

    /**
     * What one state says of the table.
     *
     * @param record of the table's name; null where no rights were given on it
     */
    record Say(Rights rights, @Nullable ObjectRights record) {
        /** What the newest state says and, for a question about another, what that says where names meant something else. */
        static List<Say> all(Rights rights, Table table) {
            Say newest = of(rights, table);
            Rights then = rights.then(newest.record());
            return then == null ? List.of(newest) : List.of(newest, of(then, table));
        }

        private static Say of(Rights rights, Table table) {
            return new Say(rights, rights.ofTable(table.getSchema().getName(), table.getName()));
        }

        boolean holds() {
            return rights.holds(record);
        }
    }

    TableGuard(List<Say> says, Table table, SessionLocal session, StatementGuard statement) {
        this.says = says;
        this.table = table;
        this.session = session;
        this.statement = statement;
    }

    boolean allows(Privilege privilege, String column) {
        return says.stream().allMatch(say -> say.rights().allows(say.record(), privilege, column));
    }

    boolean allowsAny(Privilege privilege) {
        return says.stream().allMatch(say -> say.rights().allowsAny(say.record(), privilege));
    }

    boolean hidesRows() {
        return says.stream().anyMatch(Say::holds);
    }

    /** The table's indexes as far as rows may be seen for a command; the same objects every time. */
    List<Index> indexes(Privilege command, List<Index> all) {
        List<Index> known = indexes.get(command);
        if (known == null || known.size() != all.size()) {
            known = new ArrayList<>(all.size());
            for (Index index : all) {
                known.add(new GuardedIndex(index, this, command));
            }
            indexes.put(command, known);
        }
        return known;
    }

    /** Whether a row is there for a command: what is changed must be visible as well. */
    boolean isVisible(Row row, Privilege command) {
        return passes(row, Privilege.SELECT, false) && (command == Privilege.SELECT || passes(row, command, false));
    }

    /** Refuses what the policies do not let through, before any constraint can tell of it. */
    void requireWritable(@Nullable Row before, @Nullable Row after) {
        Privilege command = before == null ? Privilege.INSERT : after == null ? Privilege.DELETE : Privilege.UPDATE;
        boolean allowed = (before == null || passes(before, command, false))
                && (after == null || passes(after, command, true))
                && (command != Privilege.UPDATE || passes(after, Privilege.SELECT, false));
        if (!allowed) {
            throw new CairnException.Refused(
                    "sql-42501",
                    "statement",
                    "new row violates row-level security policy for table " + table.getName());
        }
    }

    private boolean passes(@Nullable Row row, Privilege command, boolean written) {
        return row != null && says.stream().filter(Say::holds).allMatch(say -> passes(say, row, command, written));
    }

    /** One permissive policy must let the row through, and every restrictive one. */
    private boolean passes(Say say, Row row, Privilege command, boolean written) {
        boolean permitted = false;
        if (say.record() == null) {
            return false;
        }
        for (RowPolicy policy : say.rights().policies(say.record(), command)) {
            String text = written ? policy.written() : policy.using();
            if (policy.permissive()) {
                permitted = permitted
                        || (text != null && condition(policy.name(), text).holds(row));
            } else if (text != null && !condition(policy.name(), text).holds(row)) {
                return false;
            }
        }
        return permitted;
    }

    private Condition condition(String policy, String text) {
        Condition known = conditions.get(text);
        if (known == null) {
            known = statement.asOwner(() -> Condition.of(session, table, policy, text));
            conditions.put(text, known);
        }
        return known;
    }

    /** The condition of a policy, ready for rows. */
    record Condition(SessionLocal session, TableFilter row, Expression test, String policy) {
        /** Makes one; every failure is about the policy and tells nothing of rows. */
        static Condition of(SessionLocal session, Table table, String policy, String text) {
            try {
                TableFilter row = new TableFilter(session, table, null, true, null, 0, null);
                Expression parsed = new Parser(session).parseExpression("(" + Dialect.condition(text) + ")");
                parsed.mapColumns(row, 0, Expression.MAP_INITIAL);
                return new Condition(session, row, parsed.optimize(session), policy);
            } catch (DbException | CairnException.Incorrect failure) {
                throw failed(policy, failure);
            }
        }

        boolean holds(Row candidate) {
            row.set(candidate);
            try {
                return test.getBooleanValue(session);
            } catch (DbException failure) {
                throw failed(policy, failure);
            }
        }

        private static RuntimeException failed(String policy, RuntimeException failure) {
            boolean isOwn = failure instanceof DbException known
                    && known.getErrorCode() != ErrorCode.STATEMENT_WAS_CANCELED
                    && !(known.getCause() instanceof CairnException)
                    && !(known.getCause() instanceof io.cairn.h2.deterministic.OutgrownException);
            return isOwn || failure instanceof CairnException.Incorrect
                    ? new CairnException.Refused(
                            "sql-42501", "statement", "the row policy " + policy + " cannot be evaluated")
                    : failure;
        }
    }
}
