package io.cairn.node.cli;

import io.cairn.engine.model.CairnException;
import io.cairn.node.config.NodeConfig;
import io.cairn.node.config.Setting;
import io.cairn.node.database.Databases;
import io.cairn.node.pgwire.Authentication;
import io.cairn.node.pgwire.PgLimits;
import io.cairn.node.pgwire.PgServer;
import io.cairn.node.pgwire.PgSettings;
import io.cairn.node.pgwire.TlsFiles;
import io.cairn.node.wire.WireBackend;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The node's own port of PostgreSQL's protocol, as the settings have it. */
final class WireDoor {
    private WireDoor() {}

    /** Opens it, or nothing where no port is set. */
    static @Nullable PgServer open(NodeConfig config, Databases databases, InstantSource clock) {
        String port = config.text(Setting.WIRE_PORT);
        if (port.isEmpty()) {
            return null;
        }
        InetAddress address = InetAddress.ofLiteral(config.text(Setting.WIRE_BIND));
        Optional<SSLContext> tls = tls(config);
        if (!address.isLoopbackAddress() && tls.isEmpty()) {
            throw invalid("wire-bind: another address than loopback needs wire-tls-certificate and wire-tls-key");
        }
        WireBackend backend = new WireBackend(databases, clock);
        try {
            return PgServer.start(
                    new PgSettings(
                            address,
                            Integer.parseInt(port),
                            new Authentication.Password(backend),
                            tls,
                            !address.isLoopbackAddress(),
                            PgLimits.STANDARD),
                    backend);
        } catch (IOException taken) {
            throw new CairnException.Unavailable(
                    "address-not-available",
                    "cannot listen on " + address.getHostAddress() + ":" + port + ": " + taken.getMessage(),
                    taken);
        }
    }

    private static Optional<SSLContext> tls(NodeConfig config) {
        String certificate = config.text(Setting.WIRE_TLS_CERTIFICATE);
        String key = config.text(Setting.WIRE_TLS_KEY);
        if (certificate.isEmpty() != key.isEmpty()) {
            throw invalid("wire-tls-certificate and wire-tls-key: both or neither");
        }
        return key.isEmpty() ? Optional.empty() : Optional.of(TlsFiles.context(Path.of(certificate), Path.of(key)));
    }

    private static CairnException.Incorrect invalid(String what) {
        return new CairnException.Incorrect("config-invalid", what);
    }
}
