package io.cairn.node.pgwire;

import java.net.InetAddress;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * How a server listens.
 *
 * @param port 0 for any that is free
 * @param tls the server's key and certificate; without one, a client that asks for TLS is told that there is none
 * @param tlsRequired whether clients without TLS are refused
 */
public record PgSettings(
        InetAddress address,
        int port,
        Authentication authentication,
        Optional<SSLContext> tls,
        boolean tlsRequired,
        PgLimits limits) {
    /** Refuses to trust strangers, and to require what there is not. */
    public PgSettings {
        if (authentication instanceof Authentication.Trust && !address.isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    "without passwords a server listens on loopback only, not on " + address);
        }
        if (authentication instanceof Authentication.Password && !tlsRequired && !address.isLoopbackAddress()) {
            throw new IllegalArgumentException("passwords are sent as they are on loopback or under TLS only");
        }
        if (tlsRequired && tls.isEmpty()) {
            throw new IllegalArgumentException("TLS is required and there is no key for it");
        }
    }

    /** On loopback, trusting who reaches it. */
    public static PgSettings local(int port) {
        return new PgSettings(
                InetAddress.getLoopbackAddress(),
                port,
                new Authentication.Trust(),
                Optional.empty(),
                false,
                PgLimits.STANDARD);
    }

    /** With other limits. */
    public PgSettings withLimits(PgLimits other) {
        return new PgSettings(address, port, authentication, tls, tlsRequired, other);
    }

    /** With another way to show who one is. */
    public PgSettings withAuthentication(Authentication other) {
        return new PgSettings(address, port, other, tls, tlsRequired, limits);
    }

    /** With TLS. */
    public PgSettings withTls(SSLContext context, boolean required) {
        return new PgSettings(address, port, authentication, Optional.of(context), required, limits);
    }
}
