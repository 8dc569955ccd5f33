package io.cairn.node.gateway;

import io.cairn.client.api.ReadOptions;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.node.pgtype.Cell;
import io.cairn.node.pgtype.SqlFailure;
import io.cairn.node.pgtype.SqlType;
import io.cairn.node.pgtype.TextFormat;
import io.cairn.node.pgwire.Column;
import io.cairn.node.pgwire.CopyTarget;
import io.cairn.node.pgwire.Described;
import io.cairn.node.pgwire.Parameter;
import io.cairn.node.pgwire.Result;
import io.cairn.node.pgwire.SqlSession;
import io.cairn.node.pgwire.TransactionStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One client's statements, each a transaction of its own; blocks are refused. */
final class GatewaySession implements SqlSession {
    private static final String NOT_SUPPORTED = "0A000";
    private static final Set<String> ZONES = Set.of("utc", "gmt", "etc/utc");
    private static final Set<String> PATHS = Set.of("public", "\"$user\", public", "\"$user\",public");
    private static final Set<String> BLOCK_WORDS =
            Set.of("BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE", "PREPARE");

    private final Statements statements;

    GatewaySession(Statements statements) {
        this.statements = statements;
    }

    @Override
    public Result run(String sql, List<Parameter> parameters) {
        requireNoBlock(sql);
        List<Value> values = new ArrayList<>(parameters.size());
        parameters.forEach(parameter -> values.add(value(parameter)));
        try {
            return switch (statements.run(ParameterMarks.numbered(sql), values, ReadOptions.PROVED)) {
                case Statements.Outcome.Answered answered ->
                    new ReadRows(answered.reading().result());
                case Statements.Outcome.Changed changed -> new Result.Done(changed.words());
            };
        } catch (CairnException.Refused refused) {
            throw failure(refused);
        }
    }

    private static void requireNoBlock(String sql) {
        List<String> words = Words.first(sql, 1);
        if (!words.isEmpty() && BLOCK_WORDS.contains(words.getFirst())) {
            throw SqlFailure.of(NOT_SUPPORTED, "transactions of several statements are not built yet")
                    .withHint("each statement is a transaction of its own");
        }
    }

    private static Value value(Parameter parameter) {
        return switch (parameter.cell()) {
            case Cell.Special special when special == Cell.Special.NULL -> Value.none();
            case Cell.Bool bool -> Value.of(bool.value());
            case Cell.Int number -> Value.of(number.value());
            case Cell.Bytes bytes -> Value.of(bytes.value());
            case Cell cell -> Value.of(TextFormat.STANDARD.write(parameter.type(), cell));
        };
    }

    private static SqlFailure failure(CairnException.Refused refused) {
        String code = refused.code();
        String state = code.startsWith("sql-") ? code.substring("sql-".length()) : "42501";
        return SqlFailure.of(state, String.valueOf(refused.getMessage())).withDetail(refused.at());
    }

    @Override
    public Described describe(String sql, List<SqlType> parameterTypes) {
        requireNoBlock(sql);
        try {
            List<SqlType> parameters = new ArrayList<>();
            List<Column> columns = new ArrayList<>();
            for (List<@Nullable String> row : statements.describe(ParameterMarks.numbered(sql))) {
                SqlType type = Types.of(String.valueOf(row.get(2)));
                if ("parameter".equals(row.get(0))) {
                    int place = parameters.size();
                    boolean named = place < parameterTypes.size()
                            && !parameterTypes.get(place).equals(SqlType.UNKNOWN);
                    parameters.add(named ? parameterTypes.get(place) : type);
                } else {
                    columns.add(Column.of(String.valueOf(row.get(1)), type));
                }
            }
            return new Described(parameters, columns);
        } catch (CairnException.Refused refused) {
            throw failure(refused);
        }
    }

    @Override
    public CopyTarget copyIn(String table, List<String> columns) {
        throw SqlFailure.of(NOT_SUPPORTED, "COPY into tables is not built yet");
    }

    @Override
    public void settle() {
        // Every statement has ended when it was answered.
    }

    @Override
    public void fail() {
        // Every statement has ended when it was answered.
    }

    @Override
    public TransactionStatus status() {
        return TransactionStatus.IDLE;
    }

    @Override
    public void apply(String setting, String value) {
        boolean standard = setting.equalsIgnoreCase("TimeZone")
                ? ZONES.contains(value.toLowerCase(Locale.ROOT))
                : PATHS.contains(value);
        if (!standard) {
            throw SqlFailure.of(NOT_SUPPORTED, setting + " cannot be " + value + " here");
        }
    }

    @Override
    public void cancel() {
        // Statements end by their budgets; one that was sent cannot be taken back.
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
