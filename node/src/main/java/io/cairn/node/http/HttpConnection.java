package io.cairn.node.http;

import io.cairn.node.log.Event;
import io.cairn.node.log.Log;
import io.cairn.node.log.LogLevel;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpObject;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;

/**
 * One connection: hands what comes in to its {@link Conversation}, as fast as that takes it, and watches the clock.
 *
 * <p>Threading: everything runs on the connection's event loop. What the client sends while the conversation is busy
 * waits in the {@link Inbox}.
 */
final class HttpConnection extends ChannelInboundHandlerAdapter {
    private final ServerState server;
    private final Channel channel;
    private final LoopState loop;
    private final ConnectionClock clock;
    private final ResponseWriter writer;
    private final Inbox inbox;
    private final Conversation conversation;
    private boolean counted;
    private boolean reading;
    private boolean handling;

    HttpConnection(ServerState server, Channel channel) {
        this.server = server;
        this.channel = channel;
        this.loop = server.loop(channel.eventLoop());
        this.clock = new ConnectionClock(loop, server.settings().timeouts());
        this.writer = new ResponseWriter(server, channel, loop);
        this.inbox = new Inbox(channel);
        this.conversation = new Conversation(server, channel, clock, writer, inbox, this::resume);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        loop.add(this);
        ServerState.Entrance entrance = server.enter();
        counted = entrance != ServerState.Entrance.STOPPING;
        switch (entrance) {
            case TAKEN -> {
                if (server.isDraining()) {
                    drain();
                }
            }
            case TOO_MANY -> {
                writer.refuse(
                        new Problem(503, "too-many-connections", "the node has all the connections it takes", ""));
                writer.close();
            }
            case STOPPING -> conversation.refuse(Conversation.STOPPING);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        loop.remove(this);
        if (counted) {
            server.leave();
        }
        conversation.closed();
    }

    void bytesArrived() {
        clock.bytesArrived();
        reading = true;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (conversation.isOver()) {
            ReferenceCountUtil.release(message);
        } else if (conversation.isBusy() || !inbox.isEmpty()) {
            inbox.add(message);
        } else {
            handle(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        reading = false;
        channel.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (channel.isWritable()) {
            resume();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            Log.write(LogLevel.ERROR, Event.of("connection-failed").causedBy(cause));
        }
        writer.close();
    }

    /** Goes on with what came in meanwhile, unless called from within. */
    private void resume() {
        if (handling) {
            return;
        }
        while (!inbox.isEmpty() && !conversation.isBusy()) {
            handle(inbox.take());
        }
        if (inbox.isEmpty()) {
            inbox.goOnReading();
        }
        if (!reading) {
            channel.flush();
        }
    }

    private void handle(Object message) {
        handling = true;
        try {
            if (message instanceof HttpObject part) {
                conversation.take(part);
            }
        } finally {
            handling = false;
            ReferenceCountUtil.release(message);
        }
    }

    /** Looks at the clock. */
    void tick() {
        if (clock.hasLingered() || clock.clientStalls(writer.pendingBytes(), conversation.takenBytes())) {
            writer.close();
        } else {
            conversation.tick();
        }
    }

    /** The server closes: an idle connection ends now, a stream ends, a request is answered first. */
    void drain() {
        conversation.drain();
    }

    void abort() {
        writer.close();
    }
}
