package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cairn.engine.codec.Json;
import io.cairn.engine.dialect.PostgresServer;
import io.cairn.engine.model.Value;
import io.cairn.node.pgwire.NpmFolder;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Drizzle reads the tables of a database here as it reads those of PostgreSQL 15, but for what is named here. */
final class DrizzleIntrospectionTest {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    /** A line of the schema that Drizzle writes for PostgreSQL, and what it writes here. */
    private static final Map<String, List<String>> OTHER_LINES = Map.of(
            // A serial column is an identity column.
            "\tid: serial().primaryKey().notNull(),",
            List.of(
                    "\tid: integer().primaryKey().generatedByDefaultAsIdentity({ name: \"counters_id_seq\", startWith: 1,"
                            + " increment: 1, minValue: 1, maxValue: 2147483647, cache: 1 }),"),
            "\tbig: bigserial({ mode: \"bigint\" }).notNull(),",
            List.of(
                    "\t// You can use { mode: \"bigint\" } if numbers are exceeding js number limitations",
                    "\tbig: bigint({ mode: \"number\" }).generatedByDefaultAsIdentity({ name: \"counters_big_seq\","
                            + " startWith: 1, increment: 1, minValue: 1, maxValue: 9223372036854775807, cache: 1 }),"),
            // BETWEEN stays what it is.
            "\tcheck(\"orders_state_check\", sql`(state >= 1) AND (state <= 5)`),",
            List.of("\tcheck(\"orders_state_check\", sql`state BETWEEN 1 AND 5`),"),
            // A view is told as the engine planned it.
            "}).as(sql`SELECT o.id, c.email FROM orders o JOIN customers c ON c.id = o.customer WHERE o.state > 2`);",
            List.of("}).as(sql`SELECT \"o\".\"id\", \"c\".\"email\" FROM \"public\".\"orders\" \"o\" INNER JOIN"
                    + " \"public\".\"customers\" \"c\" ON 1=1 WHERE (\"o\".\"state\" > 2) AND"
                    + " (\"c\".\"id\" = \"o\".\"customer\")`);"));

    @TempDir
    Path folder;

    @Test
    void itWritesTheSchemaThatItWritesForPostgresql() throws Exception {
        assumeTrue(Boolean.getBoolean("cairn.full"), "with -Dcairn.full=true only: it takes long");
        String schema = resource("shop.sql");
        try (Statement statement = POSTGRES.connect().createStatement()) {
            statement.execute(schema);
        }
        NpmFolder drizzle = NpmFolder.install("js-drizzle");
        try (WireNode node = WireNode.start(folder.resolve("node"), Map.of())) {
            introspect(drizzle, "theirs", "postgres://postgres@127.0.0.1:" + POSTGRES.port() + "/postgres");
            List<String> expected = new ArrayList<>();
            for (String line : written("theirs", "schema.ts")) {
                expected.addAll(OTHER_LINES.getOrDefault(line, List.of(line)));
            }
            node.own().run(schema.strip().split(";\n"));
            for (WireNode.Port port : List.of(node.own(), node.beside())) {
                String name = "ours" + port.number();
                introspect(drizzle, name, url(port));
                assertThat(written(name, "schema.ts")).isEqualTo(expected);
                assertThat(written(name, "relations.ts")).isEqualTo(written("theirs", "relations.ts"));
            }
        }
    }

    private static String url(WireNode.Port port) {
        return "postgres://me:" + port.password() + "@127.0.0.1:" + port.number() + "/" + port.database();
    }

    private void introspect(NpmFolder drizzle, String name, String url) throws Exception {
        Path output = folder.resolve(name);
        Path config = drizzle.target().resolve("drizzle.config.json");
        Files.writeString(
                config,
                Json.print(Value.Document.builder()
                        .put("dialect", "postgresql")
                        .put("out", drizzle.target().relativize(output).toString())
                        .put(
                                "dbCredentials",
                                Value.Document.builder().put("url", url).build())
                        .build()));
        NpmFolder.Run run = drizzle.run(
                "node", "node_modules/drizzle-kit/bin.cjs", "introspect", "--config", "drizzle.config.json");
        Files.delete(config);
        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(output.resolve("schema.ts")).as(run.output()).exists();
    }

    /** The lines of a file, but the first of a schema, which imports what the others use. */
    private List<String> written(String name, String file) throws Exception {
        return Files.readAllLines(folder.resolve(name).resolve(file)).stream()
                .filter(line -> !line.startsWith("import "))
                .toList();
    }

    private static String resource(String name) throws Exception {
        try (InputStream in = Objects.requireNonNull(DrizzleIntrospectionTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
