/**
 * Reading documents: the query language, its plan and its execution over any view of the state.
 *
 * <p>The same code runs on a replica and, over a witness, on a client; it must therefore read nothing
 * but its view and decide nothing by anything but the query and what it read. Start at {@link
 * io.cairn.engine.document.DocumentReader}.
 */
@NullMarked
package io.cairn.engine.document;

import org.jspecify.annotations.NullMarked;
