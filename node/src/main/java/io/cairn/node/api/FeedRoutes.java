package io.cairn.node.api;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Names;
import io.cairn.engine.record.DocumentRecord;
import io.cairn.node.database.Changes;
import io.cairn.node.database.Database;
import io.cairn.node.database.Snapshot;
import io.cairn.node.http.Content;
import io.cairn.node.http.Description;
import io.cairn.node.http.Handler;
import io.cairn.node.http.Parameter;
import io.cairn.node.http.Problems;
import io.cairn.node.http.Request;
import io.cairn.node.http.Response;
import io.cairn.node.http.ResponseStream;
import io.cairn.node.http.Route;
import io.cairn.node.http.Schemas;
import io.cairn.node.http.Workers;
import io.cairn.node.log.Event;
import io.cairn.node.log.Log;
import io.cairn.node.log.LogLevel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What changed: between two blocks, and block by block as they are sealed. */
final class FeedRoutes {
    private static final int CHANGES_MAX = 1_000;

    /** A comment of server-sent events, which readers skip. */
    private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private final Access access;
    private final Workers workers;
    private final long heartbeatMillis;

    FeedRoutes(Access access, Workers workers, long heartbeatMillis) {
        this.access = access;
        this.workers = workers;
        this.heartbeatMillis = heartbeatMillis;
    }

    List<Route> routes() {
        Parameter collection = Parameter.query("collection", "only this collection", Schemas.text());
        return List.of(
                Route.get(
                        "/v1/databases/{db}/diff",
                        Description.of("Documents that differ between two blocks")
                                .parameter(DatabaseRoutes.DATABASE)
                                .parameter(Parameter.requiredQuery("from", "height of a block", Schemas.number()))
                                .parameter(Parameter.query("to", "height of a block", Schemas.number()))
                                .parameter(collection)
                                .answers(Content.json(Schemas.object())),
                        Handler.worker(this::diff)),
                Route.get(
                        "/v1/databases/{db}/feed",
                        Description.of("Changes of every block, as server-sent events")
                                .parameter(DatabaseRoutes.DATABASE)
                                .parameter(Parameter.query("from", "height to go on after", Schemas.number()))
                                .answers(Content.bytes(Response.EVENTS)),
                        Handler.worker(this::feed)));
    }

    private Response diff(Request request) {
        Database database = access.database(request);
        String collection = request.parameter("collection");
        if (collection != null) {
            Names.collection(collection, "collection");
        }
        Snapshot from = database.at(request.requiredNumber("from"));
        Long to = request.number("to");
        Snapshot until = to == null ? database.head() : database.at(to);
        Changes changes = Changes.between(database.tree(), from, until, collection, CHANGES_MAX);
        List<Value> shown = new ArrayList<>();
        for (Changes.Change change : changes.changes()) {
            shown.add(shape(change)
                    .put("before", fields(change.before()))
                    .put("after", fields(change.after()))
                    .build());
        }
        return Response.json(Value.Document.builder()
                .put("from", from.header().height())
                .put("to", until.header().height())
                .put("changes", new Value.Array(shown))
                .put("truncated", Value.of(changes.truncated()))
                .build());
    }

    private static Value fields(@Nullable DocumentRecord record) {
        return record == null ? Value.none() : record.fields();
    }

    private static Value.Document.Builder shape(Changes.Change change) {
        return Value.Document.builder()
                .put("collection", change.collection())
                .put("id", change.id())
                .put("kind", change.kind());
    }

    private Response feed(Request request) {
        Database database = access.database(request);
        String resumed = request.header("last-event-id");
        Long from =
                resumed == null ? request.number("from") : Long.valueOf(Request.parseNumber("last-event-id", resumed));
        Snapshot newest = database.head();
        long after = from == null ? newest.header().height() : from;
        if (after > newest.header().height()) {
            throw new CairnException.NotFound("block-not-found", "there is no block " + after + " yet");
        }
        if (after < newest.header().height()) {
            database.at(Math.max(1, after));
        }
        return Response.stream(Response.EVENTS, stream -> new Feed(database, request, stream, after).start());
    }

    /** One reader of a feed: always at one height, one block under way at a time. */
    private final class Feed {
        private final Database database;
        private final Request request;
        private final ResponseStream stream;
        private long height;
        private boolean busy;
        private boolean ended;
        private @Nullable Runnable unfollow;

        Feed(Database database, Request request, ResponseStream stream, long height) {
            this.database = database;
            this.request = request;
            this.stream = stream;
            this.height = height;
        }

        void start() {
            Runnable stop = database.follow(_ -> advance());
            synchronized (this) {
                unfollow = stop;
            }
            stream.onClose(this::end);
            stream.heartbeat(heartbeatMillis, HEARTBEAT);
            advance();
        }

        private void advance() {
            synchronized (this) {
                if (busy || ended) {
                    return;
                }
                busy = true;
            }
            try {
                var _ = workers.submit(this::send).whenComplete((sent, failure) -> {
                    synchronized (this) {
                        busy = false;
                    }
                    if (failure != null) {
                        drop(failure);
                    } else if (sent) {
                        advance();
                    }
                });
            } catch (RuntimeException full) {
                // The edge of a feed: its reader hears why, and resumes.
                drop(full);
            }
        }

        /** Sends the next block; false where there is none yet. */
        private boolean send() {
            Snapshot newest = database.head();
            access.requireReader(request, database.newest());
            if (newest.header().height() <= height) {
                return false;
            }
            Snapshot next = database.at(height + 1);
            List<Value> shown = new ArrayList<>();
            boolean truncated = false;
            if (height > 0) {
                Changes changes = Changes.between(database.tree(), database.at(height), next, null, CHANGES_MAX);
                changes.changes().forEach(change -> shown.add(shape(change).build()));
                truncated = changes.truncated();
            }
            Value data = Value.Document.builder()
                    .put("height", next.header().height())
                    .put("hash", next.header().hash().hex())
                    .put("changes", new Value.Array(shown))
                    .put("truncated", Value.of(truncated))
                    .build();
            height++;
            if (!event("block", height, data)) {
                throw new CairnException.Busy("reader-slow", "the reader does not keep up");
            }
            return true;
        }

        private boolean event(String name, long id, Value data) {
            String text = "event: " + name + "\nid: " + id + "\ndata: " + Json.print(data) + "\n\n";
            return stream.write(text.getBytes(StandardCharsets.UTF_8));
        }

        /** Ends the feed with its reason. */
        private void drop(Throwable cause) {
            Value.Document error = Problems.error(cause, request.id());
            Event dropped =
                    Event.of("feed-dropped").with("request", request.id()).with("database", database.address());
            Log.write(LogLevel.INFO, dropped.with("code", String.valueOf(error.get("code"))));
            event("dropped", height, error.toBuilder().put("height", height).build());
            end();
            stream.end();
        }

        private synchronized void end() {
            ended = true;
            if (unfollow != null) {
                unfollow.run();
            }
        }
    }
}
