package io.cairn.node.pgwire;

import java.io.IOException;

/**
 * How a run of a portal ended.
 *
 * @param letter of the message that says so
 * @param tag what was done, where the letter is that of CommandComplete
 */
record Ending(char letter, String tag) {
    static final Ending EMPTY = new Ending('I', "");
    static final Ending SUSPENDED = new Ending('s', "");

    static Ending complete(String tag) {
        return new Ending('C', tag);
    }

    void send(FrameOutput out) throws IOException {
        if (letter == 'C') {
            Messages.complete(out, tag);
        } else {
            Messages.empty(out, letter);
        }
    }
}
