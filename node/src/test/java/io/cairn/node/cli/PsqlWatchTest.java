package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** psql's {@code \watch} sees a table grow at both ports, until it is interrupted. */
final class PsqlWatchTest {
    private static final int SECONDS_MAX = 60;

    @TempDir
    Path folder;

    @Test
    void aWatchedTableGrowsUntilTheWatchIsInterrupted() throws Exception {
        try (WireNode node = WireNode.start(folder, Map.of())) {
            node.own().run("create table t (a int)");
            watch(node.own(), node.own(), 0);
            watch(node.beside(), node.own(), 2);
        }
    }

    private static void watch(WireNode.Port port, WireNode.Port writer, int first) throws Exception {
        Process psql = SqlClients.start(port.environment(), port.command("psql", "-X", "-A", "-t", "-q"));
        try (BufferedReader output = psql.inputReader(StandardCharsets.UTF_8)) {
            psql.getOutputStream()
                    .write("select 'rows ' || count(*) from t \\watch 0.2\nselect 'after';\n"
                            .getBytes(StandardCharsets.UTF_8));
            psql.getOutputStream().close();
            for (int rows = first; rows < first + 2; rows++) {
                await(output, "rows " + rows);
                writer.run("insert into t values (1)");
            }
            await(output, "rows " + (first + 2));
            interrupt(psql);
            await(output, "after");
            assertThat(psql.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
            assertThat(psql.exitValue()).isZero();
        } finally {
            psql.destroyForcibly();
        }
    }

    private static void interrupt(Process psql) throws Exception {
        assertThat(SqlClients.run(Map.of(), "kill", "-INT", Long.toString(psql.pid()))
                        .exit())
                .isZero();
    }

    private static void await(BufferedReader output, String wanted) throws Exception {
        String line = output.readLine();
        while (line != null && !line.equals(wanted)) {
            line = output.readLine();
        }
        assertThat(line).isEqualTo(wanted);
    }
}
