/**
 * The routes of the HTTP API: requests become calls of {@code database}, results become JSON.
 *
 * <p>Decides nothing about data; every route that gives out anything of a database passes {@link
 * io.cairn.node.api.Access}. Start at {@link io.cairn.node.api.ApiRoutes}.
 */
@NullMarked
package io.cairn.node.api;

import org.jspecify.annotations.NullMarked;
