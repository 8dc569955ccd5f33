package io.cairn.node.load;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A node as a process of its own: started from this very program, stopped or killed by process id. */
public final class NodeRunner implements AutoCloseable {
    private static final int STOP_SECONDS_MAX = 30;
    /** A start reads the journals of all databases; one that takes longer than this is none. */
    private static final int START_SECONDS_MAX = 300;

    private final Process process;
    private final String host;
    private final int port;
    private final byte[] nodeKey;
    private final String network;
    private final long startMillis;

    private NodeRunner(Process process, Value.Document announced, long startMillis) {
        String url = text(announced, "url");
        int colon = url.lastIndexOf(':');
        this.process = process;
        this.host = url.substring("http://".length(), colon);
        this.port = Integer.parseInt(url.substring(colon + 1));
        this.nodeKey = HexFormat.of().parseHex(text(announced, "nodeKey"));
        this.network = text(announced, "network");
        this.startMillis = startMillis;
    }

    /**
     * Starts a node over a folder, on a free port of the loopback address, and waits until it serves.
     *
     * @throws CairnException.Unavailable {@code node-not-started} where it ends without serving; {@code node-start-timeout} where it
     *     does neither within five minutes, and it is ended then
     */
    public static NodeRunner start(Path data, List<String> flags) {
        return start(data, flags, START_SECONDS_MAX);
    }

    /** As above, with the seconds it may take. */
    public static NodeRunner start(Path data, List<String> flags, int secondsMax) {
        List<String> command = command(List.of("node", "--data", data.toString(), "--port", "0"));
        command.addAll(flags);
        try {
            long begin = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .redirectError(
                            data.resolveSibling(data.getFileName() + ".log").toFile())
                    .start();
            BufferedReader output =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            @Nullable String line;
            try (Deadline deadline = Deadline.of(process, secondsMax)) {
                line = firstLine(output, deadline);
                if (deadline.isPast()) {
                    throw new CairnException.Unavailable(
                            "node-start-timeout",
                            "the node did not serve within " + secondsMax + " seconds; see " + data + ".log");
                }
            }
            if (line == null || !(announcement(line) instanceof Value.Document announced)) {
                process.destroyForcibly();
                throw new CairnException.Unavailable(
                        "node-not-started", "the node did not start; see " + data + ".log: " + line);
            }
            return new NodeRunner(process, announced, (System.nanoTime() - begin) / 1_000_000);
        } catch (IOException e) {
            throw new CairnException.Unavailable("node-not-started", "cannot start a node: " + e.getMessage(), e);
        }
    }

    /** Null where the process ended before; who reads when it is ended from here may also be told that the stream is closed. */
    private static @Nullable String firstLine(BufferedReader output, Deadline deadline) throws IOException {
        try {
            return output.readLine();
        } catch (IOException closed) {
            if (deadline.isPast()) {
                return null;
            }
            throw closed;
        }
    }

    /** The command line of another process of this very program, as long-running ones are started. */
    public static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                // Standard output is the announcement's; the virtual machine's own warnings go elsewhere.
                "-Xlog:disable",
                "-Xlog:all=warning,aot*=off,cds*=off:stderr",
                "-XX:+UseParallelGC",
                "-Xms64m",
                "-Xmx2g",
                "-XX:+UseCompactObjectHeaders",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(program());
        command.addAll(arguments);
        command.addAll(1, startCache());
        return command;
    }

    /** What a line says, or null where it is no JSON: then something else wrote to the node's standard output. */
    private static @Nullable Value announcement(String line) {
        try {
            return Json.parse(line);
        } catch (CairnException.Incorrect malformed) {
            return null;
        }
    }

    /**
     * This very program. From a jar it is started as the launcher does, whose cache fits no other way; the jar's
     * manifest then allows native code, which has to be said otherwise.
     */
    private static List<String> program() {
        String path = System.getProperty("java.class.path");
        boolean jar = path.endsWith(".jar") && !path.contains(File.pathSeparator);
        return jar
                ? List.of("-jar", path)
                : List.of("--enable-native-access=ALL-UNNAMED", "-cp", path, "io.cairn.node.cli.Main");
    }

    /** The cache that this process itself started from, so that the node starts as quickly as from the launcher. */
    private static List<String> startCache() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-XX:AOTCache="))
                .toList();
    }

    private static String text(Value.Document fields, String name) {
        return String.valueOf(fields.get(name));
    }

    /** The host it listens on. */
    public String host() {
        return host;
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** Its public key. */
    public byte[] nodeKey() {
        return nodeKey.clone();
    }

    /** Its network. */
    public String network() {
        return network;
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Time from start to serving. */
    public long startMillis() {
        return startMillis;
    }

    /** Ends the process at once where it takes longer than this for what is asked of it. */
    public Deadline within(int seconds) {
        return Deadline.of(process, seconds);
    }

    /** Ends the process at once, as a power cut would end its memory. */
    public void kill() {
        process.destroyForcibly();
        await();
    }

    private void await() {
        try {
            if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets the node end in good order. */
    @Override
    public void close() {
        process.destroy();
        await();
    }
}
