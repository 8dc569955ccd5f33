package io.cairn.engine.pgcatalog;

import io.cairn.h2.constraint.Constraint;
import io.cairn.h2.constraint.ConstraintDomain;
import io.cairn.h2.constraint.ConstraintUnique;
import io.cairn.h2.engine.Database;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.index.Index;
import io.cairn.h2.schema.Domain;
import io.cairn.h2.schema.Schema;
import io.cairn.h2.schema.Sequence;
import io.cairn.h2.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a catalog under PostgreSQL's object ids: those of PostgreSQL for what it has by itself, and above 16384
 * the number in the catalog for what users made.
 */
final class CatalogObjects {
    /** Where PostgreSQL begins to number what users make. */
    static final int FIRST = 16_384;

    /** Ids of what has no number of its own in the catalog, each kind above one of these. */
    static final int KEY_INDEXES = 0x1000_0000;

    static final int DEFAULTS = 0x2000_0000;
    static final int ARRAYS = 0x3000_0000;
    static final int LABELS = 0x4000_0000;

    static final int PG_CATALOG = 11;
    static final int PUBLIC = 2200;
    static final int INFORMATION_SCHEMA = 13_207;

    /** Who owns everything. */
    static final int OWNER = 10;

    static final String OWNER_NAME = "owner";

    /** The name of the one database that a connection sees. */
    static final String DATABASE_NAME = "cairn";

    private final Database database;
    private @Nullable List<Relation> relations;
    private final SortedMap<Integer, Relation> byOid = new TreeMap<>();

    CatalogObjects(Database database) {
        this.database = database;
    }

    /** Those that a session's statements are about. */
    static CatalogObjects of(SessionLocal session) {
        Table table = session.getDatabase().getSchema("pg_catalog").getTableOrView(session, "pg_class");
        return ((SystemTable) table).objects();
    }

    /** The schemas by object id. */
    SortedMap<Integer, Schema> schemas() {
        SortedMap<Integer, Schema> schemas = new TreeMap<>();
        for (Schema schema : database.getAllSchemas()) {
            schemas.put(oid(schema), schema);
        }
        return schemas;
    }

    static int oid(Schema schema) {
        return switch (schema.getName()) {
            case "pg_catalog" -> PG_CATALOG;
            case "information_schema" -> INFORMATION_SCHEMA;
            case "public" -> PUBLIC;
            default -> FIRST + schema.getId();
        };
    }

    private static int namespace(TableLayout layout) {
        return layout.schema().equals("pg_catalog") ? PG_CATALOG : INFORMATION_SCHEMA;
    }

    private Collection<Schema> userSchemas() {
        return schemas().values().stream()
                .filter(schema -> oid(schema) >= FIRST || oid(schema) == PUBLIC)
                .toList();
    }

    /** All relations, in the order of their ids within each kind; read once, as a catalog does not change. */
    List<Relation> relations() {
        List<Relation> known = relations;
        if (known == null) {
            List<Relation> all = new ArrayList<>();
            Layouts.ALL.forEach(layout -> all.add(new Relation.System(layout, namespace(layout))));
            List<Relation.Stored> tables = tables();
            all.addAll(tables);
            tables.forEach(table -> all.addAll(indexes(table)));
            all.addAll(sequences());
            all.forEach(relation -> byOid.put(relation.oid(), relation));
            known = all;
            relations = all;
        }
        return known;
    }

    /** The tables and views that users made. */
    List<Relation.Stored> tables() {
        List<Relation.Stored> tables = new ArrayList<>();
        for (Schema schema : userSchemas()) {
            for (Table table : schema.getAllTablesAndViews(null)) {
                tables.add(new Relation.Stored(FIRST + table.getId(), oid(schema), table));
            }
        }
        tables.sort(Comparator.comparingInt(Relation.Stored::oid));
        return tables;
    }

    List<Relation.Numbers> sequences() {
        List<Relation.Numbers> sequences = new ArrayList<>();
        for (Schema schema : userSchemas()) {
            for (Sequence sequence : schema.getAllSequences()) {
                sequences.add(new Relation.Numbers(FIRST + sequence.getId(), oid(schema), sequence));
            }
        }
        sequences.sort(Comparator.comparingInt(Relation.Numbers::oid));
        return sequences;
    }

    List<Domain> domains() {
        List<Domain> domains = new ArrayList<>();
        userSchemas().forEach(schema -> domains.addAll(schema.getAllDomains()));
        domains.sort(Comparator.comparingInt(Domain::getId));
        return domains;
    }

