package io.cairn.node.http;

import io.cairn.engine.model.CairnException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A body of lines answered line by line, in order, while it comes in.
 *
 * <p>Threading: everything runs on the connection's event loop; only futures of answers end elsewhere, and then ask
 * the loop to go on. At most {@link #WINDOW} lines are under way: beyond that the connection reads no further.
 */
final class LineStream {
    private static final int WINDOW = 1_024;

    private final Handler.LineAnswerer answerer;
    private final ResponseStream out;
    private final EventLoop loop;
    private final String requestId;
    private final int lineBytesMax;
    private final Runnable caughtUp;
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private final ArrayDeque<CompletableFuture<byte[]>> answers = new ArrayDeque<>();
    private final AtomicBoolean asked = new AtomicBoolean();
    private boolean complete;

    LineStream(
            Handler.LineAnswerer answerer,
            ResponseStream out,
            EventLoop loop,
            String requestId,
            int lineBytesMax,
            Runnable caughtUp) {
        this.answerer = answerer;
        this.out = out;
        this.loop = loop;
        this.requestId = requestId;
        this.lineBytesMax = lineBytesMax;
        this.caughtUp = caughtUp;
        out.onReady(this::goOn);
    }

    /** Whether the client has to wait before more of its lines are read. */
    boolean isFull() {
        return answers.size() >= WINDOW || complete;
    }

    /** Takes a part of the body. */
    void take(ByteBuf content) {
        while (content.isReadable() && !complete) {
            int length = content.bytesBefore((byte) '\n');
            int part = length < 0 ? content.readableBytes() : length;
            if (partial.size() + part > lineBytesMax) {
                fail(new CairnException.Incorrect(
                        "line-too-long", "line", "a line has at most " + lineBytesMax + " bytes"));
                return;
            }
            byte[] bytes = new byte[part];
            content.readBytes(bytes);
            partial.writeBytes(bytes);
            if (length >= 0) {
                content.skipBytes(1);
                line();
            }
        }
        pump();
    }

    /** The body is whole. */
    void complete() {
        if (!complete) {
            line();
            complete = true;
        }
        pump();
    }

    private void line() {
        byte[] line = partial.toByteArray();
        partial.reset();
        int length = line.length > 0 && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
        if (length == 0) {
            return;
        }
        CompletableFuture<byte[]> answer = answer(length == line.length ? line : Arrays.copyOf(line, length));
        answers.add(answer);
        if (!answer.isDone()) {
            var _ = answer.whenComplete((_, _) -> ask());
        }
    }

    private CompletableFuture<byte[]> answer(byte[] line) {
        try {
            return answerer.answer(line);
        } catch (RuntimeException failure) {
            // The edge of a request: whatever one line does wrong is its own answer.
            return CompletableFuture.failedFuture(failure);
        }
    }

    private void fail(CairnException failure) {
        answers.add(CompletableFuture.failedFuture(failure));
        complete = true;
        pump();
    }

    private void ask() {
        if (asked.compareAndSet(false, true)) {
            loop.execute(this::goOn);
        }
    }

    private void goOn() {
        asked.set(false);
        pump();
        caughtUp.run();
    }

    private void pump() {
        boolean ready = out.isReady();
        while (ready && !answers.isEmpty() && answers.getFirst().isDone()) {
            ready = out.write(text(answers.removeFirst()), false);
        }
        if (complete && answers.isEmpty()) {
            out.end();
        }
    }

    private byte[] text(CompletableFuture<byte[]> answer) {
        byte[] bytes = answer.isCompletedExceptionally()
                ? Problems.line(answer.exceptionNow(), requestId)
                : answer.resultNow();
        byte[] line = Arrays.copyOf(bytes, bytes.length + 1);
        line[bytes.length] = '\n';
        return line;
    }
}
