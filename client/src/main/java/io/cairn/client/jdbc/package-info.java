/**
 * The JDBC driver {@code jdbc:cairn:}: what is written is signed with the user's key, what is read is proved.
 *
 * <p>Contract: the JDK's for {@code java.sql}; {@code docs/jdbc.md} says what is refused. Rows are held in memory, where
 * they were computed. Threading: a connection and what it made serve one thread at a time, but for {@code cancel} and
 * {@code abort}.
 */
@NullMarked
package io.cairn.client.jdbc;

import org.jspecify.annotations.NullMarked;
