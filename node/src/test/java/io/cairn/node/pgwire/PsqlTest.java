package io.cairn.node.pgwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What psql makes of the server. */
final class PsqlTest {
    private static final int SECONDS_MAX = 60;

    @TempDir
    private Path folder;

    /** What psql wrote, and with which exit code it ended. */
    record Run(int exit, String text) {}

    @Test
    void createsInsertsAndSelects() throws Exception {
        try (TestServer server = TestServer.start()) {
            Run run = psql(server, """
                    CREATE TABLE peaks (name text, metres int, seen timestamp with time zone);
                    INSERT INTO peaks VALUES ('Eiger', 3967, '2026-11-21 10:00:00+01'), ('Mönch', NULL, NULL);
                    SELECT * FROM peaks ORDER BY name;
                    SELECT 1 AS one; SELECT 'it''s; fine' AS text /* ; /* ; */ */;
                    """);
            assertThat(run.text()).isEqualTo("""
                    CREATE TABLE
                    INSERT 0 2
                    Eiger|3967|2026-11-21 09:00:00+00
                    Mönch||
                    1
                    it's; fine
                    """);
            assertThat(run.exit()).isZero();
        }
    }

    @Test
    void statementsOfOneTextAreOneTransaction() throws Exception {
        try (TestServer server = TestServer.start()) {
            assertThat(psql(server, "CREATE TABLE t (id int PRIMARY KEY);").exit())
                    .isZero();
            Run run = psql(server, """
                    INSERT INTO t VALUES (1)\\; INSERT INTO t VALUES (2)\\; INSERT INTO t VALUES (1);
                    SELECT count(*) FROM t;
                    BEGIN;
                    INSERT INTO t VALUES (5);
                    SELECT * FROM nothing;
                    SELECT 1;
                    COMMIT;
                    SELECT count(*) FROM t;
                    """);
            assertThat(run.text())
                    .contains("ERROR:  23505")
                    .contains("ERROR:  42P01")
                    .contains("ERROR:  25P02: current transaction is aborted")
                    .contains("ROLLBACK\n0\n");
        }
    }

    @Test
    void copiesBothWays() throws Exception {
        try (TestServer server = TestServer.start()) {
            Run run = psql(server, """
                    CREATE TABLE t (id int, name text);
                    COPY t FROM STDIN;
                    1\ttab\\there
                    2\t\\N
                    \\.
                    COPY t (name, id) FROM STDIN WITH (FORMAT csv, HEADER);
                    name,id
                    "a ""b"",
                    c",3
                    ,4
                    \\.
                    SELECT id, name IS NULL FROM t ORDER BY id;
                    COPY t TO STDOUT;
                    COPY (SELECT name, id FROM t WHERE id <> 1 ORDER BY id) TO STDOUT WITH (FORMAT csv, HEADER, NULL 'none');
                    COPY t FROM STDIN;
                    x\tno number
                    \\.
                    SELECT count(*) FROM t;
                    """);
            assertThat(run.text()).isEqualTo("""
                    CREATE TABLE
                    COPY 2
                    COPY 2
                    1|f
                    2|t
                    3|f
                    4|t
                    1\ttab\\there
                    2\t\\N
                    3\ta "b",\\nc
                    4\t\\N
                    name,id
                    none,2
                    "a ""b"",
                    c",3
                    none,4
                    ERROR:  22P02: invalid input syntax for type integer: "x"
                    4
                    """);
        }
    }

    /** What pg_dump writes before anything else, and programs when they connect. */
    @Test
    void settingsThatMeanNothingHereAreTaken() throws Exception {
        try (TestServer server = TestServer.start()) {
            Run run = psql(server, """
                    SET lock_timeout = 0; SET transaction_timeout = 0; SET check_function_bodies = false;
                    SET xmloption = content; SET row_security = off; SET default_tablespace = '';
                    SET default_table_access_method = heap; SET jit = off; SET maintenance_work_mem TO '1GB';
                    SET synchronous_commit = off; SET work_mem = '64MB'; SHOW work_mem;
                    SET default_transaction_isolation = 'read committed'; SHOW transaction_isolation;
                    SHOW TRANSACTION ISOLATION LEVEL; SHOW default_transaction_isolation;
                    SET default_transaction_isolation = 'none';
                    """);
            assertThat(run.text()).contains("64MB\n", "serializable\nserializable\nserializable\n");
            assertThat(run.text().lines().filter(line -> line.startsWith("ERROR")))
                    .hasSize(1)
                    .allMatch(line -> line.contains("22023"));
        }
    }

