package io.cairn.node.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The body of a response that is written bit by bit.
 *
 * <p>Threading: every method may be called from any thread; bytes go out in the order in which one thread wrote
 * them. Callbacks run on the connection's event loop and must not block it. What a client has not taken waits in
 * memory: a writer that goes on at twice the limit loses the connection.
 */
public final class ResponseStream {
    private static final int FRAME_BYTES = 16;

    private final Channel channel;
    private final boolean chunked;
    private final int waitingMax;
    private final Runnable ended;
    private final AtomicLong waiting = new AtomicLong();
    private volatile boolean open = true;
    private volatile boolean held;
    private volatile Runnable onReady = () -> {};
    private volatile Runnable onClose = () -> {};
    private long takenBytes;
    private boolean quiet;
    private @Nullable ScheduledFuture<?> beats;

    ResponseStream(Channel channel, boolean chunked, int waitingMax, Runnable ended) {
        this.channel = channel;
        this.chunked = chunked;
        this.waitingMax = waitingMax;
        this.ended = ended;
    }

    /**
     * Sends some bytes. Answers whether more may follow at once: where false, the stream is closed or the client is
     * slow, and the writer waits for {@link #onReady} or ends the stream.
     */
    public boolean write(byte[] bytes) {
        return write(bytes, true);
    }

    boolean write(byte[] bytes, boolean flush) {
        if (!open || bytes.length == 0) {
            return isReady();
        }
        long now = waiting.addAndGet(bytes.length);
        if (now >= waitingMax) {
            held = true;
        }
        onLoop(() -> send(bytes, flush));
        if (now > 2L * waitingMax) {
            abort();
        }
        return now < waitingMax;
    }

    /** Whether more may be written; where not, {@link #onReady} will be called. On the event loop. */
    boolean isReady() {
        boolean ready = waiting.get() < waitingMax;
        held |= !ready;
        return open && ready;
    }

    /**
     * Sends {@code bytes} where nothing else was sent for {@code millis}, at the latest after twice that time, so that
     * neither side nor anything between takes a silent stream for a dead one.
     */
    public void heartbeat(long millis, byte[] bytes) {
        onLoop(() -> {
            if (open) {
                beats = channel.eventLoop()
                        .scheduleAtFixedRate(() -> beat(bytes), millis, millis, TimeUnit.MILLISECONDS);
            }
        });
    }

    private void beat(byte[] bytes) {
        if (quiet && waiting.get() == 0) {
            write(bytes);
        }
        quiet = true;
    }

    /** Ends the body after what was written. */
    public void end() {
        if (open) {
            open = false;
            onLoop(this::finish);
        }
    }

    /** Cuts the connection, so that the client sees that the body is not whole. */
    public void abort() {
        open = false;
        var _ = channel.close();
    }

    /** Whether the client still listens and the body has not ended. */
    public boolean isOpen() {
        return open;
    }

    /** Bytes that the client has not taken yet. */
    public long waitingBytes() {
        return waiting.get();
    }

    /** What to do when a client that was too slow has caught up. */
    public void onReady(Runnable action) {
        onReady = action;
    }

    /** What to do when the client has gone or the server closes; at once where that has happened. */
    public void onClose(Runnable action) {
        onClose = action;
        if (!open) {
            onLoop(action);
        }
    }

    /** Bytes taken so far; on the event loop. */
    long takenBytes() {
        return takenBytes;
    }

    /** The response has ended or the connection is gone; on the event loop. */
    void closed() {
        if (beats != null) {
            beats.cancel(false);
        }
        if (open) {
            open = false;
            onClose.run();
        }
    }

    /** The server closes: the writer hears of it, and the body ends; on the event loop. */
    void drain() {
        if (open) {
            open = false;
            onClose.run();
            finish();
        }
    }

    private void send(byte[] bytes, boolean flush) {
        quiet = false;
        ByteBuf frame = channel.alloc().buffer(bytes.length + FRAME_BYTES);
        if (chunked) {
            ByteBufUtil.writeAscii(frame, Integer.toHexString(bytes.length));
            frame.writeByte('\r')
                    .writeByte('\n')
                    .writeBytes(bytes)
                    .writeByte('\r')
                    .writeByte('\n');
        } else {
            frame.writeBytes(bytes);
        }
        channel.write(frame).addListener(sent -> taken(bytes.length, sent.isSuccess()));
        if (flush) {
            channel.flush();
        }
    }

    private void taken(int bytes, boolean sent) {
        takenBytes += bytes;
        if (waiting.addAndGet(-bytes) < waitingMax / 2 && held && sent) {
            held = false;
            onReady.run();
        }
    }

    private void finish() {
        if (chunked) {
            ByteBuf last = channel.alloc().buffer(8);
            ByteBufUtil.writeAscii(last, "0\r\n\r\n");
            ResponseWriter.send(channel, last);
        }
        ended.run();
    }

    private void onLoop(Runnable action) {
        if (channel.eventLoop().inEventLoop()) {
            action.run();
        } else if (!channel.eventLoop().isShutdown()) {
            channel.eventLoop().execute(action);
        }
    }
}
