package io.cairn.node.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;

/** Somebody who types into a shell and reads what it shows. */
final class Typist implements AutoCloseable {
    private static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Shown shown = new Shown();
    private final PipedOutputStream keys = new PipedOutputStream();
    private final Terminal terminal;
    private final Thread shell;
    private int read;

    /** What the shell has shown; whoever waits for more is woken by it. */
    private static final class Shown extends ByteArrayOutputStream {
        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            notifyAll();
        }

        @Override
        public synchronized void write(int b) {
            super.write(b);
            notifyAll();
        }

        /** Without what moves the cursor and sets colours. */
        private String text() {
            return toString(UTF_8)
                    .replaceAll("\u001b\\[[0-9;?]*[a-zA-Z]|\u001b[=>]|\u001b\\([B0]|[\r\u0007\u000f]", "");
        }

        synchronized String await(String wanted, int from) throws InterruptedException {
            long end = System.nanoTime() + WAIT_NANOS;
            String text = text();
            while (text.indexOf(wanted, from) < 0) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                assertThat(left)
                        .as("waiting for %s in: %s", wanted, text.substring(from))
                        .isPositive();
                wait(left);
                text = text();
            }
            return text;
        }
    }

    Typist(Session session, Path history, int columns) throws IOException {
        terminal = new ExternalTerminal("test", "vt100", new PipedInputStream(keys), shown, UTF_8);
        terminal.setSize(Size.of(columns, 40));
        shell = Thread.ofPlatform().name("shell").start(() -> {
            try {
                Shell.run(session, new Shell.Options(AnswerFormat.TABLE, history, Map.of()), terminal);
            } catch (IOException failure) {
                throw new IllegalStateException(failure);
            }
        });
    }

    /** Types, and ends the line. */
    Typist line(String text) throws IOException {
        return keys(text + "\r");
    }

    Typist keys(String text) throws IOException {
        keys.write(text.getBytes(UTF_8));
        keys.flush();
        return this;
    }

    /** Waits until something is shown that was not looked at before, and gives all from there to its end. */
    String await(String wanted) throws InterruptedException {
        String all = shown.await(wanted, read);
        int end = all.indexOf(wanted, read) + wanted.length();
        String seen = all.substring(read, end);
        read = end;
        return seen;
    }

    /** Waits until the shell has ended by itself. */
    void awaitEnd() throws InterruptedException {
        shell.join(TimeUnit.NANOSECONDS.toMillis(WAIT_NANOS));
        assertThat(shell.isAlive()).isFalse();
    }

    @Override
    public void close() throws IOException {
        keys.close();
        try {
            awaitEnd();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        terminal.close();
    }
}
