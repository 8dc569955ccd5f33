package io.cairn.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The same tables on PostgreSQL and on the engine. */
record OnBoth(Connection postgres, SqlState state) {
    /** Makes the tables. */
    static OnBoth defined(Connection postgres, List<String> definitions) throws SQLException {
        SqlState state = new SqlState();
        for (String definition : definitions) {
            try (Statement statement = postgres.createStatement()) {
                statement.execute(definition);
            }
            state.change(definition);
        }
        return new OnBoth(postgres, state);
    }

    /** What PostgreSQL says to a statement. */
    interface Theirs {
        String said(Connection postgres, String statement) throws SQLException;
    }

    /** What the engine says to a statement. */
    interface Ours {
        String said(SqlState state, String statement);
    }

    /** Runs statements in order on both, which must say the same to each. */
    void sayTheSame(List<String> statements, Theirs theirs, Ours ours) throws SQLException {
        List<String> differences = new ArrayList<>();
        for (String statement : statements) {
            String expected = theirs.said(postgres, statement);
            String found = ours.said(state, statement);
            if (!expected.equals(found)) {
                differences.add(statement + "\n  expected " + expected + "\n  found    " + found);
            }
        }
        assertThat(differences).isEmpty();
    }
}
