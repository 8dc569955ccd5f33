package io.cairn.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.dialect.PostgresServer;
import io.cairn.engine.model.CairnException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** A change that a constraint forbids is refused in PostgreSQL's words and with the names that it gives. */
final class ViolationsOnBothTest {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private static final List<String> DEFINITIONS = List.of(
            "create table p (id int primary key, code text unique, a int, b int, constraint pair unique (a, b))",
            "create table c (id bigint generated always as identity primary key, p int references p,"
                    + " n int not null, x int check (x > 0), constraint \"odd \"\"name: \" check (x <> 7),"
                    + " code text references p (code) on delete cascade)",
            "create table k (a text, b numeric(4, 1), primary key (a, b))",
            "create unique index k_b on k (b)",
            "create table tree (id int primary key, up int references tree)",
            "create schema s",
            "create table s.t (id int primary key, a int constraint small check (a < 10) not null)",
            "insert into p values (1, 'one', 1, 1), (2, 'two', 1, 2), (3, 'three', null, 2)",
            "insert into c (p, n, x, code) values (1, 1, 1, 'two')",
            "insert into k values ('x', 1.5), ('y', 2)",
            "insert into tree values (1, null), (2, 1)",
            "insert into s.t values (1, 1)");

    private static final List<String> REFUSED = List.of(
            "insert into p values (1, 'four', 4, 4)",
            "insert into p values (4, 'two', 4, 4)",
            "insert into p values (4, 'four', 1, 2)",
            "insert into p values (4, 'four', 4, 4), (4, 'five', 5, 5)",
            "update p set id = 2 where id = 3",
            "update p set code = 'one' where id = 3",
            "insert into p (code) values ('q')",
            "update p set id = null where id = 3",
            "insert into c (p, n) values (9, 1)",
            "update c set p = 9",
            "insert into c (n, code) values (1, 'nine')",
            "delete from p where id = 1",
            "update p set id = 8 where id = 1",
            "insert into c (p) values (1)",
            "insert into c (n, x) values (1, 0)",
            "insert into c (n, x) values (1, 7)",
            "update c set n = null",
            "update c set x = -1",
            "insert into k values ('x', 1.5)",
            "insert into k values ('z', 1.5)",
            "insert into k values ('z', null)",
            "insert into tree values (5, 6)",
            "delete from tree where id = 1",
            "insert into s.t values (1, 2)",
            "insert into s.t values (2, 20)",
            "insert into s.t values (2, null)",
            "insert into s.t values (1, 2) on conflict (id) do update set a = 11",
            "insert into p select 2, 'six', 6, 6");

    @Test
    void areTold() throws IOException, InterruptedException, SQLException {
        OnBoth both = OnBoth.defined(POSTGRES.connect(), DEFINITIONS);
        both.sayTheSame(REFUSED, ViolationsOnBothTest::onPostgres, ViolationsOnBothTest::here);
    }

    private static String onPostgres(Connection postgres, String text) throws SQLException {
        try (Statement statement = postgres.createStatement()) {
            statement.execute(text);
            return "";
        } catch (PSQLException refused) {
            ServerErrorMessage told = refused.getServerErrorMessage();
            if (told == null) {
                throw refused;
            }
            String more = String.valueOf(told.getDetail());
            return String.join(
                    " | ",
                    told.getSQLState(),
                    told.getMessage(),
                    more.startsWith("Key") ? more : "",
                    told.getSchema(),
                    told.getTable(),
                    told.getColumn() == null ? "" : told.getColumn(),
                    told.getConstraint() == null ? "" : told.getConstraint());
        }
    }

    private static String here(SqlState state, String text) {
        try {
            state.change(text);
            return "";
        } catch (CairnException.Refused refused) {
            Violation violation = Violation.of(refused);
            assertThat(violation).as(text + ": " + refused.getMessage()).isNotNull();
            assertThat(refused.getMessage()).isEqualTo(violation.message(refused.code()));
            return String.join(
                    " | ",
                    refused.code().substring("sql-".length()),
                    refused.getMessage(),
                    violation.more(refused.code()),
                    violation.schema(),
                    violation.table(),
                    violation.column(),
                    violation.constraint());
        }
    }
}
