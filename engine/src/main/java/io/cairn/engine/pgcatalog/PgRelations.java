package io.cairn.engine.pgcatalog;

import io.cairn.h2.constraint.Constraint;
import io.cairn.h2.result.SortOrder;
import io.cairn.h2.schema.Domain;
import io.cairn.h2.schema.Sequence;
import io.cairn.h2.table.Column;
import io.cairn.h2.table.IndexColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rows of the system tables about relations and their columns. */
final class PgRelations {
    private static final int HEAP = 2;
    private static final int BTREE = 403;

    /** The column of its index of a descending order, and of one whose nulls stand first. */
    private static final int DESCENDING = 1;

    private static final int NULLS_FIRST = 2;

    private PgRelations() {}

    static void classes(Rows rows, CatalogObjects objects) {
        for (Relation relation : objects.relations()) {
            boolean isStored = relation instanceof Relation.Stored;
            rows.add(
                    "oid",
                    relation.oid(),
                    "relname",
                    relation.name(),
                    "relnamespace",
                    relation.namespace(),
                    "relowner",
                    CatalogObjects.OWNER,
                    "relam",
                    switch (relation.kind()) {
                        case "r" -> HEAP;
                        case "i" -> BTREE;
                        default -> 0;
                    },
                    "reltuples",
                    -1,
                    "relkind",
                    relation.kind(),
                    "relpersistence",
                    "p",
                    "relnatts",
                    columns(relation).size(),
                    "relchecks",
                    isStored ? checks((Relation.Stored) relation) : 0,
                    "relhasindex",
                    isStored
                            && !CatalogObjects.indexes((Relation.Stored) relation)
                                    .isEmpty(),
                    "relhastriggers",
                    isStored && hasReference((Relation.Stored) relation),
                    "relhasrules",
                    relation.kind().equals("v"),
                    "relispopulated",
                    true,
                    "relreplident",
                    relation.kind().equals("r") ? "d" : "n");
        }
    }

    /** PostgreSQL guards foreign keys by triggers, of both tables. */
    private static boolean hasReference(Relation.Stored relation) {
        for (Constraint constraint : relation.table().getConstraints()) {
            if (constraint.getConstraintType() == Constraint.Type.REFERENTIAL) {
                return true;
            }
        }
        return false;
    }

    private static int checks(Relation.Stored relation) {
        return (int) CatalogObjects.constraints(relation.table()).stream()
                .filter(constraint -> constraint.getConstraintType() == Constraint.Type.CHECK)
                .count();
    }

    /**
     * A column of a relation, whatever that is.
     *
     * @param length in bytes; -1 where it varies
     */
    private record Attribute(
            String name,
            PgType type,
            int length,
            boolean isNotNull,
            String identity,
            String generated,
            boolean hasDefault) {
        static Attribute plain(String name, PgType type, boolean isNotNull) {
            return new Attribute(name, type, PgType.length(type.oid()), isNotNull, "", "", false);
        }
    }

    private static List<Attribute> columns(Relation relation) {
        List<Attribute> columns = new ArrayList<>();
        switch (relation) {
            case Relation.Stored stored -> {
                for (Column column : stored.table().getVisibleColumns()) {
                    columns.add(new Attribute(
                            column.getName(),
                            PgType.of(column),
                            length(column),
                            !column.isNullable(),
                            identity(column),
                            column.isGenerated() ? "s" : "",
                            Definitions.hasDefault(column)));
                }
            }
            case Relation.System system ->
                system.layout()
                        .columns()
                        .forEach(column -> columns.add(Attribute.plain(
                                column.name(),
                                new PgType(
                                        PgType.named(column.type().replace("\"", ""))
                                                .orElse(PgType.TEXT),
                                        -1),
                                column.isNotNull())));
            case Relation.Indexed indexed -> {
                for (IndexColumn column : keyColumns(indexed)) {
                    columns.add(Attribute.plain(column.column.getName(), PgType.of(column.column), false));
                }
            }
            case Relation.Numbers _ -> {
                columns.add(Attribute.plain("last_value", new PgType(20, -1), true));
                columns.add(Attribute.plain("log_cnt", new PgType(20, -1), true));
                columns.add(Attribute.plain("is_called", new PgType(16, -1), true));
            }
        }
        return columns;
    }

    private static int length(Column column) {
        Domain domain = column.getDomain();
        return domain == null ? PgType.length(PgType.of(column).oid()) : PgType.length(domain);
    }

    /** The columns of an index; of a key, those that it names. */
    static List<IndexColumn> keyColumns(Relation.Indexed indexed) {
        return indexed.constraint() == null
                ? List.of(indexed.index().getIndexColumns())
                : List.of(indexed.constraint().getColumns());
    }

    static String identity(Column column) {
        return !column.isIdentity() ? "" : column.isGeneratedAlways() ? "a" : "d";
    }

