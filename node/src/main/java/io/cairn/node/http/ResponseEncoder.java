package io.cairn.node.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;

/** Writes heads of responses, and bodies that fit beside them. */
final class ResponseEncoder {
    private static final int HEAD_BYTES = 320;
    private static final byte[] CONTINUE = ascii("HTTP/1.1 100 Continue\r\n\r\n");
    private static final byte[] OK = ascii("HTTP/1.1 200 OK\r\n");
    private static final byte[] CLOSE = ascii("connection: close\r\n");
    private static final byte[] KEEP = ascii("connection: keep-alive\r\n");
    private static final byte[] CHUNKED = ascii("transfer-encoding: chunked\r\n");
    private static final byte[] NO_SNIFF = ascii("x-content-type-options: nosniff\r\n");
    private static final byte[] LINE_END = {'\r', '\n'};

    private ResponseEncoder() {}

    /**
     * How a response is framed.
     *
     * @param isOld whether the client speaks HTTP/1.0
     */
    record Framing(boolean isHead, boolean isOld, boolean keepAlive) {
        boolean chunked() {
            return !isOld;
        }
    }

    static ByteBuf continueLine(ByteBufAllocator allocator) {
        return allocator.buffer(CONTINUE.length).writeBytes(CONTINUE);
    }

    /** The head, and the body behind it where {@code withBody}. */
    static ByteBuf encode(
            ByteBufAllocator allocator,
            Response response,
            Framing framing,
            RequestId id,
            byte[] date,
            boolean withBody) {
        byte[] body = response.body();
        ByteBuf out = allocator.buffer(HEAD_BYTES + (withBody ? body.length : 0));
        statusLine(out, response.status());
        out.writeBytes(date);
        out.writeBytes(NO_SNIFF);
        header(out, "x-request-id", id.text());
        if (!response.contentType().isEmpty()) {
            header(out, "content-type", response.contentType());
        }
        String[] headers = response.headers();
        for (int i = 0; i < headers.length; i += 2) {
            header(out, headers[i], headers[i + 1]);
        }
        framing(out, response, framing);
        out.writeBytes(LINE_END);
        if (withBody) {
            out.writeBytes(body);
        }
        return out;
    }

    private static void framing(ByteBuf out, Response response, Framing framing) {
        if (response.writer() == null) {
            if (response.status() != 204) {
                header(out, "content-length", Integer.toString(response.body().length));
            }
        } else if (framing.chunked()) {
            out.writeBytes(CHUNKED);
        }
        if (!framing.keepAlive()) {
            out.writeBytes(CLOSE);
        } else if (framing.isOld()) {
            out.writeBytes(KEEP);
        }
    }

    private static void statusLine(ByteBuf out, int status) {
        if (status == 200) {
            out.writeBytes(OK);
        } else {
            ByteBufUtil.writeAscii(out, "HTTP/1.1 " + status + ' ' + Problem.title(status));
            out.writeBytes(LINE_END);
        }
    }

    private static void header(ByteBuf out, String name, String value) {
        ByteBufUtil.writeAscii(out, name);
        out.writeByte(':').writeByte(' ');
        ByteBufUtil.writeAscii(out, value);
        out.writeBytes(LINE_END);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
