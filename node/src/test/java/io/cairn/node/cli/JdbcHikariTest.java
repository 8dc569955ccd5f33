package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HikariCP as it is, over the driver. */
class JdbcHikariTest {
    @TempDir
    static Path folder;

    @Test
    void aPoolLendsConnectionsThatSeeEachOthersWrites() throws Exception {
        try (JdbcNode node = JdbcNode.start(folder);
                HikariDataSource pool = pool(node.url())) {
            try (Connection connection = pool.getConnection()) {
                connection.createStatement().execute("create table visits (id int primary key, who text)");
            }
            try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
                List<Future<Integer>> written = new ArrayList<>();
                for (int i = 0; i < 12; i++) {
                    int id = i;
                    Callable<Integer> write = () -> {
                        try (Connection connection = pool.getConnection();
                                var insert = connection.prepareStatement("insert into visits values (?, ?)")) {
                            insert.setInt(1, id);
                            insert.setString(2, "visitor " + id);
                            return insert.executeUpdate();
                        }
                    };
                    written.add(threads.submit(write));
                }
                for (Future<Integer> each : written) {
                    assertThat(each.get()).isEqualTo(1);
                }
            }
            try (Connection connection = pool.getConnection()) {
                ResultSet count = connection.createStatement().executeQuery("select count(*) from visits");
                assertThat(count.next()).isTrue();
                assertThat(count.getInt(1)).isEqualTo(12);
            }
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
            Connection lent = pool.getConnection();
            lent.close();
            assertThatThrownBy(lent::createStatement).isInstanceOf(SQLException.class);
        }
    }

    private static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(3);
        return new HikariDataSource(config);
    }
}
