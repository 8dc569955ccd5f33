package io.cairn.node.cli;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The world around a command: environment and standard streams. Results go to standard output and nothing else does.
 *
 * @param interactive whether standard error is a terminal, where progress may be redrawn
 */
record Terminal(
        Map<String, String> environment, InputStream in, PrintStream out, PrintStream err, boolean interactive) {
    private static final int INPUT_BYTES_MAX = 16 << 20;

    @SuppressWarnings("SystemConsoleNull") // absent where the JDK was built without its line editor
    static Terminal system() {
        boolean interactive = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        return new Terminal(
                System.getenv(),
                System.in,
                new PrintStream(System.out, false, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                interactive);
    }

    /** The value of an environment variable, or null where it is unset or empty. */
    @Nullable
    String variable(String name) {
        String value = environment.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** The folder of keys and pins: CAIRN_HOME, else .cairn in the user's home. */
    Path home() {
        String home = variable("CAIRN_HOME");
        return home == null ? Path.of(System.getProperty("user.home"), ".cairn") : Path.of(home);
    }

    /** The text of an argument, where {@code -} stands for standard input. */
    String argument(String text) {
        if (!text.equals("-")) {
            return text;
        }
        try {
            byte[] bytes = in.readNBytes(INPUT_BYTES_MAX + 1);
            if (bytes.length > INPUT_BYTES_MAX) {
                throw new CairnException.Incorrect("input-too-large", "standard input is over 16 MiB; use import");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new CairnException.Incorrect(
                    "input-unreadable", "cannot read standard input: " + failure.getMessage());
        }
    }

    /** The JSON object of an argument. */
    Value.Document document(String text) {
        if (Json.parse(argument(text)) instanceof Value.Document document) {
            return document;
        }
        throw new CairnException.Incorrect("json-malformed", "JSON", "expected a JSON object such as '{\"age\":20}'");
    }

    /** The bytes of a file that the user named. */
    byte[] file(Path file, long bytesMax) {
        try {
            if (Files.size(file) > bytesMax) {
                throw new CairnException.Incorrect("file-too-large", file + " has more than " + bytesMax + " bytes");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw new CairnException.NotFound("file-not-found", "there is no file " + file);
        } catch (IOException failure) {
            throw new CairnException.Incorrect("file-unreadable", "cannot read " + file + ": " + why(failure));
        }
    }

    /** Writes a result to a file. */
    void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException failure) {
            throw new CairnException.Incorrect("file-unwritable", "cannot write " + file + ": " + why(failure));
        }
    }

    /** Of a failure with a file what is beside the file's name. */
    private static String why(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "there is no such folder";
            case AccessDeniedException _ -> "this user may not";
            case FileSystemException of when of.getReason() != null -> of.getReason();
            default -> String.valueOf(failure.getMessage());
        };
    }

    /** Prints one line of the result. */
    void print(String line) {
        out.print(line + "\n");
        out.flush();
    }

    /** Prints one line for the person, beside the result. */
    void say(String line) {
        err.print(line + "\n");
    }
}