    /** The constraints of a table, in the order of their ids. */
    static List<Constraint> constraints(Table table) {
        List<Constraint> constraints = new ArrayList<>();
        for (Constraint constraint : table.getConstraints()) {
            // The table that a foreign key refers to knows it too.
            if (constraint.getTable().getId() == table.getId()) {
                constraints.add(constraint);
            }
        }
        constraints.sort(Comparator.comparingInt(Constraint::getId));
        return constraints;
    }

    /** The checks of a domain, in the order of their ids. */
    static List<Constraint> checks(Domain domain) {
        List<ConstraintDomain> checks = domain.getConstraints();
        List<Constraint> sorted = new ArrayList<>(checks == null ? List.of() : checks);
        sorted.sort(Comparator.comparingInt(Constraint::getId));
        return sorted;
    }

    /** The indexes of a table; those that the engine keeps for foreign keys are no one's business. */
    static List<Relation.Indexed> indexes(Relation.Stored on) {
        List<Relation.Indexed> indexes = new ArrayList<>();
        for (Constraint constraint : constraints(on.table())) {
            if (constraint instanceof ConstraintUnique unique) {
                indexes.add(new Relation.Indexed(
                        KEY_INDEXES + unique.getId(), on.namespace(), on, unique.getIndex(), unique));
            }
        }
        List<Index> all = on.table().getIndexes();
        for (Index index : all == null ? List.<Index>of() : all) {
            boolean isOwn = index.getName() != null
                    && index.getCreateSQL() != null
                    && !index.getIndexType().isScan()
                    && !index.getIndexType().getBelongsToConstraint()
                    && !index.getIndexType().isPrimaryKey();
            if (isOwn) {
                indexes.add(new Relation.Indexed(FIRST + index.getId(), on.namespace(), on, index, null));
            }
        }
        indexes.sort(Comparator.comparingInt(Relation.Indexed::oid));
        return indexes;
    }

    /** The relation that a name means, without a schema one that needs none. */
    Optional<Relation> relation(Optional<String> schema, String name) {
        return relations().stream()
                .filter(relation -> relation.name().equals(name))
                .filter(relation -> schema.isPresent()
                        ? schemaName(relation.namespace()).equals(schema.get())
                        : isVisible(relation.namespace()))
                .findFirst();
    }

    Optional<Relation> relation(int oid) {
        relations();
        return Optional.ofNullable(byOid.get(oid));
    }

    Optional<Constraint> constraint(int oid) {
        return Stream.concat(
                        tables().stream().flatMap(table -> constraints(table.table()).stream()),
                        domains().stream().flatMap(domain -> checks(domain).stream()))
                .filter(constraint -> FIRST + constraint.getId() == oid)
                .findFirst();
    }

    /** The name of the sequence that numbers a column, as a statement would say it with its schema. */
    Optional<String> serialSequence(int oid, String column) {
        if (!(relation(oid).orElse(null) instanceof Relation.Stored stored)) {
            return Optional.empty();
        }
        return Arrays.stream(stored.table().getVisibleColumns())
                .filter(candidate -> candidate.getName().equals(column) && candidate.getSequence() != null)
                .map(candidate -> Identifiers.quoted(schemaName(stored.namespace())) + "."
                        + Identifiers.quoted(candidate.getSequence().getName()))
                .findFirst();
    }

    /**
     * What COMMENT ON said of an object.
     *
     * @param kind the id of the system table that lists it; 0 for any
     * @param column the place of a column, from 1; 0 for the object itself
     */
    Optional<String> comment(int kind, int oid, int column) {
        return PgDescriptions.all(this).stream()
                .filter(comment -> comment.oid() == oid && comment.column() == column)
                .filter(comment -> kind == 0 || comment.kind() == kind)
                .map(PgDescriptions.Comment::text)
                .findFirst();
    }

    /** The name of a schema; empty where there is none of that id. */
    String schemaName(int namespace) {
        Schema schema = schemas().get(namespace);
        return schema == null ? "" : schema.getName();
    }

    /** Whether what is in a schema needs no name of it. */
    static boolean isVisible(int namespace) {
        return namespace == PUBLIC || namespace == PG_CATALOG;
    }

    /** A name as a statement would say it, with its schema where that is needed. */
    String named(int namespace, String name) {
        String quoted = Identifiers.quoted(name);
        return isVisible(namespace) ? quoted : Identifiers.quoted(schemaName(namespace)) + "." + quoted;
    }
}
