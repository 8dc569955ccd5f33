package io.cairn.node.shell;

import io.cairn.engine.model.CairnException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The backslash commands. */
final class Commands {
    private static final int INCLUDE_DEPTH_MAX = 16;
    private static final int HISTORY_SHOWN = 50;
    private static final long FILE_BYTES_MAX = 64 << 20;

    private static final String HELP = """
            Statements end with a semicolon. Ctrl-C stops what runs, Ctrl-D leaves, Tab completes.
              \\?                 this list                  \\q                leave
              \\d [NAME]          tables, or one in detail    \\dt \\di \\dv \\ds  tables, indexes, views, sequences
              \\g [FILE]          run, answer into FILE       \\gx               run, a cell on a line
              \\e [FILE]          edit the last statement     \\r \\p             forget, print what was begun
              \\x [on|off|auto]   a cell on a line            \\timing [on|off]  how long statements take
              \\format [NAME]     table, json, csv, parquet   \\o [FILE]         answers into FILE, or here again
              \\i FILE            run the statements of FILE  \\history [N]      what was typed
              \\proof [FILE]      keep the proof of the last answer, for 'cairn verify' (answer.car)
              \\at [HEIGHT]       read at a past block, or the newest again
              \\conninfo          database, block, key
            """;

    private final Interpreter interpreter;
    private final Session session;
    private final Settings settings;
    private final Printer printer;
    private final Screen screen;
    private String edited = "";
    private int depth;

    Commands(Interpreter interpreter, Session session, Settings settings, Printer printer, Screen screen) {
        this.interpreter = interpreter;
        this.session = session;
        this.settings = settings;
        this.printer = printer;
        this.screen = screen;
    }

    /** Runs a command, the text behind its backslash. */
    void run(String line) {
        List<String> words = words(line);
        String name = words.isEmpty() ? "" : words.getFirst();
        String argument = words.size() > 1 ? words.get(1) : null;
        switch (name) {
            case "?", "h", "help" -> HELP.lines().forEach(printer::line);
            case "q", "quit" -> settings.quit = true;
            case "d" -> describe(argument);
            case "dt" -> list("r", argument);
            case "di" -> list("i", argument);
            case "dv" -> list("v", argument);
            case "ds" -> list("S", argument);
            case "g" -> go(argument);
            case "gx" -> goExpanded(argument);
            case "e", "edit" -> edit(argument);
            case "r", "reset" -> interpreter.take();
            case "p", "print" -> printPending();
            case "x" -> expand(argument);
            case "timing" -> time(argument);
            case "format" -> format(argument);
            case "o", "out" -> printer.to(argument == null ? null : Path.of(argument));
            case "i", "include" -> include(required(argument, "\\i FILE"));
            case "s", "history" -> history(argument);
            case "proof" -> proof(argument);
            case "at" -> readAt(argument);
            case "conninfo" -> screenLines(session.about());
            default ->
                throw new CairnException.Incorrect(
                        "command-unknown", "there is no command \\" + CellText.clean(name) + "; \\? lists them");
        }
    }

    private void screenLines(List<String> lines) {
        lines.forEach(line -> printer.line(CellText.clean(line)));
    }

    private static String required(@Nullable String argument, String usage) {
        if (argument == null) {
            throw new CairnException.Incorrect("usage", "command", "something is missing: " + usage);
        }
        return argument;
    }

