package io.cairn.client.api;

import io.cairn.engine.model.CairnException;

/** A failure that a node reported (RFC 9457), as the exception that the node threw. */
final class Problem {
    private Problem() {}

    static CairnException of(int status, byte[] body) {
        Shape problem;
        try {
            problem = Shape.parse(body);
        } catch (CairnException notJson) {
            return new CairnException.Unavailable(
                    "response-malformed",
                    "the node answered with status " + status + " and no problem: " + notJson.getMessage());
        }
        return of(
                status,
                problem.textOr("code", "status-" + status),
                problem.textOr("at", ""),
                problem.textOr("detail", "the node answered with status " + status));
    }

    static CairnException of(int status, String code, String at, String detail) {
        return switch (status) {
            case 400, 413 -> incorrect(code, at, detail);
            case 401, 403 -> new CairnException.Forbidden(code, detail);
            case 404 -> new CairnException.NotFound(code, detail);
            case 409 -> new CairnException.Refused(code, at, detail);
            case 429 -> new CairnException.Busy(code, detail);
            case 503 -> new CairnException.Unavailable(code, detail);
            case 500 -> new CairnException.Fault(code, "the node failed: " + detail);
            default -> new CairnException.Incorrect(code, at, "status " + status + ": " + detail);
        };
    }

    private static CairnException incorrect(String code, String at, String detail) {
        if (code.equals("not-supported")) {
            return new CairnException.Unsupported(at, detail);
        }
        if (code.startsWith("signature-") || code.startsWith("public-key-")) {
            return new CairnException.ProofInvalid(code, at, detail);
        }
        return new CairnException.Incorrect(code, at, detail);
    }
}
