package io.cairn.node.pgtype;

/** The SQLSTATEs that the protocol itself answers with, named as in appendix A of PostgreSQL's manual. */
public final class SqlState {
    /** The sender broke the protocol. */
    public static final String PROTOCOL_VIOLATION = "08P01";

    /** Understood, and not offered. */
    public static final String FEATURE_NOT_SUPPORTED = "0A000";

    /** A value is outside the range of its type. */
    public static final String NUMERIC_OUT_OF_RANGE = "22003";

    /** A date or time outside of what its type holds. */
    public static final String DATETIME_OVERFLOW = "22008";

    /** A text that is no date, time or interval. */
    public static final String DATETIME_FORMAT = "22007";

    /** A setting cannot have this value. */
    public static final String INVALID_PARAMETER = "22023";

    /** Bytes that are not of the character set. */
    public static final String NOT_IN_REPERTOIRE = "22021";

    /** A text that is no value of its type. */
    public static final String INVALID_TEXT = "22P02";

    /** Bytes that are no value of their type. */
    public static final String INVALID_BINARY = "22P03";

    /** A line of COPY does not fit its table. */
    public static final String BAD_COPY = "22P04";

    /** A statement that cannot run while a transaction is open. */
    public static final String ACTIVE_TRANSACTION = "25001";

    /** The transaction has failed and only its end is awaited. */
    public static final String FAILED_TRANSACTION = "25P02";

    /** A transaction was open and idle for too long. */
    public static final String IDLE_IN_TRANSACTION = "25P03";

    /** There is no prepared statement of this name. */
    public static final String NO_SUCH_STATEMENT = "26000";

    /** The user may not connect. */
    public static final String INVALID_AUTHORIZATION = "28000";

    /** The password is wrong. */
    public static final String INVALID_PASSWORD = "28P01";

    /** There is no portal of this name. */
    public static final String NO_SUCH_CURSOR = "34000";

    /** Not a statement. */
    public static final String SYNTAX_ERROR = "42601";

    /** There is no such setting. */
    public static final String UNDEFINED_OBJECT = "42704";

    /** There is a portal of this name already. */
    public static final String DUPLICATE_CURSOR = "42P03";

    /** There is a prepared statement of this name already. */
    public static final String DUPLICATE_STATEMENT = "42P05";

    /** The type of a parameter cannot be told. */
    public static final String INDETERMINATE_TYPE = "42P18";

    /** There are too many connections. */
    public static final String TOO_MANY_CONNECTIONS = "53300";

    /** A limit of this server. */
    public static final String LIMIT_EXCEEDED = "54000";

    /** The setting is not for statements to change. */
    public static final String CANNOT_CHANGE = "55P02";

    /** The client, or a timeout, has ended the statement. */
    public static final String QUERY_CANCELED = "57014";

    /** The server stops. */
    public static final String ADMIN_SHUTDOWN = "57P01";

    /** The server has too much to do. */
    public static final String CANNOT_CONNECT_NOW = "57P03";

    /** Nothing came for too long. */
    public static final String IDLE_SESSION = "57P05";

    /** A fault of ours. */
    public static final String INTERNAL_ERROR = "XX000";

    private SqlState() {}
}
