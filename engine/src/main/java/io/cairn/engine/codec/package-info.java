/**
 * The bytes and texts of values: canonical DAG-CBOR, order-preserving index keys, BSON, JSON, content
 * identifiers and CAR archives.
 *
 * <p>Owns every format that is hashed, signed or stored below the level of mutations, blocks and
 * pages; {@code docs/formats.md} holds their tables. Everything read here comes from strangers: it is
 * bounded in size, depth and count, and is refused with an offset, a path or a line. Never reads
 * leniently, never knows what a value is for. Start at {@link io.cairn.engine.codec.ValueCodec} and
 * {@link io.cairn.engine.codec.KeyCodec}.
 */
@NullMarked
package io.cairn.engine.codec;

import org.jspecify.annotations.NullMarked;
