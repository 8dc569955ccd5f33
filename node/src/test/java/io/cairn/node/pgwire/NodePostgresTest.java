package io.cairn.node.pgwire;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What node-postgres makes of the server. */
final class NodePostgresTest {
    @Test
    void connectsQueriesAndFailsAsWithPostgresql() throws Exception {
        NpmFolder folder = NpmFolder.install("js-pg");
        folder.copy("client.mjs");
        ScramSecret secret = ScramSecret.of("open sesame", PgServer.salt(), ScramSecret.ITERATIONS);
        PgSettings settings =
                PgSettings.local(0).withAuthentication(new Authentication.Scram(Map.of("tester", secret)));
        NpmFolder.Run run;
        try (TestServer server = TestServer.start(settings)) {
            run = folder.run("node", "client.mjs", Integer.toString(server.port()));
        }
        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(Json.parse(run.output().strip())).isEqualTo(Json.parse("""
                {"inserted": 1,
                 "row": {"i": 1, "c": "größe ✓", "x": "00ff", "moment": "2026-11-21T10:59:00.250Z", "n": "12.50"},
                 "fields": ["i", "c", "x", "moment", "n"],
                 "binary": {"i": 1, "c": "größe ✓"},
                 "many": [{"a": 1}, {"b": 2}],
                 "empty": 0,
                 "states": ["23505", "25P02", "42601", "8"],
                 "ended": "ROLLBACK",
                 "notices": ["raised"]}
                """));
    }
}
