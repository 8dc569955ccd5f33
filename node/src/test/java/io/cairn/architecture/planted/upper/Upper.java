package io.cairn.architecture.planted.upper;

import io.cairn.architecture.planted.lower.Lower;

/** Uses the lower package, as its planted table allows. */
public final class Upper {
    private Upper() {}

    /** Calls down. */
    public static int below() {
        return Lower.depth();
    }
}
