package io.cairn.node.pgwire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement with its parameters, not begun, or stopped between two rows, or at its end. */
final class Portal {
    final Command command;
    final List<Column> columns;
    final List<Parameter> parameters;
    final Formats formats;
    final long heldBytes;
    private @Nullable Rows rows;
    private boolean begun;

    Portal(Command command, List<Column> columns, List<Parameter> parameters, Formats formats, long heldBytes) {
        this.command = command;
        this.columns = columns;
        this.parameters = parameters;
        this.formats = formats;
        this.heldBytes = heldBytes;
    }

    /** A portal of a statement as the simple protocol has it: no parameters, all text. */
    static Portal simple(Command command) {
        return new Portal(command, List.of(), List.of(), Formats.TEXT, 0);
    }

    boolean isBegun() {
        return begun;
    }

    void begin(@Nullable Rows result) {
        begun = true;
        rows = result;
    }

    /** The rows that it is in, or null where it has none or is at their end. */
    @Nullable
    Rows rows() {
        return rows;
    }

    void close() {
        Rows open = rows;
        rows = null;
        if (open != null) {
            open.close();
        }
    }
}