    @Test
    void settingsHaveTheirEffect() throws Exception {
        try (TestServer server = TestServer.start()) {
            Run run = psql(server, """
                    SET TimeZone = 'Europe/Zurich';
                    SELECT TIMESTAMP WITH TIME ZONE '2026-07-01 00:00:00+00';
                    SET extra_float_digits = 0;
                    SELECT CAST(0.1 AS double precision) + CAST(0.2 AS double precision);
                    BEGIN; SET LOCAL bytea_output TO escape; SELECT CAST(X'41ff' AS bytea); COMMIT;
                    SELECT CAST(X'41ff' AS bytea);
                    BEGIN; SET TimeZone = 'Asia/Tokyo'; ROLLBACK; SHOW TIME ZONE;
                    RESET ALL; SHOW TimeZone; SHOW server_version_num;
                    SET client_encoding = 'LATIN1';
                    SET server_version = '99';
                    SET no_such_thing = 1;
                    SET search_path = refused;
                    PREPARE p AS SELECT 1;
                    """);
            assertThat(run.text())
                    .contains("2026-07-01 02:00:00+02\n", "\n0.3\n", "\nA\\377\n", "\\x41ff\n")
                    .contains("Europe/Zurich\nRESET\nUTC\n150000\n")
                    .contains("ERROR:  22023: invalid value for parameter \"client_encoding\": \"LATIN1\"")
                    .contains("ERROR:  55P02: parameter \"server_version\" cannot be changed")
                    .contains("ERROR:  3F000: no such schema")
                    .contains("ERROR:  0A000: PREPARE as a statement is not supported");
            assertThat(run.text().lines().filter(line -> line.startsWith("ERROR")))
                    .hasSize(5);
        }
    }

    @Test
    void passwordsAreChecked() throws Exception {
        ScramSecret secret = ScramSecret.of("open sesame", PgServer.salt(), ScramSecret.ITERATIONS);
        PgSettings settings = PgSettings.local(0).withAuthentication(new Authentication.Scram(Map.of("alice", secret)));
        try (TestServer server = TestServer.start(settings)) {
            assertThat(psql(server, "SELECT 1", "alice", "open sesame").text()).isEqualTo("1\n");
            Run wrong = psql(server, "SELECT 1", "alice", "open barley");
            assertThat(wrong.exit()).isEqualTo(2);
            assertThat(wrong.text()).contains("FATAL:  password authentication failed for user \"alice\"");
            assertThat(psql(server, "SELECT 1", "mallory", "x").text())
                    .contains("FATAL:  password authentication failed for user \"mallory\"");
        }
    }

    @Test
    void tlsIsUsedWhereThereIsAKey() throws Exception {
        PgSettings settings = PgSettings.local(0).withTls(TestServer.tls(folder), true);
        try (TestServer server = TestServer.start(settings)) {
            assertThat(psql(server, "\\conninfo\nSELECT 1").text())
                    .contains("SSL connection (protocol: TLSv1.3", "\n1\n");
            Run plain = psql(server, "SELECT 1", List.of("PGSSLMODE=disable"));
            assertThat(plain.text()).contains("FATAL:  connections without TLS are not allowed");
        }
    }

    @Test
    void aDatabaseThatIsNotServedIsNamed() throws Exception {
        try (TestServer server = TestServer.start()) {
            Run run = psql(server, "SELECT 1", List.of("PGDATABASE=nowhere"));
            assertThat(run.text()).contains("FATAL:  database \"nowhere\" does not exist");
            assertThat(run.exit()).isEqualTo(2);
        }
    }

    private Run psql(TestServer server, String input, String user, String password) throws Exception {
        return psql(server, input, List.of("PGUSER=" + user, "PGPASSWORD=" + password));
    }

    private Run psql(TestServer server, String input, String... environment) throws Exception {
        return psql(server, input, List.of(environment));
    }

    private Run psql(TestServer server, String input, List<String> environment) throws Exception {
        Path output = Files.createTempFile(folder, "psql", ".txt");
        ProcessBuilder builder = new ProcessBuilder(
                        "psql", "-X", "-A", "-t", "-v", "VERBOSITY=verbose", "-v", "SHOW_CONTEXT=never")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Map<String, String> variables = builder.environment();
        variables.keySet().removeIf(name -> name.startsWith("PG"));
        List<String> all = new ArrayList<>(List.of(
                "PGHOST=127.0.0.1",
                "PGPORT=" + server.port(),
                "PGUSER=tester",
                "PGDATABASE=test",
                "LC_ALL=C.UTF-8",
                "PGPASSFILE=" + folder.resolve("none"),
                "PGCLIENTENCODING=UTF8"));
        all.addAll(environment);
        all.forEach(variable -> variables.put(variable.split("=", 2)[0], variable.split("=", 2)[1]));
        Process process = start(builder);
        try (OutputStream stream = process.getOutputStream()) {
            stream.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException ended) {
            // psql may end before it has read what to do.
            assertThat(ended).isNotNull();
        }
        boolean done = process.waitFor(SECONDS_MAX, TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = Files.readString(output);
        assertThat(done).as("psql ended: %s", text).isTrue();
        return new Run(process.exitValue(), text);
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException missing) {
            return abort("SKIPPED: psql is not installed: " + missing);
        }
    }
}
