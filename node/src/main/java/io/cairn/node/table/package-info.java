/**
 * Documents in files of people: CSV, TSV, JSON arrays and JSON lines, read and written as streams.
 *
 * <p>Owns the forms of files and how a column gets its type. Knows nothing of nodes and databases, and never guesses
 * where a guess would change a value: {@code 00501} stays a text. Start at {@link io.cairn.node.table.RowReader}.
 */
@NullMarked
package io.cairn.node.table;

import org.jspecify.annotations.NullMarked;
