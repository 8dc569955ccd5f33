package io.cairn.node.shell;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.sql.SqlResult;
import io.cairn.node.parquet.ParquetFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Gives answers out: on the screen, or into a file where one was named. Close it at the end. */
final class Printer implements AutoCloseable {
    private static final double NANOS_PER_MILLI = 1e6;

    private final Screen screen;
    private final Settings settings;
    private @Nullable Path path;
    private @Nullable OutputStream file;
    private boolean hasParquet;

    Printer(Screen screen, Settings settings) {
        this.screen = screen;
        this.settings = settings;
    }

    /** Sends later answers into a file; null for the screen. */
    void to(@Nullable Path wanted) {
        close();
        hasParquet = false;
        path = wanted;
        if (wanted != null) {
            try {
                file = new BufferedOutputStream(Files.newOutputStream(wanted));
            } catch (IOException failure) {
                path = null;
                throw unwritable(wanted, failure);
            }
        }
    }

    /** Sends the answers of one piece of work into a file, and later ones to where they went before. */
    void once(Path wanted, Runnable work) {
        Path pathBefore = path;
        OutputStream fileBefore = file;
        boolean parquetBefore = hasParquet;
        file = null;
        try {
            to(wanted);
            work.run();
        } finally {
            close();
            path = pathBefore;
            file = fileBefore;
            hasParquet = parquetBefore;
        }
    }

    /** Prints an answer and how it came about. */
    void print(Answer answer, long nanos) {
        if (settings.objects) {
            line(Json.print(AnswerJson.of(answer)));
            return;
        }
        switch (answer) {
            case Answer.Rows rows -> print(rows, nanos);
            case Answer.Changed changed -> print(changed, nanos);
            case Answer.Noted noted -> tell(noted.words(), details(nanos, "", ""));
        }
    }

    private void print(Answer.Changed changed, long nanos) {
        SqlResult rows = changed.rows();
        if (rows != null) {
            rows(rows);
        }
        String height = changed.fate().height() > 0
                ? ", block " + changed.fate().height()
                : ", " + changed.fate().reached();
        tell(
                changed.words(),
                details(nanos, height, ", sequence " + changed.fate().sequence()));
    }

    private void print(Answer.Rows answer, long nanos) {
        String details = details(nanos, ", block " + answer.height(), ", " + answer.trust());
        rows(answer.result());
        String count = TableText.count(answer.result());
        if (settings.format != AnswerFormat.TABLE) {
            if (screen.isInteractive()) {
                screen.say(count + "  " + details);
            }
        } else {
            boolean isBeside = screen.isInteractive() && file == null;
            line(isBeside ? count + "  " + details : count);
        }
    }

    private void rows(SqlResult result) {
        switch (settings.format) {
            case TABLE -> table(result);
            case CSV -> RowText.csv(result, this::row);
            case JSON -> RowText.json(result, this::row);
            case PARQUET -> parquet(result);
        }
    }

    /** Prints rows as a table, whatever form answers have. */
    void table(SqlResult result) {
        boolean isScreen = file == null;
        TableText.print(result, settings.expanded, isScreen ? screen.width() : 0, this::row);
    }

    /** Words on what was done: beside the answers where these are for a program. */
    private void tell(String words, String details) {
        String line = screen.isInteractive() ? (words + "  " + details).stripTrailing() : words;
        if (settings.format == AnswerFormat.TABLE) {
            line(line);
        } else {
            screen.say(line);
        }
    }

    private String details(long nanos, String first, String second) {
        String rest = first + second;
        return settings.timing ? millis(nanos) + rest : rest.isEmpty() ? "" : rest.substring(2);
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.1f ms", nanos / NANOS_PER_MILLI);
    }

    /** Prints a failure and its place in the statement. */
    void error(CairnException failure, String statement) {
        if (settings.objects) {
            screen.say(Json.print(AnswerJson.of(failure)));
        } else {
            ErrorText.lines(failure, statement).forEach(screen::say);
        }
    }

    /** Prints one line of an answer. */
    void line(String text) {
        OutputStream target = file;
        if (target == null) {
            screen.line(text);
            return;
        }
        try {
            target.write((text + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw unwritable(path, failure);
        }
    }

    /** Prints a line of rows, which may be many, unless somebody has had enough. */
    private void row(String text) {
        if (screen.isStopped()) {
            throw new CairnException.Refused("sql-57014", "", "stopped in the middle of the answer");
        }
        line(text);
    }

    private void parquet(SqlResult result) {
        if (hasParquet) {
            throw new CairnException.Incorrect(
                    "usage", "format", "a Parquet file holds one answer: name another file for the next");
        }
        if (file == null && screen.isInteractive()) {
            throw new CairnException.Incorrect(
                    "usage", "format", "Parquet is no text: name a file, in the shell with \\o FILE");
        }
        try {
            OutputStream target = file == null ? screen.bytes() : file;
            ParquetFile.write(target, result);
            target.flush();
            hasParquet = true;
        } catch (IOException failure) {
            throw unwritable(path, failure);
        }
    }

    @Override
    public void close() {
        OutputStream open = file;
        file = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException failure) {
                throw unwritable(path, failure);
            }
        }
    }

    static CairnException unwritable(@Nullable Path file, IOException failure) {
        return new CairnException.Incorrect(
                "file-unwritable",
                "cannot write " + (file == null ? "the answer" : file) + ": " + failure.getMessage());
    }
}
