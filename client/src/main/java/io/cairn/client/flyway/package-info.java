/**
 * Flyway on {@code jdbc:cairn:}: its PostgreSQL, without what is not here: locks that a session holds, roles that a
 * session takes on, and a search path that can be set. Found by Flyway where {@code flyway-database-postgresql} is
 * beside this jar; nothing else uses it.
 */
@NullMarked
package io.cairn.client.flyway;

import org.jspecify.annotations.NullMarked;
