package io.cairn.node.shell;

import io.cairn.engine.model.CairnException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jline.reader.History;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/**
 * A terminal with a person at it.
 *
 * <p>Threading: one thread prints; what takes long runs on another, so that Ctrl-C, which comes on a third, ends the wait
 * at once and not the shell.
 */
final class TerminalScreen implements Screen {
    private static final long TICK_MILLIS = 200;
    private static final long SILENT_MILLIS = 800;
    private static final String ERASE_LINE = "\r\u001b[K";

    private final Terminal terminal;
    private final Map<String, String> environment;
    private final History history;
    private volatile boolean stopped;
    private volatile @Nullable FutureTask<?> running;

    TerminalScreen(Terminal terminal, Map<String, String> environment, History history) {
        this.terminal = terminal;
        this.environment = environment;
        this.history = history;
        terminal.handle(Terminal.Signal.INT, _ -> stop());
    }

    private void stop() {
        stopped = true;
        FutureTask<?> task = running;
        if (task != null) {
            task.cancel(true);
        }
    }

    /** Forgets that something was stopped, before the next line is carried out. */
    void begin() {
        stopped = false;
    }

    @Override
    public void line(String text) {
        terminal.writer().print(text + "\n");
    }

    @Override
    public void say(String text) {
        line(text);
    }

    @Override
    public OutputStream bytes() {
        return terminal.output();
    }

    @Override
    public int width() {
        return Math.max(0, terminal.getColumns());
    }

    @Override
    public boolean isInteractive() {
        return true;
    }

    @Override
    public boolean isStopped() {
        return stopped;
    }

    @Override
    public <T> T call(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        running = task;
        if (stopped) {
            throw cancelled();
        }
        Thread.ofPlatform().daemon().name("statement").start(task);
        try {
            return await(task);
        } catch (CancellationException stop) {
            throw cancelled();
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof Exception cause ? cause : failure;
        } finally {
            running = null;
        }
    }

    private static CairnException cancelled() {
        return new CairnException.Refused(
                "sql-57014", "", "stopped on request; a change that was already sent may still take effect");
    }

    private <T> T await(FutureTask<T> task) throws ExecutionException, InterruptedException {
        boolean drawn = false;
        try {
            for (long waited = 0; ; waited += TICK_MILLIS) {
                try {
                    return task.get(TICK_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException notYet) {
                    if (waited + TICK_MILLIS >= SILENT_MILLIS && !isDumb()) {
                        drawn = true;
                        String seconds = String.format(Locale.ROOT, "%.1f", (waited + TICK_MILLIS) / 1_000.0);
                        terminal.writer().print(ERASE_LINE + "running for " + seconds + " s; Ctrl-C stops");
                        terminal.flush();
                    }
                }
            }
        } finally {
            if (drawn) {
                terminal.writer().print(ERASE_LINE);
                terminal.flush();
            }
        }
    }

    private boolean isDumb() {
        return terminal.getType().startsWith(Terminal.TYPE_DUMB);
    }

    @Override
    public String edit(String text) {
        String editor = environment.getOrDefault("VISUAL", environment.getOrDefault("EDITOR", "vi"));
        try {
            Path file = Files.createTempFile("cairn-", ".sql");
            try {
                Files.writeString(file, text);
                terminal.flush();
                // The variable may hold options, which the system's shell is to take apart.
                Process process = new ProcessBuilder("sh", "-c", editor + " \"$0\"", file.toString())
                        .inheritIO()
                        .start();
                if (process.waitFor() != 0) {
                    throw new CairnException.Incorrect("editor-failed", "\\e", editor + " ended with an error");
                }
                return Files.readString(file).stripTrailing();
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw new CairnException.Incorrect("editor-failed", "\\e", "cannot edit: " + failure.getMessage());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw cancelled();
        }
    }

    @Override
    public List<String> history() {
        List<String> lines = new ArrayList<>();
        history.forEach(entry -> lines.add(entry.line()));
        return lines;
    }
}
