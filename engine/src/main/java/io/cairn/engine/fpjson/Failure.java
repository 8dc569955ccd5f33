package io.cairn.engine.fpjson;

import io.cairn.engine.model.CairnException;
import org.jspecify.annotations.Nullable;

/**
 * A program's mistake while it runs, which {@code tryCatch} may catch. Becomes a {@code CairnException.Refused} where
 * it leaves the program; running out of fuel is one from the beginning and cannot be caught.
 */
final class Failure extends RuntimeException {
    /** The code for something called that is no function. */
    static final String NOT_A_FUNCTION = "fpjson-not-a-function";

    /** The code for an argument that a function cannot take. */
    static final String ARGUMENT = "fpjson-argument";

    /** The code for looking into null or undefined. */
    static final String NOTHING = "fpjson-nothing";

    /** The code for a regular expression that is malformed or not provided for. */
    static final String PATTERN = "fpjson-pattern";

    /** The code for a function that would reach the host or needs promises. */
    static final String REFUSED = "fpjson-function-refused";

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String what;
    private @Nullable String function;

    Failure(String code, String what) {
        super(what, null, false, false);
        this.code = code;
        this.what = what;
    }

    String code() {
        return code;
    }

    /** Notes the innermost function that failed. */
    void within(String name) {
        if (function == null && !name.isEmpty()) {
            function = name;
        }
    }

    /** The failure as it leaves the program; {@code at} is the path of the innermost expression. */
    CairnException.Refused refused(String at) {
        return new CairnException.Refused(code, at, text());
    }

    /** The message, with the function that failed. */
    String text() {
        return function == null ? what : function + ": " + what;
    }
}
