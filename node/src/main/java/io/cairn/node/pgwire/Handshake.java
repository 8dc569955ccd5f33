package io.cairn.node.pgwire;

import io.cairn.node.pgtype.BinaryFormat;
import io.cairn.node.pgtype.SqlFailure;
import io.cairn.node.pgtype.SqlState;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/**
 * What happens on a connection before its session: encryption, the startup message, the password.
 *
 * <p>Until encryption is settled bytes are read one message at a time, so that nothing sent before it can be taken for
 * something sent under it.
 */
final class Handshake {
    private final Idleness idleness;
    private final PgSettings settings;
    private final CancelKeys keys;
    private final ScramSecret unknownUser;
    private final NonceSource nonces;
    private Socket socket;

    /** Where the server's part of a nonce is from. */
    interface NonceSource {
        String next();
    }

    /** A client that is about to begin. */
    record Client(Wire wire, StartupPacket.Begin begin) {}

    Handshake(
            Socket socket,
            Idleness idleness,
            PgSettings settings,
            CancelKeys keys,
            ScramSecret unknownUser,
            NonceSource nonces) {
        this.socket = socket;
        this.idleness = idleness;
        this.settings = settings;
        this.keys = keys;
        this.unknownUser = unknownUser;
        this.nonces = nonces;
    }

    /** The client of the connection; empty where it only wanted to cancel something. */
    Optional<Client> client() throws IOException {
        while (true) {
            switch (packet()) {
                case StartupPacket.Gss _ -> answer('N');
                case StartupPacket.Tls _ -> encrypt();
                case StartupPacket.Cancel cancel -> {
                    keys.cancel(cancel);
                    return Optional.empty();
                }
                case StartupPacket.Begin begin -> {
                    return Optional.of(new Client(wire(), begin));
                }
            }
        }
    }

    private Wire wire() throws IOException {
        return new Wire(
                new FrameInput(idleness.watched(socket.getInputStream()), StartupPacket.BYTES_MAX),
                new FrameOutput(socket.getOutputStream()),
                settings.limits(),
                idleness);
    }

    private StartupPacket packet() throws IOException {
        try {
            return StartupPacket.read(FrameInput.ofOne(socket.getInputStream(), StartupPacket.BYTES_MAX - Integer.BYTES)
                    .body());
        } catch (SqlFailure | BrokenWireException e) {
            SqlFailure failure = e instanceof BrokenWireException broken ? broken.failure() : (SqlFailure) e;
            FrameOutput out = new FrameOutput(socket.getOutputStream());
            Messages.error(out, true, failure);
            out.flush();
            throw new EOFException();
        }
    }

    private void answer(char letter) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(letter);
        out.flush();
    }

    private void encrypt() throws IOException {
        if (settings.tls().isEmpty() || socket instanceof SSLSocket) {
            answer('N');
            return;
        }
        answer('S');
        SSLSocket encrypted =
                (SSLSocket) settings.tls().get().getSocketFactory().createSocket(socket, null, true);
        encrypted.setUseClientMode(false);
        encrypted.startHandshake();
        socket = encrypted;
    }

    /**
     * Lets a client in, by the name that it goes by from here on.
     *
     * @throws SqlFailure where it may not
     */
    Startup admit(Client client) throws IOException {
        if (settings.tlsRequired() && !(socket instanceof SSLSocket)) {
            throw SqlFailure.of(SqlState.INVALID_AUTHORIZATION, "connections without TLS are not allowed");
        }
        FrameOutput out = client.wire().out();
        StartupPacket.Begin begin = client.begin();
        if (begin.minorVersion() > 0 || !begin.unknown().isEmpty()) {
            out.begin('v')
                    .int32(StartupPacket.MAJOR_VERSION << 16)
                    .int32(begin.unknown().size());
            begin.unknown().forEach(out::string);
            out.end();
        }
        Startup startup = client.begin().startup();
        switch (settings.authentication()) {
            case Authentication.Trust _ -> {}
            case Authentication.Scram scram -> check(client, scram);
            case Authentication.Password password -> startup = named(client, password);
        }
        out.begin('R').int32(0).end();
        return startup;
    }

    private static Startup named(Client client, Authentication.Password password) throws IOException {
        client.wire().out().begin('R').int32(3).end();
        Body answered = new Body(answer(client));
        String given = answered.string();
        answered.end();
        Startup startup = client.begin().startup();
        return startup.as(password.passwords().user(startup, given));
    }

    private void check(Client client, Authentication.Scram scram) throws IOException {
        FrameOutput out = client.wire().out();
        String user = client.begin().startup().user();
        Scram exchange = new Scram(scram.users().getOrDefault(user, unknown(user)), nonces.next());
        out.begin('R').int32(10).string(Scram.MECHANISM).int8(0).end();
        Body initial = new Body(answer(client));
        if (!initial.string().equals(Scram.MECHANISM)) {
            throw SqlFailure.of(
                    SqlState.PROTOCOL_VIOLATION, "client selected an invalid SASL authentication mechanism");
        }
        byte[] first = initial.sized();
        initial.end();
        byte[] serverFirst = exchange.first(BinaryFormat.text(first == null ? new byte[0] : first))
                .getBytes(StandardCharsets.UTF_8);
        out.begin('R').int32(11).bytes(serverFirst).end();
        String serverLast = exchange.last(BinaryFormat.text(answer(client)));
        if (serverLast.isEmpty()) {
            throw SqlFailure.of(SqlState.INVALID_PASSWORD, "password authentication failed for user \"" + user + "\"");
        }
        out.begin('R')
                .int32(12)
                .bytes(serverLast.getBytes(StandardCharsets.UTF_8))
                .end();
    }

    /** A secret that no password fits, with a salt that stays the same for a name: it does not tell who exists. */
    private ScramSecret unknown(String user) {
        byte[] salt = Arrays.copyOf(ScramSecret.hmac(unknownUser.serverKey(), user), unknownUser.salt().length);
        return new ScramSecret(salt, unknownUser.iterations(), unknownUser.storedKey(), unknownUser.serverKey());
    }

    private static byte[] answer(Client client) throws IOException {
        client.wire().out().flush();
        int letter = client.wire().in().type();
        if (letter < 0) {
            throw new EOFException();
        }
        byte[] body = client.wire().in().body();
        if (letter != 'p') {
            throw SqlFailure.of(SqlState.PROTOCOL_VIOLATION, "expected an answer about who the client is");
        }
        return body;
    }
}
