package io.cairn.node.shell;

import io.cairn.engine.dialect.ScriptPart;
import io.cairn.engine.model.CairnException;
import java.io.BufferedReader;
import java.io.IOException;

/**
 * Takes lines, runs the statements that they end and the backslash commands among them, and prints what comes of it. What
 * a line leaves open waits for the next.
 */
final class Interpreter {
    /** No statement may be longer; the lines of one that does not end are not kept for ever. */
    private static final int BUFFER_MAX = 1 << 20;

    private final Session session;
    private final Settings settings;
    private final Printer printer;
    private final Screen screen;
    private final Commands commands;
    private final StringBuilder buffer = new StringBuilder();

    Interpreter(Session session, Settings settings, Printer printer, Screen screen) {
        this.session = session;
        this.settings = settings;
        this.printer = printer;
        this.screen = screen;
        this.commands = new Commands(this, session, settings, printer, screen);
    }

    /** Takes one line or several; whether to go on. */
    boolean accept(String text) {
        buffer.append(text).append('\n');
        if (text.indexOf(';') < 0 && text.indexOf('\\') < 0) {
            requireBounded();
            return true;
        }
        String all = take();
        while (true) {
            ScriptPart part = ScriptPart.read(all);
            for (String statement : part.statements()) {
                if (!run(statement.strip())) {
                    return false;
                }
            }
            buffer.append(part.rest());
            if (part.command() < 0) {
                requireBounded();
                return true;
            }
            int end = all.indexOf('\n', part.command());
            if (!command(all.substring(part.command() + 1, end))) {
                return false;
            }
            all = take() + all.substring(end + 1);
        }
    }

    private void requireBounded() {
        if (buffer.length() > BUFFER_MAX) {
            buffer.setLength(0);
            throw new CairnException.Incorrect(
                    "sql-too-long", "sql", "a statement of over " + BUFFER_MAX + " characters without an end");
        }
    }

    /** Runs what is left without a semicolon; whether to go on. */
    boolean finish() {
        String rest = pending().open().isEmpty() ? "" : take();
        buffer.setLength(0);
        return rest.isEmpty() || run(rest.strip());
    }

    /** What was begun and not ended. */
    ScriptPart pending() {
        return ScriptPart.read(buffer.toString());
    }

    /** What was begun and not ended, which it is no more. */
    String take() {
        String taken = buffer.toString();
        buffer.setLength(0);
        return taken;
    }

    /** Runs a statement and prints its answer or failure; whether to go on. */
    boolean run(String statement) {
        long start = System.nanoTime();
        try {
            Answer answer = screen.call(() -> session.run(statement));
            if (answer instanceof Answer.Rows rows) {
                settings.last = rows;
                if (settings.proof != null) {
                    Commands.write(settings.proof, rows.proof().get());
                }
            }
            printer.print(answer, System.nanoTime() - start);
            return true;
        } catch (CairnException failure) {
            return failed(failure, statement);
        } catch (RuntimeException broken) {
            throw broken;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private boolean command(String line) {
        try {
            commands.run(line);
            return !settings.quit;
        } catch (CairnException failure) {
            return failed(failure, "") && !settings.quit;
        }
    }

    private boolean failed(CairnException failure, String statement) {
        if (screen.isStopped()) {
            session.abandon();
        }
        if (settings.failure == null) {
            settings.failure = failure;
            settings.failed = statement;
        }
        if (!settings.quiet) {
            printer.error(failure, statement);
        }
        return !settings.stopOnError;
    }

    /** Takes all lines of a text; whether it was read to its end. */
    boolean read(BufferedReader lines) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!accept(line)) {
                    return false;
                }
            }
        } catch (IOException failure) {
            throw new CairnException.Incorrect(
                    "input-unreadable", "cannot read the statements: " + failure.getMessage());
        }
        return finish();
    }
}
