package io.cairn.engine.mutation;

import io.cairn.engine.codec.ValueCodec;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of {@link Operation.ExecuteSql}, read and written. */
public final class SqlFields {
    private static final int HASH_BYTES = 32;

    private SqlFields() {}

    static Operation read(PayloadFields fields) {
        String database = fields.database();
        List<SqlText> statements = statements(fields.list("statements"), "data/statements");
        Value base = fields.find("base");
        return new Operation.ExecuteSql(database, statements, base == null ? null : base(base, "data/base"));
    }

    static Operation question(PayloadFields fields) {
        String database = fields.database();
        List<Value> given = fields.list("statements");
        List<SqlText> statements = statements(given, "data/statements");
        boolean isOne = statements.size() == 1 && statements.getFirst().expected() == null;
        if (!isOne || ValueCodec.encode(given.getFirst()).length > Operation.ReadSql.BYTES_MAX) {
            throw new CairnException.Incorrect(
                    "read-too-long",
                    "data/statements",
                    "a question on record is one statement of at most " + Operation.ReadSql.BYTES_MAX
                            + " bytes with its parameters");
        }
        ReadPurpose purpose = ReadPurpose.of(fields.requireText("purpose"));
        Long at = fields.number("at");
        if (at != null && at < 0) {
            throw new CairnException.Incorrect("payload-field-type", "data/at", "a height is a number of at least 0");
        }
        return new Operation.ReadSql(database, statements.getFirst(), purpose, at);
    }

    static void write(Operation.ReadSql read, Value.Document.Builder fields) {
        fields.put("database", read.database())
                .put("statements", write(List.of(read.statement())))
                .put("purpose", read.purpose().word());
        if (read.at() != null) {
            fields.put("at", read.at());
        }
    }

    /**
     * Reads the statements of a mutation, or of a request about one.
     *
     * @param at where they stand, for refusals
     */
    public static List<SqlText> statements(List<Value> given, String at) {
        if (given.isEmpty() || given.size() > SqlText.STATEMENTS_MAX) {
            throw new CairnException.Incorrect(
                    "sql-statements-count",
                    at,
                    "a mutation holds 1 to " + SqlText.STATEMENTS_MAX + " statements, got " + given.size());
        }
        List<SqlText> statements = new ArrayList<>(given.size());
        for (int i = 0; i < given.size(); i++) {
            statements.add(statement(given.get(i), at + "/" + i));
        }
        return statements;
    }

    private static SqlText statement(Value value, String at) {
        PayloadFields fields = object(value, at, "a statement");
        String text = fields.requireText("text");
        List<Value> parameters = fields.list("parameters");
        Value expected = fields.find("expected");
        fields.finish();
        if (parameters.size() > SqlText.PARAMETERS_MAX) {
            throw new CairnException.Incorrect(
                    "sql-parameters-count", at + "/parameters", "a statement has too many parameters");
        }
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i) instanceof Value.Array || parameters.get(i) instanceof Value.Document) {
                throw new CairnException.Unsupported(
                        at + "/parameters/" + i, "a parameter is a single value, not an array or object");
            }
        }
        return new SqlText(text, parameters, expected == null ? null : hash(expected, at + "/expected"));
    }

    /** Reads where statements were run before. */
    public static SqlBase base(Value value, String at) {
        PayloadFields fields = object(value, at, "a base");
        Long height = fields.number("height");
        Value seed = fields.find("seed");
        Long time = fields.number("time");
        fields.finish();
        if (height == null || height < 0 || seed == null || (time != null && time < 0)) {
            throw new CairnException.Incorrect(
                    "sql-base-malformed", at, "a base has a height, a seed and perhaps a time, none below 0");
        }
        return new SqlBase(height, hash(seed, at + "/seed"), time);
    }

    private static PayloadFields object(Value value, String at, String what) {
        if (!(value instanceof Value.Document document)) {
            throw new CairnException.Incorrect("payload-field-type", at, what + " is an object");
        }
        return new PayloadFields(document, at);
    }

    private static Hash hash(Value value, String at) {
        if (value instanceof Value.Bytes bytes && bytes.value().length == HASH_BYTES) {
            return Hash.of(bytes.value());
        }
        throw new CairnException.Incorrect("payload-field-type", at, "a digest has " + HASH_BYTES + " bytes");
    }

    /** The inverse of {@link #statements}. */
    public static Value write(List<SqlText> statements) {
        List<Value> values = new ArrayList<>(statements.size());
        for (SqlText statement : statements) {
            Value.Document.Builder fields = Value.Document.builder().put("text", statement.text());
            if (!statement.parameters().isEmpty()) {
                fields.put("parameters", new Value.Array(statement.parameters()));
            }
            @Nullable Hash expected = statement.expected();
            if (expected != null) {
                fields.put("expected", Value.of(expected.toBytes()));
            }
            values.add(fields.build());
        }
        return new Value.Array(values);
    }

    /** The inverse of {@link #base}. */
    public static Value write(SqlBase base) {
        Value.Document.Builder fields = Value.Document.builder()
                .put("height", base.height())
                .put("seed", Value.of(base.seed().toBytes()));
        if (base.timeMillis() != null) {
            fields.put("time", base.timeMillis());
        }
        return fields.build();
    }
}
