package io.cairn.node.shell;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.sql.SqlResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is in a database, asked of its pg_catalog with the same proofs as anything else. */
record Catalog(Session session) {
    private static final String RELATIONS = """
            from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where n.nspname not in ('pg_catalog', 'information_schema')""";

    /** A table, view, index or sequence. */
    record Relation(long id, String schema, String name, String kind) {
        String title() {
            String word = switch (kind) {
                case "v" -> "View";
                case "i" -> "Index";
                case "S" -> "Sequence";
                default -> "Table";
            };
            return word + " " + CellText.clean(schema + "." + name);
        }
    }

    /** All relations of some kinds; {@code *} and {@code ?} in the pattern stand for any characters and for one. */
    SqlResult list(String kinds, @Nullable String pattern) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < kinds.length(); i++) {
            letters.append(i == 0 ? "'" : ", '").append(kinds.charAt(i)).append('\'');
        }
        boolean hasIndexes = kinds.equals("i");
        return session.ask("select n.nspname as \"Schema\", c.relname as \"Name\", case c.relkind when 'r' then 'table'"
                + " when 'v' then 'view' when 'i' then 'index' when 'S' then 'sequence' end as \"Type\""
                + (hasIndexes ? ", t.relname as \"Table\"\n" : "\n")
                + (hasIndexes
                        ? RELATIONS.replace(
                                "\nwhere",
                                " left join pg_catalog.pg_index i on i.indexrelid = c.oid"
                                        + " left join pg_catalog.pg_class t on t.oid = i.indrelid\nwhere")
                        : RELATIONS)
                + " and c.relkind in (" + letters + ")"
                + (pattern == null ? "" : " and c.relname like " + literal(like(pattern)))
                + " order by 1, 2");
    }

    /** The relation of a name, which may have a schema and quotes. */
    Relation find(String name) {
        int dot = name.indexOf('.');
        String schema = dot < 0 ? null : folded(name.substring(0, dot));
        String relation = folded(name.substring(dot + 1));
        SqlResult found = session.ask("select c.oid, n.nspname, c.relname, c.relkind " + RELATIONS
                + " and c.relname = " + literal(relation)
                + (schema == null ? "" : " and n.nspname = " + literal(schema)) + " order by 2");
        if (found.rows().isEmpty()) {
            throw new CairnException.Refused(
                    "sql-42P01", "", "there is no table, view, index or sequence " + CellText.clean(name));
        }
        List<@Nullable String> row = found.rows().getFirst();
        return new Relation(Long.parseLong(cell(row, 0)), cell(row, 1), cell(row, 2), cell(row, 3));
    }

    SqlResult columns(Relation relation) {
        return session.ask("select a.attname as \"Column\", format_type(a.atttypid, a.atttypmod) as \"Type\","
                + " case when a.attnotnull then 'not null' else '' end as \"Nullable\","
                + " coalesce(pg_get_expr(d.adbin, d.adrelid), '') as \"Default\""
                + " from pg_catalog.pg_attribute a left join pg_catalog.pg_attrdef d"
                + " on d.adrelid = a.attrelid and d.adnum = a.attnum where a.attrelid = " + relation.id()
                + " and a.attnum > 0 and not a.attisdropped order by a.attnum");
    }

    /** Indexes and constraints, a line each. */
    List<String> footer(Relation relation) {
        List<String> lines = new ArrayList<>();
        if (!relation.kind().equals("r")) {
            return lines;
        }
        add(
                lines,
                "Indexes:",
                session.ask("select c.relname, case when i.indisprimary then 'primary key' when"
                        + " i.indisunique then 'unique' else '' end, pg_get_indexdef(i.indexrelid)"
                        + " from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indexrelid"
                        + " where i.indrelid = " + relation.id() + " order by i.indisprimary desc, c.relname"));
        add(
                lines,
                "Constraints:",
                session.ask("select conname, pg_get_constraintdef(oid), ''"
                        + " from pg_catalog.pg_constraint where conrelid = " + relation.id()
                        + " and contype in ('c', 'f') order by 1"));
        return lines;
    }

    private static void add(List<String> lines, String title, SqlResult rows) {
        if (!rows.rows().isEmpty()) {
            lines.add(title);
        }
        for (List<@Nullable String> row : rows.rows()) {
            String kind = cell(row, 1);
            lines.add("    " + cell(row, 0) + (kind.isEmpty() ? "" : " " + kind)
                    + (cell(row, 2).isEmpty() ? "" : ": " + cell(row, 2)));
        }
    }

    private static String cell(List<@Nullable String> row, int index) {
        String cell = row.get(index);
        return cell == null ? "" : cell;
    }

    /** As PostgreSQL folds a name without quotes. */
    private static String folded(String name) {
        boolean isQuoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
        return isQuoted ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name.toLowerCase(Locale.ROOT);
    }

    private static String like(String pattern) {
        return folded(pattern)
                .replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_")
                .replace('*', '%')
                .replace('?', '_');
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
