/**
 * What all fuzz targets share.
 *
 * <p>Start at {@link io.cairn.engine.fuzz.FuzzTarget}.
 */
package io.cairn.engine.fuzz;
