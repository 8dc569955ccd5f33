package io.cairn.node.cli;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.Value;
import io.cairn.engine.state.EngineVersions;
import io.cairn.node.api.ApiRoutes;
import io.cairn.node.api.OperatorRoutes;
import io.cairn.node.config.NodeConfig;
import io.cairn.node.config.NodeFolder;
import io.cairn.node.config.Setting;
import io.cairn.node.database.Databases;
import io.cairn.node.database.NodeSettings;
import io.cairn.node.http.HttpServer;
import io.cairn.node.http.HttpSettings;
import io.cairn.node.http.HttpTimeouts;
import io.cairn.node.http.Metrics;
import io.cairn.node.http.RateSettings;
import io.cairn.node.http.Route;
import io.cairn.node.http.Routes;
import io.cairn.node.http.Workers;
import io.cairn.node.journal.RealDisk;
import io.cairn.node.link.HttpLinkedNodes;
import io.cairn.node.log.Event;
import io.cairn.node.log.Log;
import io.cairn.node.log.LogLevel;
import io.cairn.node.pgwire.PgServer;
import io.cairn.node.wire.WireRoutes;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A running node: every part, made in order and closed in reverse.
 *
 * <p>On closing it first says that it is not ready, lets requests under way be answered, and then closes its
 * databases, whose journals end with a clean mark.
 */
public final class NodeProcess implements AutoCloseable {
    private static final int WORKERS = 4;
    private static final int WORK_QUEUED_MAX = 4_096;

    private final NodeFolder folder;
    private final Databases databases;
    private final Workers workers;
    private final Doors doors;
    private final AtomicBoolean ready;

    /** Where clients come in. */
    private record Doors(HttpServer http, @Nullable PgServer wire, HttpLinkedNodes linked) {}

    private NodeProcess(NodeFolder folder, Databases databases, Workers workers, Doors doors, AtomicBoolean ready) {
        this.folder = folder;
        this.databases = databases;
        this.workers = workers;
        this.doors = doors;
        this.ready = ready;
    }

    /** Starts a node over a data folder. */
    public static NodeProcess start(NodeConfig config, Path data, String version) {
        return start(config, data, version, EngineVersions.released());
    }

    static NodeProcess start(NodeConfig config, Path data, String version, EngineVersions versions) {
        NodeFolder folder = NodeFolder.open(data, config.text(Setting.NETWORK));
        InstantSource clock = InstantSource.system();
        HttpLinkedNodes linked = new HttpLinkedNodes(config.list(Setting.LINK_ORIGINS));
        Databases databases =
                new Databases(settings(config, data), folder.identity(), RealDisk.INSTANCE, clock, versions, linked);
        Workers workers = new Workers(WORKERS, WORK_QUEUED_MAX);
        Metrics metrics = new Metrics();
        AtomicBoolean ready = new AtomicBoolean(true);
        List<Route> routes = new ArrayList<>(
                ApiRoutes.of(databases, workers, clock, version, config.number(Setting.HEARTBEAT_SECONDS) * 1000));
        routes.addAll(OperatorRoutes.of(databases, metrics, ready::get));
        PgServer wire = WireDoor.open(config, databases, clock);
        if (wire != null) {
            routes.addAll(new WireRoutes(databases, clock, wire::port).routes());
        }
        HttpServer server =
                HttpServer.start(http(config), Routes.of(version, routes, new TreeMap<>()), workers, metrics);
        Log.write(
                LogLevel.INFO,
                Event.of("node-started")
                        .with("version", version)
                        .with("network", folder.identity().network())
                        .with("data", data.toString())
                        .with("host", config.text(Setting.BIND))
                        .with("port", server.port())
                        .with("databases", databases.addresses().size()));
        return new NodeProcess(folder, databases, workers, new Doors(server, wire, linked), ready);
    }

    private static NodeSettings settings(NodeConfig config, Path data) {
        NodeSettings standard = NodeSettings.standard(data);
        return new NodeSettings(
                data,
                config.number(Setting.BLOCK_MILLIS_MAX),
                (int) config.number(Setting.BLOCK_ENTRIES_MAX),
                standard.blockEditsMax(),
                (int) config.number(Setting.RETAINED_BLOCKS),
                (int) config.number(Setting.QUEUED_MAX),
                config.number(Setting.IDLE_SECONDS_MAX) * 1000,
                config.number(Setting.CACHE_MEBIBYTES) << 20);
    }

    private static HttpSettings http(NodeConfig config) {
        HttpSettings standard = HttpSettings.standard((int) config.number(Setting.PORT));
        return new HttpSettings(
                config.text(Setting.BIND),
                standard.port(),
                standard.threads(),
                standard.limits(),
                new HttpTimeouts(
                        standard.timeouts().idleMillisMax(),
                        standard.timeouts().requestMillisMax(),
                        standard.timeouts().writeMillisMax(),
                        Math.max(1, config.number(Setting.DRAIN_SECONDS_MAX) * 1000)),
                rate(config),
                config.list(Setting.CORS_ORIGINS),
                config.list(Setting.TRUSTED_PROXIES).stream()
                        .map(InetAddress::ofLiteral)
                        .toList(),
                config.number(Setting.SLOW_MILLIS_MIN));
    }

    private static RateSettings rate(NodeConfig config) {
        int perSecond = (int) config.number(Setting.REQUESTS_PER_SECOND_MAX);
        return perSecond == 0 ? RateSettings.NONE : new RateSettings(perSecond, perSecond, false);
    }

    /** The port that the node listens on. */
    public int port() {
        return doors.http().port();
    }

    /** The port of PostgreSQL's protocol; 0 where there is none. */
    public int wirePort() {
        PgServer wire = doors.wire();
        return wire == null ? 0 : wire.port();
    }

    /** The first line of a node's standard output, from which others learn where it is. */
    public String announcement(String host) {
        Value.Document.Builder wire = Value.Document.builder().put("event", "ready");
        if (wirePort() > 0) {
            wire.put("wirePort", wirePort());
        }
        return Json.print(wire.put("url", "http://" + host + ":" + port())
                .put("network", databases.identity().network())
                .put("nodeKey", databases.identity().publicKeyHex())
                .put("data", folder.path().toString())
                .build());
    }

    @Override
    public void close() {
        Log.write(LogLevel.INFO, Event.of("node-stopping"));
        ready.set(false);
        PgServer wire = doors.wire();
        if (wire != null) {
            wire.close();
        }
        doors.http().close();
        workers.close();
        databases.close();
        doors.linked().close();
        folder.close();
        Log.write(LogLevel.INFO, Event.of("node-stopped"));
    }
}
