/**
 * Answers of SQL as Parquet files.
 *
 * <p>Owns one subset of the format, for writing only: flat nullable columns, plain values, pages of version 1 packed with
 * gzip, and logical types by which other programs read numbers, dates and times as what they are. Never reads a file.
 * Start at {@link io.cairn.node.parquet.ParquetFile}.
 */
@NullMarked
package io.cairn.node.parquet;

import org.jspecify.annotations.NullMarked;
