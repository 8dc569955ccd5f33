package io.cairn.node.shell;

import io.cairn.engine.dialect.ScriptPart;
import io.cairn.engine.model.CairnException;
import java.io.BufferedReader;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs statements one after another, without a person who watches. */
public final class Script {
    private final Session session;
    private final Options options;
    private final StreamScreen screen;

    /**
     * How to run a script.
     *
     * @param objects whether an answer is one JSON object with its block and class, whatever the format
     * @param output the file for answers; null for standard output
     * @param proof the file in which the proof of the last answer is kept, or null
     * @param stopOnError whether the first failure ends it
     * @param together whether the statements are one transaction, which the first failure ends without a trace
     */
    public record Options(
            AnswerFormat format,
            boolean objects,
            @Nullable Path output,
            @Nullable Path proof,
            boolean stopOnError,
            boolean together) {}

    /**
     * What became of a script.
     *
     * @param failure the first, or null
     * @param statement that failed
     * @param told whether failures were printed; not that of a single statement
     */
    public record Outcome(@Nullable CairnException failure, String statement, boolean told) {}

    /** {@code details} says whether to tell, beside the rows, how long they took and which block they are from. */
    public Script(Session session, Options options, PrintStream out, PrintStream err, boolean details) {
        this.session = session;
        this.options = options;
        this.screen = new StreamScreen(out, err, details);
    }

    /** Runs the statements of texts; one alone may fail without a word. */
    public Outcome run(List<String> texts) {
        ScriptPart first = ScriptPart.read(texts.getFirst());
        int statements = first.statements().size() + (first.open().isEmpty() ? 0 : 1);
        boolean isAlone = !options.together && texts.size() == 1 && statements <= 1 && first.command() < 0;
        Settings settings = settings();
        settings.quiet = isAlone;
        try (Printer printer = new Printer(screen, settings)) {
            printer.to(options.output);
            Interpreter interpreter = new Interpreter(session, settings, printer, screen);
            carryOut(interpreter, settings, () -> readAll(interpreter, texts));
        }
        return outcome(settings);
    }

    private static void readAll(Interpreter interpreter, List<String> texts) {
        for (String text : texts) {
            if (!interpreter.read(new BufferedReader(new StringReader(text)))) {
                return;
            }
        }
    }

    /** Runs the statements of a stream, each as soon as it is complete. */
    public Outcome run(BufferedReader lines) {
        Settings settings = settings();
        try (Printer printer = new Printer(screen, settings)) {
            printer.to(options.output);
            Interpreter interpreter = new Interpreter(session, settings, printer, screen);
            carryOut(interpreter, settings, () -> interpreter.read(lines));
        }
        return outcome(settings);
    }

    private void carryOut(Interpreter interpreter, Settings settings, Runnable statements) {
        if (!options.together) {
            statements.run();
            return;
        }
        session.run("BEGIN");
        statements.run();
        interpreter.run(settings.failure == null ? "COMMIT" : "ROLLBACK");
    }

    private Settings settings() {
        Settings settings = new Settings();
        settings.format = options.format;
        settings.objects = options.objects;
        settings.proof = options.proof;
        settings.stopOnError = options.stopOnError || options.together;
        settings.expanded = Expanded.OFF;
        return settings;
    }

    private static Outcome outcome(Settings settings) {
        return new Outcome(settings.failure, settings.failed, !settings.quiet);
    }
}
