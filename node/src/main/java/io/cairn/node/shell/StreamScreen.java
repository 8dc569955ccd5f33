package io.cairn.node.shell;

import io.cairn.engine.model.CairnException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;

/** Plain streams: a pipe, a file, or a terminal on which one statement is run. */
record StreamScreen(PrintStream out, PrintStream err, boolean isInteractive) implements Screen {
    @Override
    public void line(String text) {
        out.print(text + "\n");
    }

    @Override
    public void say(String text) {
        out.flush();
        err.print(text + "\n");
    }

    @Override
    public OutputStream bytes() {
        return out;
    }

    @Override
    public int width() {
        return 0;
    }

    @Override
    public boolean isStopped() {
        return false;
    }

    @Override
    public <T> T call(Callable<T> work) throws Exception {
        return work.call();
    }

    @Override
    public String edit(String text) {
        throw new CairnException.Incorrect("usage", "\\e", "there is no terminal to edit on");
    }

    @Override
    public List<String> history() {
        return List.of();
    }
}
