package io.cairn.node.gateway;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.sql.DescribedStatement;
import io.cairn.engine.sql.SqlColumn;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.sql.Violation;
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
import java.util.Optional;
import java.util.Set;

/**
 * One client's statements. A statement that stands alone is a mutation of its own or a question; those of a block, and
 * those that a client sends together, run on a private copy and are signed together at the end.
 */
final class GatewaySession implements SqlSession {
    private static final Set<String> ZONES = Set.of("utc", "gmt", "etc/utc");
    private static final Set<String> PATHS = Set.of("public", "\"$user\", public", "\"$user\",public");

    private final SqlDatabase database;
    private final Blocks blocks;
    private final SentText.Known texts = new SentText.Known();

    GatewaySession(SqlDatabase database, Blocks blocks) {
        this.database = database;
        this.blocks = blocks;
    }

    @Override
    public Result run(String sql, List<Parameter> parameters) {
        try {
            SentText sent = texts.of(sql);
            String text = sent.text();
            if (sent.control().isPresent()) {
                return new Result.Done(blocks.control(sent.control().get(), text));
            }
            if (sent.isHousekeeping()) {
                return new Result.Done(keepHouse(text));
            }
            List<Value> values = new ArrayList<>(parameters.size());
            parameters.forEach(parameter -> values.add(value(parameter)));
            SqlWork open = blocks.open();
            if (open == null) {
                return result(database.run(text, values), sent);
            }
            Optional<SqlDatabase.Outcome> answer =
                    blocks.isReadOnly() && Statements.isQuestion(text) ? open.ask(text, values) : Optional.empty();
            return answer.isPresent() ? result(answer.get(), sent) : within(open, sent, values);
        } catch (CairnException.Refused refused) {
            throw failure(refused, sql);
        }
    }

    private String keepHouse(String text) {
        String tag = Housekeeping.tag(text);
        if (tag.equals("VACUUM") && blocks.open() != null) {
            throw SqlFailure.of("25001", "VACUUM cannot run inside a transaction block");
        }
        String question = Housekeeping.question(text);
        if (!question.isEmpty()) {
            describe(question, List.of());
        }
        return tag;
    }

    private static Result result(SqlDatabase.Outcome outcome, SentText sent) {
        return switch (outcome) {
            case SqlDatabase.Outcome.Answered answered -> new ReadRows(answered.result(), "SELECT");
            case SqlDatabase.Outcome.Streamed streamed -> new ReadRows(streamed.rows(), "SELECT");
            case SqlDatabase.Outcome.Changed changed -> {
                SqlResult rows = changed.rows();
                yield rows == null
                        ? new Result.Done(Tags.of(sent.telling(), changed.changed()))
                        : new ReadRows(rows, sent.verb());
            }
        };
    }

    private Result within(SqlWork open, SentText sent, List<Value> values) {
        blocks.requireWritable(sent.telling());
        SqlResult result;
        try {
            result = open.run(sent.text(), values);
        } catch (CairnException.Refused refused) {
            if (refused.code().equals(Waiting.CANCELED)) {
                blocks.abandon();
            }
            throw refused;
        }
        return result.columns().isEmpty()
                ? new Result.Done(Tags.of(sent.telling(), result.changed()))
                : new ReadRows(result, sent.verb());
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

    static SqlFailure failure(CairnException.Refused refused) {
        String code = refused.code();
        String state = code.startsWith("sql-") ? code.substring("sql-".length()) : "42501";
        SqlFailure plain = SqlFailure.of(state, String.valueOf(refused.getMessage()));
        Violation violation = Violation.of(refused);
        if (violation != null) {
            return plain.withDetail(violation.more(code))
                    .about(new SqlFailure.Subject(
                            violation.schema(), violation.table(), violation.column(), violation.constraint()));
        }
        SqlFailure failure = isStatement(refused.at()) ? plain : plain.withDetail(refused.at());
        return state.equals("40001") ? failure.withHint("The transaction might succeed if retried.") : failure;
    }

    /** Whether a place is the whole statement, as the mutation that it is in has it, which tells a client nothing. */
    private static boolean isStatement(String at) {
        return at.equals("statement") || at.equals("text") || at.startsWith("data/statements/");
    }

    /** With the place in the statement, where that is what cannot be understood. */
    private SqlFailure failure(CairnException.Refused refused, String sql) {
        SqlFailure failure = failure(refused);
        boolean isPlaced = (failure.state().startsWith("42") || failure.state().startsWith("0A"))
                && texts.of(sql).text().equals(sql);
        int at = isPlaced ? FaultPlace.of(failure.getMessage(), sql) : -1;
        return at < 0
                ? failure
                : failure.saying(FaultPlace.without(failure.getMessage())).at(1 + sql.codePointCount(0, at));
    }

    @Override
    public Described describe(String sql, List<SqlType> parameterTypes) {
        try {
            SentText sent = texts.of(sql);
            if (sent.control().isPresent() || sent.isHousekeeping()) {
                return new Described(List.of(), List.of());
            }
            SqlWork open = blocks.open();
            SqlResult described = open == null ? database.describe(sent.text()) : open.describe(sent.text());
            return described(described, parameterTypes);
        } catch (CairnException.Refused refused) {
            throw failure(refused, sql);
        }
    }

    private static DescribedStatement read(SqlResult described) {
        try {
            return DescribedStatement.read(described);
        } catch (CairnException.Incorrect malformed) {
            throw SqlFailure.of("XX001", String.valueOf(malformed.getMessage()));
        }
    }

    private static Described described(SqlResult described, List<SqlType> parameterTypes) {
        List<SqlType> parameters = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        DescribedStatement read = read(described);
        for (SqlColumn parameter : read.parameters()) {
            int place = parameters.size();
            boolean named =
                    place < parameterTypes.size() && !parameterTypes.get(place).equals(SqlType.UNKNOWN);
            parameters.add(named ? parameterTypes.get(place) : Types.of(parameter));
        }
        for (SqlColumn column : read.columns()) {
            columns.add(Column.of(column.name(), Types.of(column)));
        }
        return new Described(parameters, columns);
    }

    @Override
    public CopyTarget copyIn(String table, List<String> columns) {
        String list = columns.isEmpty() ? "*" : String.join(", ", columns);
        List<Column> described =
                describe("SELECT " + list + " FROM " + table, List.of()).columns();
        return new CopyRows(table, columns, described, this::copy);
    }

    private void copy(String text, Value rows) {
        try {
            SqlWork open = blocks.open();
            if (open == null) {
                database.run(text, List.of(rows));
            } else {
                within(open, SentText.of(text), List.of(rows));
            }
        } catch (CairnException.Refused refused) {
            throw failure(refused);
        }
    }

    @Override
    public void together() {
        blocks.together();
    }

    @Override
    public void settle() {
        try {
            blocks.settle();
        } catch (CairnException.Refused refused) {
            throw failure(refused);
        }
    }

    @Override
    public void fail() {
        blocks.fail();
    }

    @Override
    public TransactionStatus status() {
        return blocks.status();
    }

    @Override
    public void apply(String setting, String value) {
        boolean standard = setting.equalsIgnoreCase("TimeZone")
                ? ZONES.contains(value.toLowerCase(Locale.ROOT))
                : PATHS.contains(value);
        if (!standard) {
            throw SqlFailure.of("0A000", setting + " cannot be " + value + " here");
        }
    }

    @Override
    public void cancel() {
        database.cancel();
    }

    @Override
    public void close() {
        blocks.close();
    }
}
