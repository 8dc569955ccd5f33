package io.cairn.node.gateway;

import io.cairn.engine.dialect.Statement;
import io.cairn.engine.model.CairnException;
import io.cairn.node.pgtype.SqlFailure;
import io.cairn.node.pgwire.Notice;
import io.cairn.node.pgwire.TransactionStatus;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The transaction that a session is in: none, a block between {@code BEGIN} and its end, or statements that the client
 * has sent together. Every transaction is serializable, whatever level was asked for.
 */
final class Blocks {
    private static final Set<String> READS = Set.of("SELECT", "VALUES", "TABLE", "WITH", "EXPLAIN", "SHOW");
    private static final Set<String> SCOPES = Set.of("local", "session");
    private static final Set<String> ASSIGNMENTS = Set.of("=", "to");

    private final Supplier<SqlWork> begin;
    private final Consumer<Notice> notices;
    private @Nullable SqlWork open;
    private boolean isBlock;
    private boolean isReadOnly;
    private boolean failed;

    Blocks(Supplier<SqlWork> begin, Consumer<Notice> notices) {
        this.begin = begin;
        this.notices = notices;
    }

    /** The transaction that statements belong to, or null where each stands alone. */
    @Nullable
    SqlWork open() {
        return open;
    }

    TransactionStatus status() {
        if (!isBlock) {
            return TransactionStatus.IDLE;
        }
        boolean refused = failed || (open != null && open.isFailed());
        return refused ? TransactionStatus.FAILED : TransactionStatus.IN_BLOCK;
    }

    /** More statements follow that are one transaction with those up to the next end. */
    void together() {
        if (open == null) {
            open = begin.get();
        }
    }

    /** Carries out a statement about the transaction or session; answers what was done. */
    String control(Statement.Session control, String text) {
        return switch (control.kind()) {
            case BEGIN -> begin(control.words());
            case COMMIT -> commit();
            case ROLLBACK -> rollback();
            case SAVEPOINT -> savepoint(text, "SAVEPOINT");
            case RELEASE -> savepoint(text, "RELEASE");
            case ROLLBACK_TO -> {
                String tag = savepoint(text, "ROLLBACK");
                failed = false;
                yield tag;
            }
            case SET -> set(control.words());
            case SHOW -> throw unknownSetting(control.words().getLast());
            default -> throw SqlFailure.of("0A000", "this statement has no meaning here");
        };
    }

    private String begin(List<String> words) {
        if (isBlock) {
            notices.accept(Notice.warning("25001", "there is already a transaction in progress"));
            return "BEGIN";
        }
        together();
        isBlock = true;
        isReadOnly = readOnly(words);
        return "BEGIN";
    }

    private static boolean readOnly(List<String> words) {
        int at = words.indexOf("read");
        return at >= 0 && at + 1 < words.size() && words.get(at + 1).equals("only");
    }

    /** Transaction characteristics: all transactions are serializable, which is at least what is asked for. */
    private String set(List<String> words) {
        int name = words.size() > 1 && SCOPES.contains(words.get(1)) ? 2 : 1;
        boolean isValue = words.size() > name + 1 && ASSIGNMENTS.contains(words.get(name + 1));
        if (isValue || words.size() == 2 && words.getFirst().equals("reset")) {
            throw unknownSetting(words.get(name));
        }
        if (!words.contains("transaction")) {
            throw SqlFailure.of("0A000", "there is no such setting here");
        }
        if (isBlock && words.size() > 1 && words.get(1).equals("transaction")) {
            isReadOnly |= readOnly(words);
        }
        return "SET";
    }

    /** Those that are known were carried out by the protocol. */
    private static SqlFailure unknownSetting(String name) {
        return SqlFailure.of("42704", "unrecognized configuration parameter \"" + name + "\"");
    }

    private String commit() {
        if (!isBlock) {
            notices.accept(Notice.warning("25P01", "there is no transaction in progress"));
            return "COMMIT";
        }
        if (status() == TransactionStatus.FAILED) {
            end();
            return "ROLLBACK";
        }
        commitOpen();
        return "COMMIT";
    }

    private String rollback() {
        if (!isBlock) {
            notices.accept(Notice.warning("25P01", "there is no transaction in progress"));
        }
        end();
        return "ROLLBACK";
    }

    private String savepoint(String text, String tag) {
        SqlWork block = open;
        if (isBlock && block == null) {
            throw SqlFailure.of("25P02", "the transaction was given up, with its savepoints: only ROLLBACK leads on");
        }
        if (block == null || !isBlock) {
            String what = tag.equals("ROLLBACK") ? "ROLLBACK TO SAVEPOINT" : tag;
            throw SqlFailure.of("25P01", what + " can only be used in transaction blocks");
        }
        block.run(text, List.of());
        return tag;
    }

    /** Whether nothing that the transaction reads has to be seen again when it ends. */
    boolean isReadOnly() {
        return isReadOnly && status() != TransactionStatus.FAILED;
    }

    /** Refuses changes in a transaction that is read only. */
    void requireWritable(List<String> first) {
        if (isReadOnly) {
            if (first.isEmpty() || !READS.contains(first.getFirst())) {
                throw new CairnException.Refused("sql-25006", "", "cannot change anything in a read-only transaction");
            }
        }
    }

    /** Ends statements that were sent together. */
    void settle() {
        if (!isBlock && open != null) {
            commitOpen();
        }
    }

    /** Whatever comes of it, the transaction is over. */
    private void commitOpen() {
        try {
            if (open != null) {
                open.commit();
            }
        } finally {
            end();
        }
    }

    /** Drops statements that were sent together, or fails the block. */
    void fail() {
        if (isBlock) {
            failed = true;
        } else {
            end();
        }
    }

    /** Another thread may still be at the transaction: nothing leads on but its end. */
    void abandon() {
        open = null;
        failed = true;
    }

    void close() {
        end();
    }

    private void end() {
        if (open != null) {
            open.close();
        }
        open = null;
        isBlock = false;
        isReadOnly = false;
        failed = false;
    }
}
