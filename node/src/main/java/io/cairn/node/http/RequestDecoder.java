package io.cairn.node.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;

/** Netty's decoder, telling the connection when bytes come in, and refusing two lengths in one request. */
final class RequestDecoder extends HttpRequestDecoder {
    private final HttpConnection connection;

    RequestDecoder(HttpLimits limits, HttpConnection connection) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.headerBytesMax())
                .setMaxHeaderSize(limits.headerBytesMax()));
        this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        connection.bytesArrived();
        super.channelRead(context, message);
    }

    /** A proxy in front may believe the other length: the way requests are smuggled (RFC 9112, 6.1). */
    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("both content-length and transfer-encoding");
    }
}
