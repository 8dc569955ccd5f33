package io.cairn.engine.sql;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which constraint a refused change would have broken, as a receipt keeps it and in PostgreSQL's words, by which mappers of
 * objects find its name. A part that does not apply is empty.
 *
 * @param schema of the table
 * @param table that has the constraint
 * @param column that must not be null
 * @param constraint its name, or that of an index without one
 * @param referenced the table that a foreign key refers to
 * @param inUse whether a row of that table was to go, not one to come that refers to it
 * @param key the columns and values that are there twice, not there, or in use, as {@code (id)=(1)}
 */
public record Violation(
        String schema, String table, String column, String constraint, String referenced, boolean inUse, String key) {
    static final String NOT_NULL = "sql-23502";
    static final String REFERENCE = "sql-23503";
    static final String KEY = "sql-23505";
    static final String CHECK = "sql-23514";

    /** Classes of SQLSTATE that are about what a statement says, costs or stands in, and about no row. */
    private static final List<String> WORDS = List.of("sql-0A", "sql-25", "sql-40", "sql-42", "sql-54", "sql-57");

    /** What a refusal tells; null where it is about no constraint that is known. */
    public static @Nullable Violation of(CairnException.Refused refused) {
        boolean isOne = switch (refused.code()) {
            case NOT_NULL, REFERENCE, KEY, CHECK -> true;
            default -> false;
        };
        Value.Document detail = refused.detail();
        if (!isOne || detail == null || !(detail.get("table") instanceof Value.Text table)) {
            return null;
        }
        return new Violation(
                text(detail, "schema"),
                table.value(),
                text(detail, "column"),
                text(detail, "constraint"),
                text(detail, "referenced"),
                Value.of(true).equals(detail.get("inUse")),
                text(detail, "key"));
    }

    /** The same refusal for somebody who must not learn values; what is about the statement's words alone is told. */
    static CairnException.Refused withoutValues(CairnException.Refused refused) {
        Violation violation = of(refused);
        String code = refused.code();
        boolean isOfWords = WORDS.stream().anyMatch(code::startsWith) && !code.equals("sql-42000");
        if (violation == null && (isOfWords || !code.startsWith("sql-"))) {
            return refused;
        }
        return new CairnException.Refused(
                code,
                refused.at(),
                "a value that the statement meets is refused; the owners of the table can tell which",
                violation == null ? refused.detail() : violation.keyless().toValue());
    }

    private Violation keyless() {
        return new Violation(schema, table, column, constraint, referenced, inUse, "");
    }

    private static String text(Value.Document detail, String name) {
        return detail.get(name) instanceof Value.Text text ? text.value() : "";
    }

    static Violation ofColumn(String schema, String table, String column) {
        return new Violation(schema, table, column, "", "", false, "");
    }

    static Violation ofCheck(String schema, String table, String constraint) {
        return new Violation(schema, table, "", constraint, "", false, "");
    }

    static Violation ofKey(String schema, String table, String constraint, String key) {
        return new Violation(schema, table, "", constraint, "", false, key);
    }

    /** The refusal of a change that would lead to this. */
    CairnException.Refused refusal(String code) {
        return new CairnException.Refused(code, "statement", message(code), toValue());
    }

    private Value.Document toValue() {
        Value.Document.Builder fields =
                Value.Document.builder().put("schema", schema).put("table", table);
        put(fields, "column", column);
        put(fields, "constraint", constraint);
        put(fields, "referenced", referenced);
        if (inUse) {
            fields.put("inUse", Value.of(true));
        }
        put(fields, "key", key);
        return fields.build();
    }

    private static void put(Value.Document.Builder fields, String name, String text) {
        if (!text.isEmpty()) {
            fields.put(name, text);
        }
    }

    /** What PostgreSQL says for a code. */
    public String message(String code) {
        return switch (code) {
            case NOT_NULL ->
                "null value in column \"" + column + "\" of relation \"" + table + "\" violates not-null constraint";
            case REFERENCE ->
                inUse
                        ? "update or delete on table \"" + referenced + "\" violates foreign key constraint \""
                                + constraint + "\" on table \"" + table + "\""
                        : "insert or update on table \"" + table + "\" violates foreign key constraint \"" + constraint
                                + "\"";
            case CHECK -> "new row for relation \"" + table + "\" violates check constraint \"" + constraint + "\"";
            default -> "duplicate key value violates unique constraint \"" + constraint + "\"";
        };
    }

    /** PostgreSQL's second sentence; empty where the values of the key are not told. */
    public String more(String code) {
        if (key.isEmpty()) {
            return "";
        }
        if (!code.equals(REFERENCE)) {
            return "Key " + key + " already exists.";
        }
        return inUse
                ? "Key " + key + " is still referenced from table \"" + table + "\"."
                : "Key " + key + " is not present in table \"" + referenced + "\".";
    }
}
