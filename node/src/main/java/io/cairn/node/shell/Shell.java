package io.cairn.node.shell;

import io.cairn.engine.model.CairnException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.history.DefaultHistory;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The interactive shell: reads statements from a terminal until the person leaves. */
public final class Shell {
    private static final int HISTORY_MAX = 5_000;

    private final Session session;
    private final Terminal terminal;
    private final TerminalScreen screen;
    private final Settings settings = new Settings();
    private final Printer printer;
    private final Interpreter interpreter;
    private final Names names;
    private final LineReader reader;
    private final DefaultHistory history = new DefaultHistory();

    private Shell(Session session, Options options, Terminal terminal) {
        this.session = session;
        this.terminal = terminal;
        this.screen = new TerminalScreen(terminal, options.environment, history);
        this.settings.format = options.format;
        this.printer = new Printer(screen, settings);
        this.interpreter = new Interpreter(session, settings, printer, screen);
        this.names = new Names(session);
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("cairn")
                .parser(new StatementParser(this::begun))
                .completer(new NameCompleter(names))
                .history(history)
                .variable(LineReader.HISTORY_FILE, options.history)
                .variable(LineReader.HISTORY_SIZE, HISTORY_MAX)
                .variable(LineReader.HISTORY_FILE_SIZE, HISTORY_MAX)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%P %M> ")
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.CASE_INSENSITIVE, true)
                .build();
    }

    /**
     * How the shell begins.
     *
     * @param history the file that keeps what was typed, for this user alone
     * @param environment where the editor's name is found
     */
    public record Options(AnswerFormat format, Path history, Map<String, String> environment) {}

    /** Runs a shell on the terminal of this process. */
    public static void open(Session session, Options options) {
        try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
            run(session, options, terminal);
        } catch (IOException failure) {
            throw new CairnException.Fault("terminal-failed", "the terminal failed: " + failure.getMessage());
        }
    }

    static void run(Session session, Options options, Terminal terminal) throws IOException {
        keepPrivate(options.history);
        Shell shell = new Shell(session, options, terminal);
        try {
            shell.loop();
        } finally {
            shell.printer.close();
            shell.history.save();
        }
    }

    /** Statements may hold what nobody else is to read. */
    private static void keepPrivate(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        if (Files.notExists(file)) {
            Files.createFile(file);
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
        }
    }

    private void loop() {
        screen.say("Cairn SQL on " + session.name() + ". Every answer is checked here. \\? for help, \\q to leave.");
        boolean goesOn = true;
        while (goesOn) {
            terminal.flush();
            try {
                goesOn = carryOut(reader.readLine(prompt()));
            } catch (UserInterruptException stop) {
                interpreter.take();
            } catch (EndOfFileException end) {
                goesOn = false;
            }
        }
        terminal.flush();
    }

    private boolean carryOut(String line) {
        screen.begin();
        try {
            return interpreter.accept(line);
        } catch (CairnException failure) {
            printer.error(failure, "");
            return true;
        } finally {
            names.forget();
        }
    }

    private String prompt() {
        String at = settings.readAt == null ? "" : "@" + settings.readAt;
        String open = interpreter.pending().open();
        return session.name() + at + (open.isEmpty() ? "=" : open) + session.block() + "> ";
    }

    private String begun() {
        String rest = interpreter.pending().rest();
        return rest.isEmpty() ? "" : rest + "\n";
    }
}
