package io.cairn.engine.pgcatalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.dialect.PostgresServer;
import io.cairn.engine.sql.SqlState;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the system tables tell of themselves and of the types is what PostgreSQL 15 tells. */
final class CatalogOnBothTest {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private static Connection postgres;

    private final SqlState state = new SqlState();

    @BeforeAll
    static void connect() throws IOException, InterruptedException, SQLException {
        postgres = POSTGRES.connectForText();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Columns of system tables, and their types.
                "select n.nspname, c.relname, a.attname,"
                        + " format_type(case when t.typbasetype = 0 then t.oid else t.typbasetype end, -1)"
                        + " from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                        + " join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped"
                        + " join pg_type t on t.oid = a.atttypid"
                        + " where n.nspname in ('pg_catalog', 'information_schema')",
                "select table_schema, table_name, column_name, data_type, is_nullable from information_schema.columns"
                        + " where table_schema = 'pg_catalog'",
                // System tables, by their numbers.
                "select oid, relname, relkind from pg_class where relnamespace = 11",
                "select oid, nspname from pg_namespace where nspname = 'pg_catalog'",
                // Types.
                "select oid, typname, typlen, typbyval, typtype, typcategory, typispreferred, typdelim, typelem, typarray,"
                        + " typnotnull, typbasetype, typtypmod, typndims from pg_type where oid < 10000",
                "select oid, format_type(oid, null), format_type(oid, -1) from pg_type where oid < 10000",
                "select oid, format_type(oid, 20), format_type(oid, 655366) from pg_type where oid in (1042, 1043, 1700, 1015)",
                // Access methods, languages, collations.
                "select oid, amname, amtype from pg_am",
                "select oid, lanname from pg_language where lanname in ('internal', 'sql')",
                "select oid, collname from pg_collation where collname in ('default', 'C', 'POSIX')",
            })
    void isToldAlike(String question) throws SQLException {
        TreeSet<String> others = new TreeSet<>();
        state.ask(question).rows().forEach(row -> others.add(row.toString()));
        assertThat(others).isNotEmpty();
        // Not every table and type of PostgreSQL is here; what is here is as there.
        PostgresServer.rows(postgres, question).forEach(row -> others.remove(row.toString()));
        assertThat(others).isEmpty();
    }
}
