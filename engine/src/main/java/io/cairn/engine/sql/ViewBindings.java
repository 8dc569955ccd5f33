package io.cairn.engine.sql;

import io.cairn.engine.model.CairnException;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.schema.Schema;
import io.cairn.h2.table.Table;
import io.cairn.h2.table.TableView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What views read. Their stored text names tables and columns, and reads with the rights of the owners: a definition that
 * leaves a view without one of them is refused, so that no other can take the name and be read in its place.
 */
final class ViewBindings {
    /** A view that can be read. */
    private record Readable(Schema schema, String name, int id, TableView view) {}

    private ViewBindings() {}

    /** Carries out a definition that no view may notice; {@code sql-2BP01} where one does. */
    static <T> T kept(SessionLocal session, Supplier<T> definition) {
        List<Readable> before = readable(session);
        T done = definition.get();
        for (Readable each : before) {
            // A view that was dropped has no schema, name and id any more.
            Table there = each.schema().findTableOrView(session, each.name());
            if (there != null && there.getId() == each.id() && isBroken(each.view(), session)) {
                throw new CairnException.Refused(
                        "sql-2BP01",
                        "statement",
                        "view " + each.name() + " depends on it; drop the view first, and make it again afterwards");
            }
        }
        return done;
    }

    private static List<Readable> readable(SessionLocal session) {
        List<Readable> views = new ArrayList<>();
        for (Schema schema : session.getDatabase().getAllSchemas()) {
            for (Table table : schema.getAllTablesAndViews(session)) {
                if (table instanceof TableView view && !view.isInvalid()) {
                    views.add(new Readable(schema, view.getName(), view.getId(), view));
                }
            }
        }
        return views;
    }

    private static boolean isBroken(TableView view, SessionLocal session) {
        view.recompile(session, true, true);
        return view.isInvalid();
    }
}
