package io.cairn.h2.deterministic;

/** What cannot be divided by, where H2 itself does not look. */
public final class DivisionByZeroException extends ArithmeticException {
    private static final long serialVersionUID = 1;

    DivisionByZeroException() {
        super("division by zero");
    }
}
