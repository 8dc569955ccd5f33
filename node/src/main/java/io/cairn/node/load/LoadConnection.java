package io.cairn.node.load;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One HTTP/1.1 connection with as little of its own as can be, so that what is measured is the node. Knows only
 * answers with a content length. Not thread-safe.
 */
public final class LoadConnection implements AutoCloseable {
    private static final int RESPONSE_BYTES_MAX = 64 * 1024 * 1024;
    private static final byte[] LENGTH = "content-length: ".getBytes(StandardCharsets.US_ASCII);

    private final SocketChannel channel;
    private final String host;
    private ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
    private byte[] read = new byte[64 * 1024];
    private int readBytes;

    private LoadConnection(SocketChannel channel, String host) {
        this.channel = channel;
        this.host = host;
    }

    /** An answer. */
    public record Answer(int status, byte[] body) {
        /** The body as JSON. */
        public Value.Document json() {
            if (Json.parse(body) instanceof Value.Document document) {
                return document;
            }
            throw new CairnException.Unavailable("answer-malformed", "expected a JSON object");
        }

        /** The body as JSON; throws where the status is no success. */
        public Value.Document require() {
            if (status >= 300) {
                throw new CairnException.Unavailable(
                        "request-failed", "status " + status + ": " + new String(body, StandardCharsets.UTF_8));
            }
            return json();
        }
    }

    /** Connects. */
    public static LoadConnection open(String host, int port) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(host, port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return new LoadConnection(channel, host + ":" + port);
    }

    /** Connects to a node. */
    public static LoadConnection open(NodeRunner node) throws IOException {
        return open(node.host(), node.port());
    }

    /** The bytes of a GET request, to be sent any number of times. */
    public byte[] get(String path) {
        return ("GET " + path + " HTTP/1.1\r\nhost: " + host + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** The bytes of a POST request. */
    public byte[] post(String path, String contentType, byte[] body) {
        byte[] head = ("POST " + path + " HTTP/1.1\r\nhost: " + host + "\r\ncontent-type: " + contentType
                        + "\r\ncontent-length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        return request;
    }

    /** A request with one header more, behind its first line. */
    public static byte[] with(byte[] request, String header, String value) {
        String text = new String(request, StandardCharsets.ISO_8859_1);
        int line = text.indexOf("\r\n") + 2;
        return (text.substring(0, line) + header + ": " + value + "\r\n" + text.substring(line))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Sends a request and waits for its answer. */
    public Answer exchange(byte[] request) throws IOException {
        send(request);
        return receive();
    }

    /** Sends a request without waiting. */
    public void send(byte[] request) throws IOException {
        int sent = 0;
        while (sent < request.length) {
            buffer.clear();
            int part = Math.min(buffer.capacity(), request.length - sent);
            buffer.put(request, sent, part).flip();
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            sent += part;
        }
    }

    private Answer receive() throws IOException {
        int head = -1;
        while (head < 0) {
            fill();
            head = endOfHead();
        }
        int status = (read[9] - '0') * 100 + (read[10] - '0') * 10 + (read[11] - '0');
        int length = contentLength(head);
        while (readBytes < head + length) {
            fill();
        }
        byte[] body = Arrays.copyOfRange(read, head, head + length);
        readBytes -= head + length;
        System.arraycopy(read, head + length, read, 0, readBytes);
        return new Answer(status, body);
    }

    private void fill() throws IOException {
        if (read.length - readBytes < 4096) {
            if (read.length >= RESPONSE_BYTES_MAX) {
                throw new IOException("the answer is too long");
            }
            read = Arrays.copyOf(read, read.length * 2);
        }
        buffer.clear().limit(Math.min(buffer.capacity(), read.length - readBytes));
        int count = channel.read(buffer);
        if (count < 0) {
            throw new EOFException("the node closed the connection");
        }
        buffer.flip();
        buffer.get(read, readBytes, count);
        readBytes += count;
    }

    private int endOfHead() {
        for (int i = 3; i < readBytes; i++) {
            if (read[i] == '\n' && read[i - 1] == '\r' && read[i - 2] == '\n' && read[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    private int contentLength(int head) {
        for (int i = 0; i + LENGTH.length < head; i++) {
            if (matches(i)) {
                int length = 0;
                for (int j = i + LENGTH.length; read[j] >= '0' && read[j] <= '9'; j++) {
                    length = length * 10 + read[j] - '0';
                }
                return length;
            }
        }
        return 0;
    }

    private boolean matches(int from) {
        for (int i = 0; i < LENGTH.length; i++) {
            int c = read[from + i];
            if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != LENGTH[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
