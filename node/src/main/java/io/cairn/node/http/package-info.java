/**
 * The HTTP/1.1 server of a node: connections, limits, routing, problems, metrics, and the OpenAPI text.
 *
 * <p>Knows requests, responses and routes; knows nothing of databases. Never lets a client's bytes become an
 * exception in a log, never keeps more of a request than its limits allow, never blocks an event loop. Start at
 * {@link io.cairn.node.http.HttpServer} and {@link io.cairn.node.http.Routes}; {@code HttpConnection} is the state
 * machine of one connection.
 */
@NullMarked
package io.cairn.node.http;

import org.jspecify.annotations.NullMarked;
