package io.cairn.node.cli;

import io.cairn.engine.model.CairnException;

/** What the process ends with. */
enum ExitCode {
    /** Done. */
    OK(0),
    /** Cairn's own mistake. */
    INTERNAL(1),
    /** The command line or the input was wrong. */
    USAGE(2),
    /** The database refused. */
    REFUSED(3),
    /** A proof or signature does not hold. */
    INVALID(4),
    /** The node cannot be reached. */
    UNREACHABLE(5),
    /** What was asked for does not exist. */
    NOT_FOUND(6);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static ExitCode of(CairnException failure) {
        return switch (failure) {
            case CairnException.Incorrect _, CairnException.Unsupported _ -> USAGE;
            case CairnException.Refused _, CairnException.Forbidden _ -> REFUSED;
            case CairnException.ProofInvalid _, CairnException.Corrupt _ -> INVALID;
            case CairnException.Unavailable _, CairnException.Busy _ -> UNREACHABLE;
            case CairnException.NotFound _ -> NOT_FOUND;
            case CairnException.Fault _ -> INTERNAL;
        };
    }
}
