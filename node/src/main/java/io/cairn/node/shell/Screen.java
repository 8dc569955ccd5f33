package io.cairn.node.shell;

import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.Callable;

/** Where a shell's words go to, and what can be done at it. */
interface Screen {
    /** Prints a line of an answer. */
    void line(String text);

    /** Prints a line for the person, beside answers. */
    void say(String text);

    /** Where an answer goes that is no text. */
    OutputStream bytes();

    /** In columns; 0 where lines may be of any length. */
    int width();

    /** Whether a person watches. */
    boolean isInteractive();

    /** Whether the person has asked to stop what is being done. */
    boolean isStopped();

    /**
     * Does something that may take long.
     *
     * @throws io.cairn.engine.model.CairnException.Refused {@code sql-57014} where the person does not want to wait for it
     */
    <T> T call(Callable<T> work) throws Exception;

    /** Lets the person change a text. */
    String edit(String text);

    /** What was typed before, oldest first. */
    List<String> history();
}
