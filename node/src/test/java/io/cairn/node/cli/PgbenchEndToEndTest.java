package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** pgbench loads its tables at scale 1 and runs its built-in scripts, at the node's own port and beside the user. */
final class PgbenchEndToEndTest {
    private static final String CLIENTS = "2";
    private static final int CHANGES = 10;
    private static final String BALANCES = "select (select sum(abalance) from pgbench_accounts),"
            + " (select sum(tbalance) from pgbench_tellers), (select sum(bbalance) from pgbench_branches),"
            + " (select sum(delta) from pgbench_history)";

    @TempDir
    Path folder;

    @Test
    void itsScriptsRunAndTheirSumsAgree() throws Exception {
        try (WireNode node = WireNode.start(folder, Map.of())) {
            load(node.own());
            for (WireNode.Port port : new WireNode.Port[] {node.own(), node.beside()}) {
                run(port, "select-only", 10);
                run(port, "tpcb-like", CHANGES);
            }
            String sum = node.own().cells("select sum(delta) from pgbench_history");
            for (WireNode.Port port : new WireNode.Port[] {node.own(), node.beside()}) {
                assertThat(port.cells(BALANCES)).isEqualTo(sum + "|" + sum + "|" + sum + "|" + sum);
                assertThat(port.cells("select count(*) from pgbench_history"))
                        .isEqualTo(Integer.toString(2 * 2 * CHANGES));
            }
            // Accounts and history only.
            run(node.own(), "simple-update", CHANGES);
            run(node.beside(), "simple-update", CHANGES);
            assertThat(node.beside().cells("select sum(abalance) from pgbench_accounts"))
                    .isEqualTo(node.own().cells("select sum(delta) from pgbench_history"));
            if (Boolean.getBoolean("cairn.full")) {
                load(node.beside());
                run(node.beside(), "tpcb-like", 1);
            }
        }
    }

    private static void load(WireNode.Port port) throws Exception {
        SqlClients.Run run = SqlClients.run(port.environment(), port.command("pgbench", "-i", "-s", "1", "-q"));
        assertThat(run.exit()).as(run.output()).isZero();
        assertLoaded(port);
    }

    private static void assertLoaded(WireNode.Port port) throws SQLException {
        assertThat(port.cells("select count(*), max(aid), sum(abalance) from pgbench_accounts"))
                .isEqualTo("100000|100000|0");
        assertThat(port.cells("select (select count(*) from pgbench_tellers), (select count(*) from pgbench_branches),"
                        + " (select count(*) from pgbench_history)"))
                .isEqualTo("10|1|0");
    }

    private static void run(WireNode.Port port, String script, int times) throws Exception {
        SqlClients.Run run = SqlClients.run(
                port.environment(),
                port.command(
                        "pgbench",
                        "-n",
                        "-b",
                        script,
                        "-c",
                        CLIENTS,
                        "-t",
                        Integer.toString(times),
                        "--max-tries=1000"));
        assertThat(run.exit()).as(run.output()).isZero();
        String transactions = Integer.toString(2 * times);
        assertThat(run.output())
                .contains("number of transactions actually processed: " + transactions + "/" + transactions)
                .contains("number of failed transactions: 0 ");
    }
}