    static void attributes(Rows rows, CatalogObjects objects) {
        for (Relation relation : objects.relations()) {
            List<Attribute> columns = columns(relation);
            for (int i = 0; i < columns.size(); i++) {
                attribute(rows, relation.oid(), i + 1, columns.get(i));
            }
        }
    }

    private static void attribute(Rows rows, int relation, int number, Attribute column) {
        int oid = column.type.oid();
        rows.add(
                "attrelid",
                relation,
                "attname",
                column.name,
                "atttypid",
                oid,
                "attstattarget",
                -1,
                "attlen",
                column.length,
                "attnum",
                number,
                "attndims",
                PgType.fixed(oid, "typcategory").orElse("").equals("A") ? 1 : 0,
                "attcacheoff",
                -1,
                "atttypmod",
                column.type.modifier(),
                "attalign",
                PgType.fixed(oid, "typalign").orElse("i"),
                "attstorage",
                PgType.fixed(oid, "typstorage").orElse("p"),
                "attcompression",
                "",
                "attnotnull",
                column.isNotNull,
                "atthasdef",
                column.hasDefault,
                "attidentity",
                column.identity,
                "attgenerated",
                column.generated,
                "attislocal",
                true,
                "attcollation",
                Integer.parseInt(PgType.fixed(oid, "typcollation").orElse("0")));
    }

    static void defaults(Rows rows, CatalogObjects objects) {
        for (Relation.Stored table : objects.tables()) {
            for (Column column : table.table().getVisibleColumns()) {
                if (Definitions.hasDefault(column)) {
                    int number = column.getColumnId() + 1;
                    rows.add(
                            "oid",
                            CatalogObjects.DEFAULTS + table.table().getId() * 2048 + number,
                            "adrelid",
                            table.oid(),
                            "adnum",
                            number,
                            "adbin",
                            Definitions.defaultText(column));
                }
            }
        }
    }

    static void indexes(Rows rows, CatalogObjects objects) {
        for (Relation.Stored table : objects.tables()) {
            for (Relation.Indexed indexed : CatalogObjects.indexes(table)) {
                index(rows, table, indexed);
            }
        }
    }

    private static void index(Rows rows, Relation.Stored table, Relation.Indexed indexed) {
        List<Integer> keys = new ArrayList<>();
        List<Integer> classes = new ArrayList<>();
        List<Integer> collations = new ArrayList<>();
        List<Integer> options = new ArrayList<>();
        for (IndexColumn column : keyColumns(indexed)) {
            int type = PgType.of(column.column).oid();
            keys.add(column.column.getColumnId() + 1);
            classes.add(operatorClass(type));
            collations.add(Integer.parseInt(PgType.fixed(type, "typcollation").orElse("0")));
            options.add(options(column.sortType));
        }
        rows.add(
                "indexrelid",
                indexed.oid(),
                "indrelid",
                table.oid(),
                "indnatts",
                keys.size(),
                "indnkeyatts",
                keys.size(),
                "indisunique",
                indexed.isUnique(),
                "indisprimary",
                indexed.isPrimary(),
                "indimmediate",
                true,
                "indisvalid",
                true,
                "indisready",
                true,
                "indislive",
                true,
                "indkey",
                keys,
                "indcollation",
                collations,
                "indclass",
                classes,
                "indoption",
                options);
    }

    /** The standard operators that a type is sorted by. */
    private static int operatorClass(int type) {
        TableLayout classes = Layouts.ALL.stream()
                .filter(layout -> layout.name().equals("pg_opclass"))
                .findFirst()
                .orElseThrow();
        Map<Integer, Integer> byType = new TreeMap<>();
        for (List<String> row : classes.rows()) {
            if (row.get(classes.column("opcdefault")).equals("t")) {
                byType.put(Integer.valueOf(row.get(classes.column("opcintype"))), Integer.valueOf(row.getFirst()));
            }
        }
        // A varchar is sorted as text.
        return byType.getOrDefault(type == 1043 ? PgType.TEXT : type, 0);
    }

    private static int options(int sortType) {
        boolean isDescending = (sortType & SortOrder.DESCENDING) != 0;
        boolean areNullsFirst =
                (sortType & SortOrder.NULLS_FIRST) != 0 || isDescending && (sortType & SortOrder.NULLS_LAST) == 0;
        return (isDescending ? DESCENDING : 0) | (areNullsFirst ? NULLS_FIRST : 0);
    }

    static void sequences(Rows rows, CatalogObjects objects) {
        for (Relation.Numbers numbers : objects.sequences()) {
            Sequence sequence = numbers.sequence();
            rows.add(
                    "seqrelid", numbers.oid(),
                    "seqtypid", PgType.of(sequence.getDataType()).oid(),
                    "seqstart", sequence.getStartValue(),
                    "seqincrement", sequence.getIncrement(),
                    "seqmax", sequence.getMaxValue(),
                    "seqmin", sequence.getMinValue(),
                    "seqcache", 1,
                    "seqcycle", sequence.getCycle() == Sequence.Cycle.CYCLE);
        }
    }
}
