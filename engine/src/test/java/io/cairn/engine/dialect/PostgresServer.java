package io.cairn.engine.dialect;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A PostgreSQL server in a folder of its own, for the tests of one class to compare with. It starts when the first of
 * them connects; behind the last it stops, and its connections close. Where none is installed, who connects is skipped.
 */
public final class PostgresServer implements AfterAllCallback {
    private static final Path BINARIES = Path.of("/usr/lib/postgresql/15/bin");
    private static final String USER = "postgres";

    private final List<Connection> connections = new ArrayList<>();
    private @Nullable Running running;

    /** A connection whose results are the texts that the server sends. */
    public Connection connectForText() throws IOException, InterruptedException, SQLException {
        return connect("preferQueryMode=simple&");
    }

    public Connection connect() throws IOException, InterruptedException, SQLException {
        return connect("");
    }

    private Connection connect(String settings) throws IOException, InterruptedException, SQLException {
        Connection connection = DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port() + "/postgres?" + settings + "user=" + USER);
        connections.add(connection);
        return connection;
    }

    /** The port of 127.0.0.1 where it listens. */
    public int port() throws IOException, InterruptedException {
        Running known = running;
        if (known == null) {
            boolean isInstalled =
                    Files.isExecutable(BINARIES.resolve("initdb")) && Files.isExecutable(BINARIES.resolve("pg_ctl"));
            assumeTrue(isInstalled, "PostgreSQL 15 is not installed: nothing to compare with");
            known = Running.start();
            running = known;
        }
        return known.port;
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException, InterruptedException, SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
        connections.clear();
        Running known = running;
        running = null;
        if (known != null) {
            known.stop();
        }
    }

    /** The rows of an answer, each column as its text, or null. */
    public static List<List<@Nullable String>> rows(Connection connection, String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(question)) {
            List<List<@Nullable String>> rows = new ArrayList<>();
            while (results.next()) {
                List<@Nullable String> row = new ArrayList<>();
                for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
                    row.add(results.getString(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** The processes of a server. */
    private record Running(Path folder, int port) {
        static Running start() throws IOException, InterruptedException {
            Path folder = Files.createTempDirectory("cairn-postgres");
            // The server refuses to run as root, so its user needs a way in.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
            Running server = new Running(folder, freePort());
            String data = folder.resolve("data").toString();
            server.run("initdb", "-D", data, "-A", "trust", "-U", USER, "--no-locale", "-E", "UTF8");
            String options =
                    "-p " + server.port + " -c listen_addresses=127.0.0.1 -c fsync=off -c timezone=UTC -k " + folder;
            server.run("pg_ctl", "-D", data, "-w", "-l", folder.resolve("log").toString(), "-o", options, "start");
            return server;
        }

        void stop() throws IOException, InterruptedException {
            run("pg_ctl", "-D", folder.resolve("data").toString(), "-m", "immediate", "-w", "stop");
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }

        private void run(String program, String... arguments) throws IOException, InterruptedException {
            List<String> command = new ArrayList<>();
            if ("root".equals(System.getProperty("user.name"))) {
                command.addAll(List.of("runuser", "-u", USER, "--"));
            }
            command.add(BINARIES.resolve(program).toString());
            command.addAll(List.of(arguments));
            Path output = folder.resolve(program + ".out");
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw new IOException(program + " failed: " + Files.readString(output, StandardCharsets.UTF_8));
            }
        }

        private static int freePort() throws IOException {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            }
        }
    }
}
