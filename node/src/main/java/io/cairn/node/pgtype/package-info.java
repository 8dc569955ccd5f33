/**
 * Values of SQL in the text and binary encodings of PostgreSQL 15.
 *
 * <p>Owns which types there are, their object ids, and both encodings of each. Knows no statements and no sockets, and
 * never answers bytes of a stranger with anything but {@link io.cairn.node.pgtype.SqlFailure}. Start at
 * {@link io.cairn.node.pgtype.SqlType}, {@link io.cairn.node.pgtype.Cell} and {@link io.cairn.node.pgtype.TextFormat}.
 */
@NullMarked
package io.cairn.node.pgtype;

import org.jspecify.annotations.NullMarked;