    /** The words of a command; one in apostrophes may hold blanks. */
    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
                continue;
            }
            int end = at;
            if (c == '\'' && line.indexOf('\'', at + 1) > 0) {
                end = line.indexOf('\'', at + 1);
                words.add(line.substring(at + 1, end));
                at = end + 1;
                continue;
            }
            while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
                end++;
            }
            words.add(line.substring(at, end));
            at = end;
        }
        return words;
    }

    private void describe(@Nullable String name) {
        if (name == null) {
            list("rvS", null);
            return;
        }
        Catalog.Relation relation = ask(() -> new Catalog(session).find(name));
        printer.line(relation.title());
        printer.table(ask(() -> new Catalog(session).columns(relation)));
        ask(() -> new Catalog(session).footer(relation)).forEach(line -> printer.line(CellText.clean(line)));
    }

    private void list(String kinds, @Nullable String pattern) {
        printer.table(ask(() -> new Catalog(session).list(kinds, pattern)));
    }

    private <T> T ask(Callable<T> question) {
        try {
            return screen.call(question);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void go(@Nullable String file) {
        String statement = interpreter.take().strip();
        if (statement.isEmpty()) {
            throw new CairnException.Incorrect("usage", "command", "\\g stands behind a statement");
        }
        if (file == null) {
            interpreter.run(statement);
        } else {
            printer.once(Path.of(file), () -> interpreter.run(statement));
        }
    }

    private void goExpanded(@Nullable String file) {
        Expanded before = settings.expanded;
        settings.expanded = Expanded.ON;
        try {
            go(file);
        } finally {
            settings.expanded = before;
        }
    }

    /** Lets the person change what was begun, else what was edited last, or a file; then reads it as if typed. */
    private void edit(@Nullable String file) {
        String begun = interpreter.take();
        String text = file != null ? text(Path.of(file)) : begun.isBlank() ? edited : begun;
        edited = screen.edit(text);
        if (file != null) {
            write(Path.of(file), edited.getBytes(StandardCharsets.UTF_8));
        }
        edited.lines().forEach(screen::say);
        interpreter.accept(edited);
    }

    private void printPending() {
        String begun = interpreter.pending().rest();
        screen.say(begun.isBlank() ? "Nothing was begun." : begun.stripTrailing());
    }

    private void expand(@Nullable String word) {
        if (word == null) {
            settings.expanded = settings.expanded == Expanded.ON ? Expanded.AUTO : Expanded.ON;
        } else {
            settings.expanded = switch (word.toLowerCase(Locale.ROOT)) {
                case "on" -> Expanded.ON;
                case "off" -> Expanded.OFF;
                case "auto" -> Expanded.AUTO;
                default -> throw new CairnException.Incorrect("usage", "\\x", "\\x is on, off or auto");
            };
        }
        screen.say("A cell on a line is " + settings.expanded.word() + ".");
    }

    private void time(@Nullable String word) {
        settings.timing = word == null ? !settings.timing : word.equalsIgnoreCase("on");
        screen.say("Timing is " + (settings.timing ? "on" : "off") + ".");
    }

    private void format(@Nullable String word) {
        if (word != null) {
            settings.format = AnswerFormat.ofWord(word);
        }
        screen.say("Answers are given as " + settings.format.word() + ".");
    }

    private void include(String file) {
        if (depth == INCLUDE_DEPTH_MAX) {
            throw new CairnException.Incorrect("usage", "\\i", "files name each other more than 16 deep");
        }
        depth++;
        String begun = interpreter.take();
        try (BufferedReader lines = Files.newBufferedReader(Path.of(file))) {
            if (!interpreter.read(lines)) {
                settings.quit = true;
            }
        } catch (NoSuchFileException missing) {
            throw new CairnException.NotFound("file-not-found", "there is no file " + file);
        } catch (IOException failure) {
            throw new CairnException.Incorrect("file-unreadable", "cannot read " + file + ": " + failure.getMessage());
        } finally {
            depth--;
        }
        if (!begun.isBlank()) {
            interpreter.accept(begun.stripTrailing());
        }
    }

    private void history(@Nullable String count) {
        int wanted = count == null ? HISTORY_SHOWN : (int) number(count, "\\history [N]");
        List<String> lines = screen.history();
        lines.subList(Math.max(0, lines.size() - wanted), lines.size())
                .forEach(line -> screen.line(CellText.clean(line)));
    }

    private void proof(@Nullable String file) {
        Answer.Rows last = settings.last;
        byte[] proof = last == null ? new byte[0] : last.proof().get();
        if (last == null || proof.length == 0) {
            throw new CairnException.NotFound("proof-missing", "no answer with a proof was given yet");
        }
        Path path = Path.of(file == null ? "answer.car" : file);
        write(path, proof);
        screen.say("Kept the proof of block " + last.height() + " in " + path + " (" + proof.length
                + " bytes); 'cairn verify " + path + "' checks it.");
    }

    private void readAt(@Nullable String height) {
        Long wanted = height == null ? null : number(height, "\\at [HEIGHT]");
        session.readAt(wanted);
        settings.readAt = wanted;
        screen.say(wanted == null ? "Reading at the newest block." : "Reading at block " + wanted + ".");
    }

    private static long number(String text, String usage) {
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException malformed) {
            throw new CairnException.Incorrect("usage", "command", "no number: " + usage);
        }
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new CairnException.Incorrect("file-too-large", file + " has more than 64 MiB");
            }
            return Files.readString(file);
        } catch (NoSuchFileException missing) {
            return "";
        } catch (IOException failure) {
            throw new CairnException.Incorrect("file-unreadable", "cannot read " + file + ": " + failure.getMessage());
        }
    }

    static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException failure) {
            throw Printer.unwritable(file, failure);
        }
    }
}
