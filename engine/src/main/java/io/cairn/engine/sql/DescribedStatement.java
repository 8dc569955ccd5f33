package io.cairn.engine.sql;

import io.cairn.engine.model.CairnException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a statement takes and answers, read from the rows of {@code DESCRIBE}, which may come from a node that lies.
 *
 * @param parameters in order
 * @param columns of its answer, in order; none where it has no rows
 */
public record DescribedStatement(List<SqlColumn> parameters, List<SqlColumn> columns) {
    private static final int WIDTH = 6;

    public DescribedStatement {
        parameters = List.copyOf(parameters);
        columns = List.copyOf(columns);
    }

    /**
     * The inverse of what {@code DESCRIBE} answers.
     *
     * @throws CairnException.Incorrect {@code bytes-malformed} where the rows are those of no description
     */
    public static DescribedStatement read(SqlResult described) {
        List<SqlColumn> parameters = new ArrayList<>();
        List<SqlColumn> columns = new ArrayList<>();
        for (List<@Nullable String> row : described.rows()) {
            if (row.size() != WIDTH) {
                throw malformed("a row of " + row.size() + " cells");
            }
            List<SqlColumn> kind = "parameter".equals(row.get(0)) ? parameters : columns;
            kind.add(column(row));
        }
        return new DescribedStatement(parameters, columns);
    }

    private static SqlColumn column(List<@Nullable String> row) {
        String element = row.get(5);
        return new SqlColumn(
                String.valueOf(row.get(1)),
                SqlType.named(String.valueOf(row.get(2))),
                number(row.get(3), Long.MAX_VALUE),
                (int) number(row.get(4), Integer.MAX_VALUE),
                true,
                element == null ? Optional.empty() : Optional.of(SqlType.named(element)));
    }

    private static long number(@Nullable String text, long max) {
        try {
            long number = Long.parseLong(String.valueOf(text));
            if (number >= -max && number <= max) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            // As one that is too large.
        }
        throw malformed("the number " + text);
    }

    private static CairnException malformed(String what) {
        return new CairnException.Incorrect("bytes-malformed", "description", what + " is no part of a description");
    }
}
