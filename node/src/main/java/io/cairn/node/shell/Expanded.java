package io.cairn.node.shell;

import java.util.Locale;

/** Whether a table shows a row on one line or each cell on a line of its own. */
enum Expanded {
    /** A row on a line, wrapped where the terminal is narrower. */
    OFF,
    /** A cell on a line. */
    ON,
    /** A cell on a line where even wrapped rows would not fit. */
    AUTO;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
