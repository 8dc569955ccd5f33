package io.cairn.node.pgtype;

/** A failure as PostgreSQL tells it: a five-letter SQLSTATE, a message, and where in the statement it is. */
public final class SqlFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String state;
    private final String message;
    private final String detail;
    private final String hint;
    private final int position;
    private final transient Subject subject;

    /** What a failure is about; a part that is not known, or does not apply, is empty. */
    public record Subject(String schema, String table, String column, String constraint) {
        /** Nothing that is known. */
        public static final Subject NONE = new Subject("", "", "", "");
    }

    private SqlFailure(String state, String message, String detail, String hint, int position, Subject subject) {
        super(message);
        this.state = state;
        this.message = message;
        this.detail = detail;
        this.hint = hint;
        this.position = position;
        this.subject = subject;
    }

    /** A failure with nothing but a SQLSTATE and a message. */
    public static SqlFailure of(String state, String message) {
        return new SqlFailure(state, message, "", "", 0, Subject.NONE);
    }

    /** With a second message that tells more. */
    public SqlFailure withDetail(String text) {
        return new SqlFailure(state, message, text, hint, position, subject);
    }

    /** In other words. */
    public SqlFailure saying(String text) {
        return new SqlFailure(state, text, detail, hint, position, subject);
    }

    /** With advice. */
    public SqlFailure withHint(String text) {
        return new SqlFailure(state, message, detail, text, position, subject);
    }

    /** At a character of the statement, counted from 1; 0 where no place is known. */
    public SqlFailure at(int character) {
        return new SqlFailure(state, message, detail, hint, character, subject);
    }

    /** With the names of what it is about. */
    public SqlFailure about(Subject named) {
        return new SqlFailure(state, message, detail, hint, position, named);
    }

    /** The SQLSTATE. */
    public String state() {
        return state;
    }

    /** More about it, or empty. */
    public String detail() {
        return detail;
    }

    /** Advice, or empty. */
    public String hint() {
        return hint;
    }

    /** The character of the statement, counted from 1, or 0. */
    public int position() {
        return position;
    }

    /** What it is about. */
    public Subject subject() {
        return subject;
    }

    /** What went wrong. */
    @Override
    public String getMessage() {
        return message;
    }
}
