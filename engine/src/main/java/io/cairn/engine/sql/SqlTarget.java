package io.cairn.engine.sql;

import io.cairn.engine.dialect.Dialect;
import io.cairn.engine.dialect.PointInTime;
import io.cairn.engine.dialect.Statement;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.List;
import java.util.Optional;

/** Which states a question is about. */
public sealed interface SqlTarget {
    /** The state that it is asked of: the newest, unless the asker names a block. */
    record Asked() implements SqlTarget {}

    /** The state after a block that the statement names. */
    record Block(long height) implements SqlTarget {}

    /** The state after the newest block whose time is not after this one. */
    record Time(long millis) implements SqlTarget {}

    /** The state that it is asked of, and those before it as far as they are kept. */
    record History() implements SqlTarget {}

    /** The state that it is asked of, and the entries of the reads that it lists. */
    record Reads() implements SqlTarget {}

    /** The states after two blocks. */
    record Difference(long from, long to) implements SqlTarget {}

    /** Whether the statement itself says which block it is about. */
    default boolean namesBlock() {
        return switch (this) {
            case Asked _, History _, Reads _ -> false;
            case Block _, Time _, Difference _ -> true;
        };
    }

    /**
     * What a statement is about; a text that cannot be read is about the state it is asked of, which refuses it.
     *
     * @throws CairnException.Refused {@code sql-22023} for what is no height of a block, {@code sql-22007} for what is no
     *     timestamp
     */
    static SqlTarget of(SqlStatement statement) {
        boolean describes = Description.isAsked(statement.text());
        String text = describes ? Description.described(statement.text()) : statement.text();
        Statement read;
        try {
            read = Dialect.read(text, _ -> Optional.empty());
        } catch (CairnException.Incorrect unreadable) {
            return new Asked();
        }
        return switch (read) {
            case Statement.Engine engine
            when engine.asOf().isPresent() -> point(engine.asOf().get(), statement.parameters(), describes);
            case Statement.History _ when !describes -> new History();
            case Statement.Reads _ when !describes -> new Reads();
            case Statement.Difference difference
            when !describes ->
                new Difference(
                        height(difference.from(), statement.parameters()),
                        height(difference.to(), statement.parameters()));
            default -> new Asked();
        };
    }

    private static SqlTarget point(PointInTime point, List<Value> parameters, boolean describes) {
        return switch (point) {
            case PointInTime.Time(String timestamp) -> new Time(Timestamps.millis(timestamp));
            case PointInTime.Parameter _ when describes -> new Asked();
            case PointInTime.Parameter(int number, boolean isBlock)
            when !isBlock -> new Time(Timestamps.millis(parameter(number, parameters)));
            case PointInTime _ -> new Block(height(point, parameters));
        };
    }

    private static long height(PointInTime point, List<Value> parameters) {
        return switch (point) {
            case PointInTime.Block(long height) -> height;
            case PointInTime.Parameter(int number, boolean _) -> number(parameter(number, parameters));
            case PointInTime.Time _ -> throw notAHeight();
        };
    }

    private static Value parameter(int number, List<Value> parameters) {
        if (number > parameters.size()) {
            throw new CairnException.Refused(
                    "sql-08P01",
                    "parameters",
                    "the statement has a parameter " + number + ", got " + parameters.size());
        }
        return parameters.get(number - 1);
    }

    private static long number(Value value) {
        if (value instanceof Value.Int number && number.value() >= 0) {
            return number.value();
        }
        throw notAHeight();
    }

    private static CairnException.Refused notAHeight() {
        return new CairnException.Refused("sql-22023", "parameters", "the height of a block is a number of at least 0");
    }
}
