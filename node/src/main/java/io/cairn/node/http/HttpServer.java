package io.cairn.node.http;

import io.cairn.engine.model.CairnException;
import io.cairn.node.log.Event;
import io.cairn.node.log.Log;
import io.cairn.node.log.LogLevel;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A listening HTTP/1.1 server.
 *
 * <p>Threading: a few event loops own the connections; handlers run there unless they say otherwise. {@link #close}
 * waits for requests under way and must not be called from a handler.
 */
public final class HttpServer implements AutoCloseable {
    private static final int BACKLOG = 4_096;
    private static final int ABORT_SECONDS = 5;

    private final ServerState state;
    private final Map<EventLoop, LoopState> loops;
    private final MultiThreadIoEventLoopGroup group;
    private final Channel listening;

    private HttpServer(
            ServerState state, Map<EventLoop, LoopState> loops, MultiThreadIoEventLoopGroup group, Channel listening) {
        this.state = state;
        this.loops = loops;
        this.group = group;
        this.listening = listening;
    }

    /** Binds and serves; an address that cannot be had is {@code address-not-available}. */
    public static HttpServer start(HttpSettings settings, Routes routes, Workers workers, Metrics metrics) {
        boolean epoll = Epoll.isAvailable();
        IoHandlerFactory handlers = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(
                settings.threads(), new DefaultThreadFactory("cairn-http", true), handlers);
        Map<EventLoop, LoopState> loops = new HashMap<>();
        for (EventExecutor executor : group) {
            EventLoop loop = (EventLoop) executor;
            LoopState loopState = new LoopState();
            loops.put(loop, loopState);
            loopState.start(loop);
        }
        Dispatcher dispatcher = new Dispatcher(settings, routes, workers, metrics);
        ServerState state = new ServerState(settings, dispatcher, loops, metrics);
        try {
            Class<? extends ServerChannel> type = epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
            return new HttpServer(state, loops, group, bind(settings, state, group, type));
        } catch (CairnException failure) {
            var _ = group.shutdownGracefully(0, ABORT_SECONDS, TimeUnit.SECONDS);
            throw failure;
        }
    }

    private static Channel bind(
            HttpSettings settings,
            ServerState state,
            MultiThreadIoEventLoopGroup group,
            Class<? extends ServerChannel> type) {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(group)
                .channel(type)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        HttpConnection connection = new HttpConnection(state, channel);
                        channel.pipeline()
                                .addLast(new RequestDecoder(settings.limits(), connection))
                                .addLast(connection);
                    }
                });
        String where = settings.host() + ":" + settings.port();
        try {
            ChannelFuture bound = bootstrap
                    .bind(new InetSocketAddress(InetAddress.getByName(settings.host()), settings.port()))
                    .awaitUninterruptibly();
            if (!bound.isSuccess()) {
                throw new CairnException.Unavailable(
                        "address-not-available", "cannot listen on " + where, bound.cause());
            }
            return bound.channel();
        } catch (UnknownHostException unknown) {
            throw new CairnException.Unavailable("address-not-available", "cannot listen on " + where, unknown);
        }
    }

    /** The port it listens on. */
    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** How many connections are open. */
    public int connections() {
        return state.connections();
    }

    /**
     * Answers new requests with 503, ends idle connections and streams, lets requests under way be answered for as
     * long as the settings allow, and then cuts what is left and listens no longer.
     */
    @Override
    public synchronized void close() {
        if (group.isShutdown()) {
            return;
        }
        CompletableFuture<Void> drained = state.drain();
        loops.forEach((loop, loopState) -> loop.execute(loopState::drain));
        try {
            drained.get(state.settings().timeouts().drainMillisMax(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            Event cut = Event.of("connections-cut").with("connections", state.connections());
            Log.write(LogLevel.INFO, cut);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException impossible) {
            throw new AssertionError("never fails", impossible);
        }
        listening.close().awaitUninterruptibly();
        loops.forEach((loop, loopState) -> loop.execute(loopState::abort));
        group.shutdownGracefully(0, ABORT_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
