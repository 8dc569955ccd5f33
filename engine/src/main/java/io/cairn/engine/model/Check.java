package io.cairn.engine.model;

/** Checks that stay on in production. */
public final class Check {
    private Check() {}

    /** Stops the component when one of our own invariants does not hold. */
    public static void invariant(boolean holds, String what) {
        if (!holds) {
            throw new CairnException.Fault("invariant-broken", "broken invariant: " + what);
        }
    }

    /** Refuses a caller's argument. */
    public static void argument(boolean holds, String at, String what) {
        if (!holds) {
            throw new CairnException.Incorrect("argument-invalid", at, what);
        }
    }
}
