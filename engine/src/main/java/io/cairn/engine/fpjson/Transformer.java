package io.cairn.engine.fpjson;

/** A step of a fold that may stand before another: Ramda's transformer protocol. */
abstract non-sealed class Transformer implements Term {
    /** How many may stand before each other. */
    private static final int CHAIN_MAX = 64;

    private final int chain;

    /** The last of a chain. */
    Transformer() {
        this.chain = 1;
    }

    /** One that stands before {@code next}. */
    Transformer(Transformer next) {
        this.chain = next.chain + 1;
        if (chain > CHAIN_MAX) {
            throw new Failure(Failure.ARGUMENT, "more than " + CHAIN_MAX + " transducers stand before each other");
        }
    }

    abstract Term init(Run run);

    /** The accumulated result with one more input; {@link Term.Reduced} to end the fold. */
    abstract Term step(Run run, Term result, Term input);

    abstract Term result(Run run, Term result);

    @Override
    public boolean isTruthy() {
        return true;
    }

    @Override
    public int depth() {
        return 1;
    }
}
