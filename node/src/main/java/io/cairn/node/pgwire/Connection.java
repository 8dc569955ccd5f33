package io.cairn.node.pgwire;

import io.cairn.node.pgtype.SqlFailure;
import io.cairn.node.pgtype.SqlState;
import java.io.IOException;
import java.net.SocketTimeoutException;

/**
 * One client's session: reads a message, answers it, reads the next.
 *
 * <p>After a failure in the extended protocol messages are passed over up to the next Sync, as a client may have sent
 * more of them before it could know. A message whose length is wrong ends the connection, since what follows cannot be
 * read.
 */
final class Connection {
    private final Wire wire;
    private final Timeouts timeouts;
    private final Settings settings;
    private final Held held;
    private final Executor executor;
    private final SimpleProtocol simple;
    private final ExtendedProtocol extended;
    private boolean recovering;
    private long waiting = -1;

    /** Sets for how long a read waits; in milliseconds, 0 for as long as the server lets it. */
    interface Timeouts {
        void wait(int millisMax) throws IOException;
    }

    Connection(SqlSession session, Settings settings, Running running, Wire wire, Timeouts timeouts) {
        this.wire = wire;
        this.timeouts = timeouts;
        this.settings = settings;
        held = new Held(wire.limits());
        executor = new Executor(session, settings, held, running, wire);
        simple = new SimpleProtocol(executor, held, wire.out());
        extended = new ExtendedProtocol(executor, settings, held, wire.out());
    }

    /**
     * Answers messages until the client ends.
     *
     * @throws SqlFailure what to tell the client before it is cut off
     */
    void serve() throws IOException {
        wire.in().limit(wire.limits().messageBytesMax());
        try {
            ready();
            answerAll();
        } finally {
            held.closePortals();
        }
    }

    private void answerAll() throws IOException {
        while (true) {
            int letter = type();
            if (letter < 0) {
                return;
            }
            byte[] body = wire.in().body();
            if (letter == 'X') {
                return;
            }
            if (recovering && letter != 'S') {
                continue;
            }
            try {
                answer(letter, body);
            } catch (RuntimeException failure) {
                fail(letter, failure);
            }
        }
    }

    private int type() throws IOException {
        boolean idle = executor.status() == TransactionStatus.IDLE;
        long asked = settings.millis(idle ? Setting.IDLE_SESSION_TIMEOUT : Setting.IDLE_IN_TRANSACTION_TIMEOUT);
        if (asked != waiting) {
            timeouts.wait((int) Math.min(asked, Integer.MAX_VALUE));
            waiting = asked;
        }
        try {
            int letter = wire.in().type();
            if (letter < 0 && wire.idleness().isOver()) {
                throw idleFor(idle);
            }
            return letter;
        } catch (SocketTimeoutException e) {
            throw idleFor(idle);
        }
    }

    private static SqlFailure idleFor(boolean isOutside) {
        return isOutside
                ? SqlFailure.of(SqlState.IDLE_SESSION, "terminating connection due to idle-session timeout")
                : SqlFailure.of(
                        SqlState.IDLE_IN_TRANSACTION, "terminating connection due to idle-in-transaction timeout");
    }

    private void answer(int letter, byte[] body) throws IOException {
        switch (letter) {
            case 'Q' -> {
                simple.query(body);
                ready();
            }
            case 'P' -> extended.parse(body);
            case 'B' -> extended.bind(body);
            case 'D' -> extended.describe(body);
            case 'E' -> {
                // A client sends something behind Execute before it waits: Sync, unless more belongs to the
                // transaction.
                if (wire.in().peek() != 'S') {
                    executor.together();
                }
                extended.execute(body);
            }
            case 'C' -> extended.close(body);
            case 'H' -> wire.out().flush();
            case 'S' -> {
                if (!recovering) {
                    executor.settle();
                }
                recovering = false;
                ready();
            }
            case 'd', 'c', 'f' -> {
                // Left over from a COPY that has failed.
            }
            case 'F' ->
                throw SqlFailure.of(SqlState.FEATURE_NOT_SUPPORTED, "function calls by message are not supported");
            default -> throw new BrokenWireException("invalid frontend message type " + letter);
        }
    }

    private void fail(int letter, RuntimeException failure) throws IOException {
        Messages.error(wire.out(), false, Messages.failureOf(failure));
        executor.fail();
        boolean isWhole = letter == 'Q' || letter == 'F' || letter == 'S';
        if (isWhole) {
            ready();
        } else {
            recovering = true;
            wire.out().flush();
        }
    }

    private void ready() throws IOException {
        for (Setting setting : settings.untold()) {
            Messages.parameterStatus(wire.out(), setting.word(), settings.get(setting));
        }
        Messages.ready(wire.out(), executor.status());
        wire.out().flush();
    }
}
