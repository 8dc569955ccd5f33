package io.cairn.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Descriptions are read, and refused where they are none: they may come from a node that lies. */
final class DescribedStatementTest {
    private static SqlResult rows(@Nullable String... cells) {
        return new SqlResult(List.of(), List.of(Arrays.asList(cells)), 0);
    }

    @Test
    void areWhatTheEngineSaysOfAStatement() {
        SqlState state = new SqlState();
        state.change("create table t (id int primary key, tags text[], price numeric(8, 2))");
        DescribedStatement read =
                DescribedStatement.read(state.ask("describe select id, tags, price from t where id = $1"));
        assertThat(read.parameters()).extracting(SqlColumn::type).containsExactly(SqlType.INTEGER);
        assertThat(read.columns()).extracting(SqlColumn::name).containsExactly("id", "tags", "price");
        assertThat(read.columns())
                .extracting(SqlColumn::element)
                .containsExactly(Optional.empty(), Optional.of(SqlType.VARCHAR), Optional.empty());
        assertThat(read.columns().get(2).precision()).isEqualTo(8);
        assertThat(read.columns().get(2).scale()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "column, a, NOTHING, 0, 0, -",
                "column, a, -, 0, 0, -",
                "column, a, integer, 0, 0, -",
                "column, a, ARRAY, 0, 0, NOTHING",
                "column, a, INTEGER, x, 0, -",
                "column, a, INTEGER, -, 0, -",
                "column, a, INTEGER, 0, 2147483648, -",
                "column, a, INTEGER, 0, 9223372036854775808, -",
                "parameter, a, INTEGER, 0, -9223372036854775808, -",
            })
    void areRefusedWhereTheyNameWhatIsNot(
            String kind,
            String name,
            @Nullable String type,
            @Nullable String precision,
            String scale,
            @Nullable String element) {
        assertThatThrownBy(() -> DescribedStatement.read(rows(kind, name, type, precision, scale, element)))
                .isInstanceOfSatisfying(
                        CairnException.Incorrect.class,
                        refused -> assertThat(refused.code()).isEqualTo("bytes-malformed"));
    }

    @Test
    void areRefusedWhereTheirRowsAreTooShort() {
        assertThatThrownBy(() -> DescribedStatement.read(rows("column", "a", "INTEGER", "0", "0")))
                .isInstanceOf(CairnException.Incorrect.class)
                .hasMessageContaining("5 cells");
    }
}
