package io.cairn.node.http;

import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The OpenAPI 3.1 description of a table of routes. */
final class OpenApi {
    private OpenApi() {}

    static Value.Document of(String version, List<Route> routes, Map<String, Value.Document> schemas) {
        Map<String, Value.Document.Builder> paths = new LinkedHashMap<>();
        for (Route route : routes) {
            paths.computeIfAbsent(route.path(), _ -> Value.Document.builder())
                    .put(route.method().toLowerCase(Locale.ROOT), operation(route));
        }
        Value.Document.Builder pathItems = Value.Document.builder();
        paths.forEach((path, item) -> pathItems.put(path, item.build()));
        return Value.Document.builder()
                .put("openapi", "3.1.0")
                .put("info", info(version))
                .put("paths", pathItems.build())
                .put("components", components(schemas))
                .build();
    }

    private static Value.Document info(String version) {
        return Value.Document.builder()
                .put("title", "Cairn node")
                .put("version", version)
                .build();
    }

    private static Value.Document components(Map<String, Value.Document> schemas) {
        Value.Document.Builder all = Value.Document.builder();
        schemas.forEach(all::put);
        all.put("Problem", Problem.schema());
        Value.Document token = Value.Document.builder()
                .put("type", "http")
                .put("scheme", "Cairn")
                .put("description", "a signed read token, needed to read an owner-only database")
                .build();
        return Value.Document.builder()
                .put("schemas", all.build())
                .put(
                        "securitySchemes",
                        Value.Document.builder().put("readToken", token).build())
                .build();
    }

    private static Value.Document operation(Route route) {
        Description description = route.description();
        Value.Document.Builder operation =
                Value.Document.builder().put("operationId", operationId(route)).put("summary", description.summary());
        if (!description.parameters().isEmpty()) {
            List<Value> parameters = new ArrayList<>();
            description.parameters().forEach(parameter -> parameters.add(parameter(parameter)));
            operation.put("parameters", new Value.Array(parameters));
        }
        if (!description.bodies().isEmpty()) {
            Value.Document body = Value.Document.builder()
                    .put("required", Value.of(true))
                    .put("content", content(description.bodies()))
                    .build();
            operation.put("requestBody", body);
        }
        return operation.put("responses", responses(description)).build();
    }

    private static Value.Document responses(Description description) {
        Value.Document success = Value.Document.builder()
                .put("description", "success")
                .put("content", content(description.answers()))
                .build();
        Value.Document failure = Value.Document.builder()
                .put("description", "a problem")
                .put("content", content(List.of(new Content(Response.PROBLEM, Schemas.reference("Problem")))))
                .build();
        return Value.Document.builder()
                .put(Integer.toString(description.status()), success)
                .put("default", failure)
                .build();
    }

    private static Value.Document content(List<Content> contents) {
        Value.Document.Builder types = Value.Document.builder();
        for (Content content : contents) {
            types.put(
                    content.type(),
                    Value.Document.builder().put("schema", content.schema()).build());
        }
        return types.build();
    }

    private static Value.Document parameter(Parameter parameter) {
        return Value.Document.builder()
                .put("name", parameter.name())
                .put("in", parameter.inQuery() ? "query" : "path")
                .put("required", Value.of(parameter.required()))
                .put("description", parameter.summary())
                .put("schema", parameter.schema())
                .build();
    }

    /** For example {@code getV1DatabasesDb}: unique because method and path are. */
    private static String operationId(Route route) {
        StringBuilder id = new StringBuilder(route.method().toLowerCase(Locale.ROOT));
        boolean capital = true;
        for (int i = 0; i < route.path().length(); i++) {
            char c = route.path().charAt(i);
            if (Character.isLetterOrDigit(c)) {
                id.append(capital ? Character.toUpperCase(c) : c);
                capital = false;
            } else {
                capital = true;
            }
        }
        return id.toString();
    }
}
