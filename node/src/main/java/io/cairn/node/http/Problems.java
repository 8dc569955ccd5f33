package io.cairn.node.http;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.node.log.Event;
import io.cairn.node.log.Log;
import io.cairn.node.log.LogLevel;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Failures as problems: which status each has, and which are told to the log and not to the client. */
public final class Problems {
    private Problems() {}

    /** The answer to a request that failed so. */
    public static Response response(Throwable failure, String requestId) {
        return of(failure, requestId).response();
    }

    /** The line, without line end, that stands for a failed one. */
    public static byte[] line(Throwable failure, String requestId) {
        Value.Document error = error(failure, requestId);
        return Response.json(Value.Document.builder().put("error", error).build())
                .body();
    }

    /** How a failure stands within a stream: code, at and detail. */
    public static Value.Document error(Throwable failure, String requestId) {
        return of(failure, requestId).error();
    }

    static Problem of(Throwable failure, String requestId) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof CairnException known) {
            return known(known, requestId);
        }
        if (cause instanceof TimeoutException) {
            return new Problem(503, "not-in-time", "what was waited for did not happen in time; try again", "");
        }
        tell(requestId, "internal-error", cause);
        return new Problem(500, "internal-error", "the node failed; its log knows request " + requestId, "");
    }

    private static Problem known(CairnException failure, String requestId) {
        return switch (failure) {
            case CairnException.Incorrect incorrect -> told(incorrectStatus(incorrect.code()), incorrect);
            case CairnException.Unsupported unsupported -> told(400, unsupported);
            case CairnException.ProofInvalid invalid -> told(400, invalid);
            case CairnException.Refused refused -> told(409, refused);
            case CairnException.Forbidden forbidden -> told(forbiddenStatus(forbidden.code()), forbidden);
            case CairnException.NotFound missing -> told(404, missing);
            case CairnException.Busy busy -> told(busy.code().startsWith("rate-") ? 429 : 503, busy);
            case CairnException.Unavailable unavailable -> told(503, unavailable);
            case CairnException.Corrupt corrupt -> hidden(corrupt, requestId);
            case CairnException.Fault fault -> hidden(fault, requestId);
        };
    }

    private static Problem told(int status, CairnException failure) {
        String message = failure.getMessage();
        return new Problem(status, failure.code(), message == null ? "" : message, failure.at());
    }

    /** Damage and faults name files: the client gets the code, the log the rest. */
    private static Problem hidden(CairnException failure, String requestId) {
        tell(requestId, failure.code(), failure);
        return new Problem(500, failure.code(), "the node failed; its log knows request " + requestId, "");
    }

    private static void tell(String requestId, String code, Throwable cause) {
        Event event = Event.of("request-failed").with("request", requestId).with("code", code);
        Log.write(LogLevel.ERROR, event.causedBy(cause));
    }

    private static int incorrectStatus(String code) {
        return code.endsWith("too-large") || code.endsWith("too-long") ? 413 : 400;
    }

    private static int forbiddenStatus(String code) {
        return code.startsWith("read-token-") ? 401 : 403;
    }
}
