/**
 * JSON Schema 2020-12 over the value model.
 *
 * <p>Owns which schemas are taken, whether a document fits one, which place of it is named where it does not, and what
 * that may cost. References, applicators and annotations are those of a library; what a keyword says about one value is
 * decided here, by the value model. Never fetches a schema from anywhere. Start at {@link
 * io.cairn.engine.schema.CompiledSchema}.
 */
@NullMarked
package io.cairn.engine.schema;

import org.jspecify.annotations.NullMarked;
