package io.cairn.node.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Runs commands in this process, as somebody with a home folder of their own. */
final class Cli {
    private final Map<String, String> environment = new TreeMap<>();

    Cli(Path home) {
        environment.put("CAIRN_HOME", home.toString());
    }

    Cli with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    String variable(String name) {
        return environment.get(name);
    }

    /** What a command left behind. */
    record Result(int exit, String out, String err) {}

    Result run(String... args) {
        return runWith("", args);
    }

    /** Runs a command that may replay journals. */
    Result runReplaying(String... args) {
        return run(new JournalReplayVerifier(), "", args);
    }

    Result runWith(String input, String... args) {
        return run(JournalVerifier.none(), input, args);
    }

    private Result run(JournalVerifier journals, String input, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                environment,
                new ByteArrayInputStream(input.getBytes(UTF_8)),
                new PrintStream(out, false, UTF_8),
                new PrintStream(err, false, UTF_8),
                false);
        int exit = Main.run(terminal, journals, args);
        return new Result(exit, out.toString(UTF_8), err.toString(UTF_8));
    }
}
