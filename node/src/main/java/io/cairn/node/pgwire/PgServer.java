package io.cairn.node.pgwire;

import io.cairn.node.pgtype.SqlFailure;
import io.cairn.node.pgtype.SqlState;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A server of PostgreSQL's protocol 3.0 in front of a backend.
 *
 * <p>Threading: each connection has a thread, which reads, calls the backend and writes; one more accepts; one
 * cuts off what takes too long. A client that does not read makes its thread wait, and nothing else.
 */
public final class PgServer implements AutoCloseable {
    private static final Duration STOP_MAX = Duration.ofSeconds(10);
    private static final long ACCEPT_PAUSE_NANOS = 10_000_000;
    private static final int NONCE_BYTES = 18;
    private static final int SALT_BYTES = 16;

    private final PgSettings settings;
    private final SqlBackend backend;
    private final ServerSocket listener;
    /** Of the system, which wakes them itself: a virtual one costs two more switches for each message. */
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().daemon().name("cairn-pgwire-", 0).factory());

    private final ScheduledThreadPoolExecutor timer;
    private final CancelKeys keys = new CancelKeys();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger sessions = new AtomicInteger();
    private final SecureRandom random = new SecureRandom();
    private final ScramSecret unknownUser;
    private volatile boolean stopping;

    private PgServer(PgSettings settings, SqlBackend backend, ServerSocket listener) {
        this.settings = settings;
        this.backend = backend;
        this.listener = listener;
        timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("pgwire-timer").factory());
        timer.setRemoveOnCancelPolicy(true);
        unknownUser =
                new ScramSecret(randomBytes(SALT_BYTES), ScramSecret.ITERATIONS, randomBytes(32), randomBytes(32));
    }

    /** Begins to listen. */
    public static PgServer start(PgSettings settings, SqlBackend backend) throws IOException {
        ServerSocket listener = new ServerSocket();
        try {
            listener.bind(new InetSocketAddress(settings.address(), settings.port()));
        } catch (IOException e) {
            listener.close();
            throw e;
        }
        PgServer server = new PgServer(settings, backend, listener);
        server.threads.execute(server::accept);
        return server;
    }

    /** A salt for a new {@link ScramSecret}. */
    public static byte[] salt() {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return salt;
    }

    /** The port that it listens on. */
    public int port() {
        return listener.getLocalPort();
    }

    /** How many clients have a session. */
    public int sessions() {
        return sessions.get();
    }

    /** Takes no more clients, lets statements that run come to their end, and cuts off what takes longer than 10 s. */
    @Override
    public void close() {
        stop(STOP_MAX);
    }

    /** As {@link #close}, with another limit. */
    public void stop(Duration limit) {
        stopping = true;
        closeQuietly(listener);
        // Who waits for a client now finds its end, and tells it why.
        sockets.forEach(PgServer::endInput);
        threads.shutdown();
        try {
            if (!threads.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                sockets.forEach(PgServer::closeQuietly);
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            sockets.forEach(PgServer::closeQuietly);
            Thread.currentThread().interrupt();
        }
        timer.shutdownNow();
    }

    private void accept() {
        while (!stopping) {
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                // Twice the limit, so that there is room for those who want to cancel or are to be told it is full.
                if (stopping || sockets.size() > 2 * settings.limits().connectionsMax()) {
                    sockets.remove(socket);
                    closeQuietly(socket);
                } else {
                    begin(socket);
                }
            } catch (IOException e) {
                // The listener is closed, a client has gone before it was accepted, or there are no more file handles.
                LockSupport.parkNanos(ACCEPT_PAUSE_NANOS);
            }
        }
    }

    private void begin(Socket socket) {
        try {
            threads.execute(() -> serve(socket));
        } catch (RejectedExecutionException stopped) {
            sockets.remove(socket);
            closeQuietly(socket);
        }
    }

    private void serve(Socket socket) {
        Future<?> limit =
                timer.schedule(() -> closeQuietly(socket), settings.limits().startupMillisMax(), TimeUnit.MILLISECONDS);
        try (socket;
                Idleness idleness = new Idleness(timer, settings.limits().idleMillisMax(), () -> endInput(socket))) {
            socket.setTcpNoDelay(true);
            Handshake handshake = new Handshake(socket, idleness, settings, keys, unknownUser, this::nonce);
            Handshake.Client client = handshake.client().orElse(null);
            if (client != null) {
                serve(socket, handshake, client, limit);
            }
        } catch (IOException gone) {
            // The client has gone, or was cut off; whatever it wanted to know it cannot be told.
            return;
        } finally {
            limit.cancel(false);
            sockets.remove(socket);
        }
    }

    private void serve(Socket socket, Handshake handshake, Handshake.Client client, Future<?> limit)
            throws IOException {
        boolean counted = sessions.incrementAndGet() <= settings.limits().connectionsMax();
        try {
            if (!counted) {
                throw SqlFailure.of(SqlState.TOO_MANY_CONNECTIONS, "sorry, too many clients already");
            }
            Startup startup = handshake.admit(client);
            limit.cancel(false);
            client.wire().idleness().watch();
            serve(socket, client, startup);
            if (stopping) {
                throw stopped();
            }
        } catch (RuntimeException failure) {
            tell(client, Messages.failureOf(failure));
        } catch (BrokenWireException broken) {
            tell(client, broken.failure());
        } catch (IOException failure) {
            if (!stopping) {
                throw failure;
            }
            tell(client, stopped());
        } finally {
            sessions.decrementAndGet();
        }
    }

    private void serve(Socket socket, Handshake.Client client, Startup startup) throws IOException {
        Wire wire = client.wire();
        Notices notices = new Notices(wire.out());
        try (SqlSession session = backend.connect(startup, notices::take)) {
            Settings values = new Settings(startup, session::apply);
            notices.follow(values);
            warn(values.refusedZone(), notices);
            Running running = new Running(session, timer);
            CancelKeys.Key key = keys.add(() -> running.cancel("canceling statement due to user request"));
            try {
                wire.out().begin('K').int32(key.process()).int32(key.secret()).end();
                new Connection(session, values, running, wire, socket::setSoTimeout).serve();
            } finally {
                keys.remove(key);
            }
        }
    }

    private static void warn(@Nullable String zone, Notices notices) {
        if (zone != null) {
            notices.take(new Notice(
                    Notice.Level.WARNING, "01000", "TimeZone cannot be " + zone + " here: times are shown in UTC"));
        }
    }

    private static SqlFailure stopped() {
        return SqlFailure.of(SqlState.ADMIN_SHUTDOWN, "terminating connection due to administrator command");
    }

    private static void tell(Handshake.Client client, SqlFailure failure) throws IOException {
        FrameOutput out = client.wire().out();
        Messages.error(out, true, failure);
        out.flush();
    }

    private String nonce() {
        return Base64.getEncoder().encodeToString(randomBytes(NONCE_BYTES));
    }

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static void endInput(Socket socket) {
        try {
            socket.shutdownInput();
        } catch (IOException gone) {
            closeQuietly(socket);
        }
    }

    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            // It cannot be used any more, which is all that was wanted.
            return;
        }
    }
}
