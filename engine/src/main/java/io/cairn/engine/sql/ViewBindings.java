package io.cairn.engine.sql;

import io.cairn.engine.model.CairnException;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.schema.Schema;
import io.cairn.h2.table.Table;
import io.cairn.h2.table.TableView;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * What views read. Their stored text names tables and columns, and reads with the rights of the owners: a definition that
 * leaves a view without them, or lets it read another table under the same name, is refused.
 */
final class ViewBindings {
    /** A view that can be read, and the tables that it reads. */
    private record Bound(Schema schema, String name, int id, TableView view, TreeSet<Integer> tables) {}

    private ViewBindings() {}

    /** Carries out a definition that no view may notice; {@code sql-2BP01} where one does. */
    static <T> T kept(SessionLocal session, Supplier<T> definition) {
        List<Bound> before = bound(session);
        T done = definition.get();
        for (Bound each : before) {
            // A view that was dropped has no schema, name and id any more.
            Table there = each.schema().findTableOrView(session, each.name());
            boolean isThere = there != null && there.getId() == each.id();
            if (isThere && !isBound(each, session)) {
                throw new CairnException.Refused(
                        "sql-2BP01",
                        "statement",
                        "view " + each.name() + " depends on it; drop the view first, and make it again afterwards");
            }
        }
        return done;
    }

    private static List<Bound> bound(SessionLocal session) {
        List<Bound> views = new ArrayList<>();
        for (Schema schema : session.getDatabase().getAllSchemas()) {
            for (Table table : schema.getAllTablesAndViews(session)) {
                if (table instanceof TableView view && !view.isInvalid()) {
                    views.add(new Bound(schema, view.getName(), view.getId(), view, tables(view)));
                }
            }
        }
        return views;
    }

    private static boolean isBound(Bound before, SessionLocal session) {
        before.view().recompile(session, true, true);
        return !before.view().isInvalid() && tables(before.view()).equals(before.tables());
    }

    private static TreeSet<Integer> tables(TableView view) {
        TreeSet<Integer> ids = new TreeSet<>();
        for (Table table : view.getTables()) {
            ids.add(table.getId());
        }
        return ids;
    }
}
