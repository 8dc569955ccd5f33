package io.cairn.node.http;

import io.cairn.engine.model.CairnException;
import io.netty.handler.codec.http.HttpRequest;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** From requests to routes and from handlers to responses: what every request passes. Any thread. */
final class Dispatcher {
    private static final Problem NOT_FOUND = new Problem(404, "path-unknown", "the API has no such path", "path");

    private final Routes routes;
    private final Workers workers;
    private final RateLimiter limiter;
    private final Clients clients;
    private final List<String> corsOrigins;
    private final Map<String, RouteFigures> figures = new HashMap<>();
    private final RouteFigures unrouted;

    Dispatcher(HttpSettings settings, Routes routes, Workers workers, Metrics metrics) {
        this.routes = routes;
        this.workers = workers;
        this.limiter = new RateLimiter(settings.rate(), System::nanoTime);
        this.clients = new Clients(settings.trustedProxies());
        this.corsOrigins = settings.corsOrigins();
        this.unrouted = new RouteFigures(metrics, "none");
        for (Route route : routes.all()) {
            figures.put(figuresKey(route), new RouteFigures(metrics, route.method() + " " + route.path()));
        }
        metrics.gauge("cairn_http_workers_waiting", "Long requests that wait for a worker.", workers::waiting);
    }

    /** What the head of a request leads to: a route that takes its body, or an answer at once. */
    sealed interface Admission {
        /** The body may come. */
        record Admitted(Request request, Route route) implements Admission {}

        /** The answer is known without the body. */
        record Answered(Response response) implements Admission {}
    }

    /** Looks at a head: rate, path, method, parameters, content type, Accept. */
    Admission admit(HttpRequest head, RequestId id, InetAddress peer, boolean hasBody) {
        try {
            InetAddress client = clients.of(peer, head.headers().getAll("x-forwarded-for"));
            if (limiter.limits(client)) {
                long waitNanos = limiter.take(client);
                if (waitNanos > 0) {
                    return new Admission.Answered(tooMany(waitNanos));
                }
            }
            Request request = Request.of(head, id, client, Target.of(head.uri()));
            Map<String, Route> methods = routes.match(request.segments());
            if (methods == null) {
                return refused(NOT_FOUND);
            }
            String method = request.method().equals("HEAD") ? "GET" : request.method();
            Route route = methods.get(method);
            if (route == null) {
                return new Admission.Answered(otherMethod(request, methods));
            }
            Request routed = request.withRoute(route);
            Problem problem = problem(routed, route, hasBody);
            return problem == null ? new Admission.Admitted(routed, route) : refused(problem);
        } catch (CairnException malformed) {
            return new Admission.Answered(Problems.response(malformed, id.text()));
        }
    }

    private static Admission refused(Problem problem) {
        return new Admission.Answered(problem.response());
    }

    private static @Nullable Problem problem(Request request, Route route, boolean hasBody) {
        Description description = route.description();
        for (String name : request.parameters().keySet()) {
            if (!description.hasQueryParameter(name)) {
                return new Problem(400, "parameter-unknown", "the path takes no parameter " + name, name);
            }
        }
        for (Parameter parameter : description.parameters()) {
            Problem problem = problem(request, parameter);
            if (problem != null) {
                return problem;
            }
        }
        if (description.bodies().isEmpty()) {
            return hasBody
                    ? new Problem(400, "body-unexpected", "the path takes no body", "body")
                    : accept(request, route);
        }
        if (!description.takes(request.mediaType())) {
            String types = String.join(
                    ", ", description.bodies().stream().map(Content::type).toList());
            return new Problem(415, "content-type-unknown", "the path takes " + types, "content-type");
        }
        return accept(request, route);
    }

    private static @Nullable Problem problem(Request request, Parameter parameter) {
        String name = parameter.name();
        String value = parameter.inQuery() ? request.parameter(name) : request.segment(name);
        if (value == null) {
            return parameter.required()
                    ? new Problem(400, "parameter-missing", "the parameter " + name + " is needed", name)
                    : null;
        }
        String fault = parameter.fault(value);
        return fault == null ? null : new Problem(400, "parameter-invalid", fault, name);
    }

    private static @Nullable Problem accept(Request request, Route route) {
        List<Content> answers = route.description().answers();
        for (Content answer : answers) {
            if (request.accepts(answer.type())) {
                return null;
            }
        }
        if (answers.isEmpty()) {
            return null;
        }
        String types = String.join(", ", answers.stream().map(Content::type).toList());
        return new Problem(406, "not-acceptable", "the path answers with " + types, "accept");
    }

