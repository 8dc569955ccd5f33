package io.cairn.node.bench;

import io.cairn.engine.model.CairnException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** H2 as its makers release it, in memory in this process: loaded from its own jar, which ours does not hold. */
final class TpchH2 implements TpchServer {
    private static final String DRIVER = "org.h2.Driver";

    private final Connection connection;

    private TpchH2(Connection connection) {
        this.connection = connection;
    }

    /** H2 from a jar, else from the class path; empty where it is in neither. */
    static Optional<TpchServer> start(Optional<Path> jar) {
        if (jar.isPresent() && !Files.isRegularFile(jar.get())) {
            throw new CairnException.NotFound("bench-h2-missing", "there is no file " + jar.get());
        }
        try {
            ClassLoader loader = jar.isPresent()
                    ? new URLClassLoader(new URL[] {jar.get().toUri().toURL()}, ClassLoader.getPlatformClassLoader())
                    : TpchH2.class.getClassLoader();
            Driver driver = Class.forName(DRIVER, true, loader)
                    .asSubclass(Driver.class)
                    .getDeclaredConstructor()
                    .newInstance();
            // Answers that it kept from the time before would be no figures.
            String address = "jdbc:h2:mem:tpch;MODE=PostgreSQL;OPTIMIZE_REUSE_RESULTS=0";
            Connection connection = driver.connect(address, new Properties());
            return Optional.of(new TpchH2(connection));
        } catch (ClassNotFoundException missing) {
            if (jar.isPresent()) {
                throw new CairnException.Incorrect("bench-h2-missing", "h2", jar.get() + " is no jar of H2");
            }
            return Optional.empty();
        } catch (ReflectiveOperationException | IOException | SQLException e) {
            throw new CairnException.Unavailable("bench-failed", "H2 does not start: " + e.getMessage(), e);
        }
    }

    @Override
    public String name() {
        return "h2";
    }

    private interface Work<T> {
        T with(Statement statement) throws SQLException;
    }

    private <T> T work(Work<T> work) {
        try (Statement statement = connection.createStatement()) {
            return work.with(statement);
        } catch (SQLException e) {
            throw new CairnException.Unavailable("bench-failed", "H2 refused: " + e.getMessage(), e);
        }
    }

    @Override
    public void load(Map<String, Path> files) {
        work(statement -> {
            for (String table : TpchQueries.TABLES) {
                statement.execute(table);
            }
            for (Map.Entry<String, Path> file : files.entrySet()) {
                statement.execute("insert into " + file.getKey() + " select * from csvread('"
                        + file.getValue().toAbsolutePath() + "', '" + columns(statement, file.getKey())
                        + "', 'charset=UTF-8 fieldSeparator=' || char(9))");
            }
            for (String index : TpchQueries.INDEXES) {
                statement.execute(index);
            }
            return statement.execute("analyze");
        });
    }

    /** The columns of a table, which the file does not name, as csvread takes them. */
    private static String columns(Statement statement, String table) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select * from " + table)) {
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                names.add(rows.getMetaData().getColumnName(i));
            }
            return String.join("' || char(9) || '", names);
        }
    }

    @Override
    public Answered answer(String query, int times) {
        List<List<String>> rows = work(statement -> rows(statement, query));
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            long begin = System.nanoTime();
            rows = work(statement -> rows(statement, query));
            nanos.add(System.nanoTime() - begin);
        }
        return new Answered(rows, nanos);
    }

    private static List<List<String>> rows(Statement statement, String query) throws SQLException {
        try (ResultSet found = statement.executeQuery(query)) {
            int width = found.getMetaData().getColumnCount();
            List<List<String>> rows = new ArrayList<>();
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= width; i++) {
                    row.add(String.valueOf(found.getString(i)));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
