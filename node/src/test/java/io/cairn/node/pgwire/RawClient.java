package io.cairn.node.pgwire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A client that sends what it is told, right or wrong. */
final class RawClient implements AutoCloseable {
    private static final int MILLIS_MAX = 60_000;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

    /** A message of the server; its letter and its body with zero bytes shown as bars. */
    record Message(char letter, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8).replace('\0', '|');
        }

        /** The SQLSTATE of an error. */
        String state() {
            return text().replaceAll("(?s).*\\|C([0-9A-Z]{5})\\|.*", "$1");
        }
    }

    RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(MILLIS_MAX);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = new DataOutputStream(socket.getOutputStream());
    }

    /** A client behind its startup, of a server that trusts. */
    static RawClient begun(int port) throws IOException {
        RawClient client = new RawClient(port);
        client.startup(3 << 16, "user", "tester", "database", "test");
        client.until('Z');
        return client;
    }

    void startup(int version, String... words) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream body = new DataOutputStream(bytes);
        body.writeInt(version);
        for (String word : words) {
            body.write(word.getBytes(StandardCharsets.UTF_8));
            body.write(0);
        }
        body.write(0);
        out.writeInt(bytes.size() + 4);
        out.write(bytes.toByteArray());
    }

    void raw(int... values) throws IOException {
        for (int value : values) {
            out.write(value);
        }
    }

    void raw(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    void int32(int value) throws IOException {
        out.writeInt(value);
    }

    /** Adds a message whose parts are texts (with a zero byte behind), shorts, integers, bytes. */
    RawClient add(char letter, Object... parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream body = new DataOutputStream(bytes);
        for (Object part : parts) {
            switch (part) {
                case String text -> {
                    body.write(text.getBytes(StandardCharsets.UTF_8));
                    body.write(0);
                }
                case Short number -> body.writeShort(number);
                case Integer number -> body.writeInt(number);
                case Character one -> body.write(one);
                case byte[] array -> body.write(array);
                default -> throw new IllegalArgumentException(part.toString());
            }
        }
        DataOutputStream message = new DataOutputStream(pending);
        message.write(letter);
        message.writeInt(bytes.size() + 4);
        message.write(bytes.toByteArray());
        return this;
    }

    void send() throws IOException {
        out.write(pending.toByteArray());
        out.flush();
        pending.reset();
    }

    RawClient parse(String name, String sql) throws IOException {
        return add('P', name, sql, (short) 0);
    }

    RawClient bind(String portal, String statement) throws IOException {
        return add('B', portal, statement, (short) 0, (short) 0, (short) 0);
    }

    RawClient execute(String portal, int rows) throws IOException {
        return add('E', portal, rows);
    }

    /** The next message, or null at the end of the connection. */
    Message next() throws IOException {
        int letter = in.read();
        if (letter < 0) {
            return null;
        }
        byte[] body = new byte[in.readInt() - 4];
        in.readFully(body);
        return new Message((char) letter, body);
    }

    /** All messages up to one with a letter, or to the end of the connection. */
    List<Message> until(char letter) throws IOException {
        List<Message> messages = new ArrayList<>();
        for (Message message = next(); message != null; message = next()) {
            messages.add(message);
            if (message.letter() == letter) {
                return messages;
            }
        }
        return messages;
    }

    /** The letters of all messages up to ReadyForQuery, errors with their state. */
    String answers() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Message message : until('Z')) {
            text.append(message.letter());
            switch (message.letter()) {
                case 'E' -> text.append('(').append(message.state()).append(')');
                case 'C' ->
                    text.append('(').append(message.text().replace("|", "")).append(')');
                case 'Z' -> text.append(message.text());
                default -> {}
            }
        }
        return text.toString();
    }

    /** The parameters of a connection and its key. */
    int readByte() throws IOException {
        return in.read();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
