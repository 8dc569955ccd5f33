/**
 * The durable, ordered record of one database on this machine's disk.
 *
 * <p>Knows frames, segments and the head file; knows nothing of what a payload means. Never acknowledges
 * what is not on the disk, never serves what does not match its checksum, never repairs damage below the
 * acknowledged head. Start at {@link io.cairn.node.journal.Journal}; the bytes are described in
 * docs/formats.md.
 */
@NullMarked
package io.cairn.node.journal;

import org.jspecify.annotations.NullMarked;
