package io.cairn.node.http;

import io.cairn.engine.model.Value;

/**
 * A problem (RFC 9457) as the API tells it.
 *
 * @param code the stable code that clients may test
 * @param at the input that was wrong, as a path; empty for the whole
 */
record Problem(int status, String code, String detail, String at) {
    Response response() {
        Response response =
                Response.of(status, Response.PROBLEM, Response.json(value()).body());
        return switch (status) {
            case 401 -> response.with("www-authenticate", "Cairn");
            case 429, 503 -> response.with("retry-after", "1");
            default -> response;
        };
    }

    Value.Document value() {
        return Value.Document.builder()
                .put("type", "urn:cairn:problem:" + code)
                .put("title", title(status))
                .put("status", status)
                .put("detail", detail)
                .put("code", code)
                .put("at", at)
                .build();
    }

    /** The part of it that stands within a stream. */
    Value.Document error() {
        return Value.Document.builder()
                .put("code", code)
                .put("at", at)
                .put("detail", detail)
                .build();
    }

    static Value.Document schema() {
        return Schemas.object(
                "type", Schemas.text(),
                "title", Schemas.text(),
                "status", Schemas.number(),
                "detail", Schemas.text(),
                "code", Schemas.text(),
                "at", Schemas.text());
    }

    static String title(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 201 -> "Created";
            case 204 -> "No Content";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 406 -> "Not Acceptable";
            case 408 -> "Request Timeout";
            case 409 -> "Conflict";
            case 413 -> "Content Too Large";
            case 414 -> "URI Too Long";
            case 415 -> "Unsupported Media Type";
            case 417 -> "Expectation Failed";
            case 429 -> "Too Many Requests";
            case 431 -> "Request Header Fields Too Large";
            case 500 -> "Internal Server Error";
            case 503 -> "Service Unavailable";
            case 505 -> "HTTP Version Not Supported";
            default -> "Status";
        };
    }
}