    private Response otherMethod(Request request, Map<String, Route> methods) {
        String allowed =
                String.join(", ", methods.keySet()) + (methods.containsKey("GET") ? ", HEAD" : "") + ", OPTIONS";
        if (request.method().equals("OPTIONS")) {
            Response empty = Response.empty().with("allow", allowed);
            return isCrossOrigin(request.header("origin"))
                    ? empty.with("access-control-allow-methods", allowed)
                            .with("access-control-allow-headers", "authorization, content-type, x-request-id")
                            .with("access-control-max-age", "600")
                    : empty;
        }
        String detail = "the path takes " + allowed;
        return new Problem(405, "method-not-allowed", detail, "method")
                .response()
                .with("allow", allowed);
    }

    private static Response tooMany(long waitNanos) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(waitNanos + TimeUnit.SECONDS.toNanos(1) - 1);
        Problem problem = new Problem(429, "rate-limited", "too many requests from this address", "");
        return Response.of(429, Response.PROBLEM, problem.response().body())
                .with("retry-after", Long.toString(seconds));
    }

    /** Answers a whole request; {@code done} is called once, on this thread or another. */
    void run(Route route, Request request, Consumer<Response> done) {
        Response response;
        try {
            response = switch (route.handler()) {
                case Handler.Direct direct -> direct.answerer().answer(request);
                case Handler.Worker worker -> {
                    var _ = workers.submit(() -> worker.answerer().answer(request))
                            .whenComplete(finish(request, done));
                    yield null;
                }
                case Handler.Later later -> {
                    var _ = later.answerer().answer(request).whenComplete(finish(request, done));
                    yield null;
                }
            };
        } catch (RuntimeException | StackOverflowError failure) {
            // The edge of a request: its failure is its answer and nobody else's.
            response = Problems.response(failure, request.id());
        }
        if (response != null) {
            done.accept(response);
        }
    }

    /** Begins a stream of lines; its failure to begin is the future's. */
    CompletableFuture<Handler.LineAnswerer> begin(Handler.Lines lines, Request request) {
        try {
            return lines.begin(request);
        } catch (RuntimeException failure) {
            // The edge of a request: its failure is its answer.
            return CompletableFuture.failedFuture(failure);
        }
    }

    private static BiConsumer<@Nullable Response, @Nullable Throwable> finish(
            Request request, Consumer<Response> done) {
        return (response, failure) -> {
            if (response != null) {
                done.accept(response);
            } else {
                Throwable cause = failure == null ? new IllegalStateException("a handler gave no response") : failure;
                done.accept(Problems.response(cause, request.id()));
            }
        };
    }

    /** Adds what browsers need to hand an answer to a page of another origin. */
    Response crossOrigin(Response response, @Nullable String origin) {
        if (origin == null || !isCrossOrigin(origin)) {
            return response;
        }
        return response.with("access-control-allow-origin", origin)
                .with("access-control-expose-headers", "x-request-id, retry-after")
                .with("vary", "origin");
    }

    private boolean isCrossOrigin(@Nullable String origin) {
        return origin != null
                && !corsOrigins.isEmpty()
                && (corsOrigins.contains(origin) || (corsOrigins.contains("*") && isPlain(origin)));
    }

    private static boolean isPlain(String origin) {
        return origin.chars().allMatch(c -> c > ' ' && c <= '~');
    }

    /** Counts an answer. */
    void count(@Nullable Route route, int status, long nanos) {
        RouteFigures found = route == null ? unrouted : figures.getOrDefault(figuresKey(route), unrouted);
        found.count(status, nanos);
    }

    private static String figuresKey(Route route) {
        return route.method().equals("GET") ? route.path() : route.method() + route.path();
    }

    private static final class RouteFigures {
        private final LongAdder[] byClass = new LongAdder[6];
        private final Histogram times;

        RouteFigures(Metrics metrics, String route) {
            String help = "Requests answered.";
            for (int i = 2; i <= 5; i++) {
                byClass[i] = metrics.counter("cairn_http_requests_total", help, "route", route, "status", i + "xx");
            }
            times = metrics.histogram("cairn_http_request_seconds", "Time to answer a request.", "route", route);
        }

        void count(int status, long nanos) {
            byClass[Math.clamp(status / 100, 2, 5)].increment();
            times.record(nanos);
        }
    }
}
