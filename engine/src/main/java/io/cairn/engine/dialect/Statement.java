package io.cairn.engine.dialect;

import java.util.List;
import java.util.Optional;

/** One statement that a client may run. */
public sealed interface Statement {
    /** What it does. */
    StatementKind kind();

    /**
     * Its tokens as the client wrote them, keywords and unquoted names in lower case, every literal and parameter as
     * {@code ?}, one space between any two. Two texts with one shape differ in values only.
     */
    String shape();

    /**
     * A statement for the engine.
     *
     * @param text the statement in H2's SQL, with its parameters as {@code ?1}, {@code ?2}, ...
     * @param parameters for each of those, in order, the number of the client's parameter that it takes; one may be
     *     named twice, and one that only {@code asOf} names is not among them
     * @param parameterCount the highest number of a parameter of the client
     * @param returnsRows whether it answers with rows; else with their count
     * @param asOf the past state that the whole query is about
     */
    record Engine(
            StatementKind kind,
            String text,
            List<Integer> parameters,
            int parameterCount,
            boolean returnsRows,
            Optional<PointInTime> asOf,
            String shape)
            implements Statement {
        public Engine {
            parameters = List.copyOf(parameters);
        }
    }

    /**
     * A statement about the transaction or session, for who keeps it.
     *
     * @param words its tokens in one notation, the first being the statement's word
     */
    record Session(StatementKind kind, List<String> words, String shape) implements Statement {
        public Session {
            words = List.copyOf(words);
        }
    }

    /**
     * {@code COPY table [(columns)] FROM STDIN}, whose one parameter holds the rows.
     *
     * @param insert puts in one row, whose cells are its parameters
     * @param columns the names of those cells
     * @param types their types in the engine's words; empty for a column that there is not
     */
    record Copy(Engine insert, List<String> columns, List<String> types, String shape) implements Statement {
        public Copy {
            columns = List.copyOf(columns);
            types = List.copyOf(types);
        }

        @Override
        public StatementKind kind() {
            return StatementKind.COPY;
        }
    }

    /**
     * {@code SHOW HISTORY OF table [WHERE condition]}.
     *
     * @param rows the rows whose history is asked for: a query of all columns of the table
     */
    record History(TableName table, Engine rows, String shape) implements Statement {
        @Override
        public StatementKind kind() {
            return StatementKind.SHOW_HISTORY;
        }
    }

    /**
     * {@code SHOW READS [OF table] [BY 'account'] [BEFORE sequence] [LIMIT number]}.
     *
     * @param table whose readers are asked for; empty for all
     * @param account whose reads are asked for; empty for all
     * @param before the sequence that the reads are before; {@link Long#MAX_VALUE} for the newest
     * @param limit how many are shown
     */
    record Reads(Optional<TableName> table, Optional<String> account, long before, int limit, String shape)
            implements Statement {
        /** How many reads are shown where the statement does not say. */
        public static final int LIMIT = 100;

        @Override
        public StatementKind kind() {
            return StatementKind.SHOW_READS;
        }
    }

    /** {@code DIFF table BETWEEN BLOCK from AND to}. */
    record Difference(TableName table, PointInTime from, PointInTime to, String shape) implements Statement {
        @Override
        public StatementKind kind() {
            return StatementKind.DIFFERENCE;
        }
    }

    /** A statement about rights. */
    record Rights(RightsChange change, String shape) implements Statement {
        @Override
        public StatementKind kind() {
            return StatementKind.RIGHTS;
        }
    }
}
