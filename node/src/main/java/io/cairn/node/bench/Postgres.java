package io.cairn.node.bench;

import io.cairn.engine.model.CairnException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of our own, from the binaries of the system: a fresh data folder, the loopback address, fsync
 * on, more memory than its defaults so that it is not compared at its worst.
 */
final class Postgres implements AutoCloseable {
    private static final Path BINARIES = Path.of("/usr/lib/postgresql/15/bin");
    private static final String USER = "postgres";
    private static final String OPTIONS = " -c listen_addresses=127.0.0.1 -c fsync=on -c synchronous_commit=on"
            + " -c shared_buffers=512MB -c max_wal_size=4GB -c max_connections=200 -k ";

    private static final int SERVER_SECONDS_MAX = 120;

    private final Path binaries;
    private final Path folder;
    private final Path data;
    private final int port;
    private final Thread atExit = new Thread(this::stop, "postgres-stop");

    private Postgres(Path binaries, Path folder, int port) {
        this.binaries = binaries;
        this.folder = folder;
        this.data = folder.resolve("data");
        this.port = port;
    }

    /** Starts a server under a folder; says why and gives none where that cannot be. */
    static Optional<Postgres> start(BenchSettings settings) {
        Optional<Path> found = binaries();
        if (found.isEmpty()) {
            settings.say("PostgreSQL 15 is not installed: no ratios (Debian: apt-get install postgresql-15)");
            return Optional.empty();
        }
        Path folder = settings.folder().resolve(USER);
        try {
            Postgres server = new Postgres(found.get(), folder, freePort());
            server.prepare(folder);
            server.run("initdb", "-D", server.data.toString(), "-A", "trust", "-U", USER, "--no-locale", "-E", "UTF8");
            String log = folder.resolve("server.log").toString();
            String options = "-p " + server.port + OPTIONS + folder;
            server.run("pg_ctl", "-D", server.data.toString(), "-w", "-l", log, "-o", options, "start");
            Runtime.getRuntime().addShutdownHook(server.atExit);
            return Optional.of(server);
        } catch (IOException | CairnException e) {
            settings.say("PostgreSQL did not start, no ratios: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Where its programs are. */
    static Optional<Path> binaries() {
        List<Path> candidates = new ArrayList<>(List.of(BINARIES));
        String path = System.getenv("PATH");
        if (path != null) {
            StringTokenizer folders = new StringTokenizer(path, ":");
            while (folders.hasMoreTokens()) {
                candidates.add(Path.of(folders.nextToken()));
            }
        }
        return candidates.stream()
                .filter(folder -> Stream.of("initdb", "pg_ctl", "pgbench", "psql")
                        .allMatch(name -> Files.isExecutable(folder.resolve(name))))
                .findFirst();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The server refuses to run as root, so its user needs a way to its folder. */
    private void prepare(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (!isRoot()) {
            return;
        }
        Files.setOwner(
                folder, folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER));
        Path parent = folder.toAbsolutePath().getParent();
        // The folder of the run and the one that it was made in.
        for (int i = 0; i < 2 && parent != null; i++, parent = parent.getParent()) {
            Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(parent));
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
            Files.setPosixFilePermissions(parent, permissions);
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** Processor time of the server and of the connections that have ended. */
    double cpuSeconds() {
        return CpuTime.secondsWithChildren(pid());
    }

    /** The process id of its first process. */
    long pid() {
        // Readable by the server's user only, or by root.
        try (Stream<String> lines = Files.lines(data.resolve("postmaster.pid"))) {
            return lines.map(String::strip)
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new CairnException.Unavailable("bench-failed", "PostgreSQL has no process id", e);
        }
    }

    /** The server's port. */
    int port() {
        return port;
    }

    /** The way to its databases. */
    PgClient client() {
        return new PgClient(binaries, folder, new PgClient.Address(port, USER, USER, ""));
    }

    /** Runs statements and gives what they print. */
    String sql(String statements) {
        return client().sql(statements);
    }

    /** Runs one of its programs as the server's user, who is nobody that may run as root. */
    private void run(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("runuser", "-u", USER, "--"));
        }
        command.add(binaries.resolve(program).toString());
        command.addAll(List.of(arguments));
        PgClient.run(command, folder, Map.of(), SERVER_SECONDS_MAX);
    }

    private void stop() {
        run("pg_ctl", "-D", data.toString(), "-m", "immediate", "-w", "stop");
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        stop();
        try {
            Bench.deleteFolder(data);
        } catch (IOException e) {
            throw new CairnException.Unavailable("bench-failed", "cannot delete " + data, e);
        }
    }
}
