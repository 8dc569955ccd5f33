package io.cairn.engine.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Every failure that Cairn reports on purpose, grouped by who has to act.
 *
 * <p>{@link #code()} is a stable kebab-case word that clients may test; the message is for people
 * and may change. {@link #at()} names the input that was wrong as a slash-separated path (for
 * example {@code data/documents/3/age}), or is empty where the whole input is meant.
 */
public abstract sealed class CairnException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String at;

    private CairnException(String code, String at, String message, Throwable cause) {
        super(message, cause);
        this.code = Objects.requireNonNull(code);
        this.at = Objects.requireNonNull(at);
    }

    private CairnException(String code, String at, String message) {
        super(message);
        this.code = Objects.requireNonNull(code);
        this.at = Objects.requireNonNull(at);
    }

    /** The stable code of this failure. */
    public final String code() {
        return code;
    }

    /** The input that was wrong, as a path; empty for the whole input. */
    public final String at() {
        return at;
    }

    /**
     * Whether this is about what was sent, and so the same on every machine. The others are about this machine:
     * a busy, broken or damaged one decides nothing.
     */
    public final boolean isAboutInput() {
        return switch (this) {
            case Incorrect _, Refused _, Forbidden _, NotFound _, Unsupported _, ProofInvalid _ -> true;
            case Busy _, Unavailable _, Corrupt _, Fault _ -> false;
        };
    }

    /** What went wrong, for people; never null. */
    @Override
    public final String getMessage() {
        return Objects.requireNonNullElse(super.getMessage(), code);
    }

    /** The caller sent something malformed or impossible; sending it again will not help. */
    public static final class Incorrect extends CairnException {
        private static final long serialVersionUID = 1L;

        /** Creates the failure. */
        public Incorrect(String code, String at, String message) {
            super(code, at, message);
        }

        /** Creates the failure with no particular input to blame. */
        public Incorrect(String code, String message) {
            super(code, "", message);
        }
    }

    /** A well-formed mutation or request that the database's own rules do not allow. */
    public static final class Refused extends CairnException {
        private static final long serialVersionUID = 1L;

        private final transient Value.@Nullable Document detail;
        private final transient @Nullable Hash mutation;

        /** Creates the failure. */
        public Refused(String code, String at, String message) {
            this(code, at, message, null);
        }

        /** Creates the failure with what a receipt tells of it beside code and place. */
        public Refused(String code, String at, String message, Value.@Nullable Document detail) {
            this(code, at, message, detail, null);
        }

        /** Creates the failure of a mutation that has a receipt. */
        public Refused(
                String code, String at, String message, Value.@Nullable Document detail, @Nullable Hash mutation) {
            super(code, at, message);
            this.detail = detail;
            this.mutation = mutation;
        }

        /** What a receipt tells of it beside code and place, or null. */
        public Value.@Nullable Document detail() {
            return detail;
        }

        /** The id of the mutation whose receipt tells of it, or null where there is no receipt. */
        public @Nullable Hash mutation() {
            return mutation;
        }
    }

    /** The caller may not do or see this. */
    public static final class Forbidden extends CairnException {
        private static final long serialVersionUID = 1L;

        /** Creates the failure. */
        public Forbidden(String code, String message) {
            super(code, "", message);
        }
    }

    /** The thing asked for does not exist. */
    public static final class NotFound extends CairnException {
        private static final long serialVersionUID = 1L;

        /** Creates the failure. */
        public NotFound(String code, String message) {
            super(code, "", message);
        }
    }

    /** Understood, reserved in the format, and not built. Never stored and ignored. */
    public static final class Unsupported extends CairnException {
        private static final long serialVersionUID = 1L;

        /** Creates the failure. */
        public Unsupported(String at, String message) {
            super("not-supported", at, message);
        }
    }

    /** A limit on load or rate was met; trying again later may work. */
    public static final class Busy extends CairnException {
        private static final long serialVersionUID = 1L;

        /** Creates the failure. */
        public Busy(String code, String message) {
            super(code, "", message);
        }
    }

    /** The other side or a database cannot be reached or is stopped. */
    public static final class Unavailable extends CairnException {
        private static final long serialVersionUID = 1L;

        /** Creates the failure. */
        public Unavailable(String code, String message) {
            super(code, "", message);
        }

        /** Creates the failure with its cause. */
        public Unavailable(String code, String message, Throwable cause) {
            super(code, "", message, cause);
        }
    }

    /** A proof, signature or hash does not hold: somebody lied, or bytes were damaged. */
    public static final class ProofInvalid extends CairnException {
        private static final long serialVersionUID = 1L;

        /** Creates the failure. */
        public ProofInvalid(String code, String at, String message) {
            super(code, at, message);
        }
    }

    /** Stored bytes are damaged; the message names the file and offset. */
    public static final class Corrupt extends CairnException {
        private static final long serialVersionUID = 1L;

        /** Creates the failure. */
        public Corrupt(String code, String at, String message) {
            super(code, at, message);
        }
    }

    /** Cairn's own mistake or a broken machine: the component stops. */
    public static final class Fault extends CairnException {
        private static final long serialVersionUID = 1L;

        /** Creates the failure. */
        public Fault(String code, String message) {
            super(code, "", message);
        }

        /** Creates the failure with its cause. */
        public Fault(String code, String message, Throwable cause) {
            super(code, "", message, cause);
        }
    }
}
