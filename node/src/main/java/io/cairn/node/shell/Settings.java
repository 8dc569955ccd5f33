package io.cairn.node.shell;

import io.cairn.engine.model.CairnException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What the person has set, and what the last statements left behind. */
final class Settings {
    AnswerFormat format = AnswerFormat.TABLE;
    Expanded expanded = Expanded.AUTO;
    boolean timing = true;

    /** Whether an answer is one JSON object with its block and class, as {@code --json} prints it. */
    boolean objects;

    /** Whether the first failure ends a script. */
    boolean stopOnError;

    @Nullable
    Path proof;

    @Nullable
    Long readAt;

    Answer.@Nullable Rows last;
    boolean quit;

    /** Whether failures are left to who reads {@link #failure}. */
    boolean quiet;

    /** The first failure. */
    @Nullable
    CairnException failure;

    /** The statement that it was about. */
    String failed = "";
}
