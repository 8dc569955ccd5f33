/**
 * What a node keeps of its databases beside their journals: pages, log nodes, mutation ids, blocks.
 *
 * <p>One RocksDB for all databases, without a write-ahead log: everything here can be made again from the
 * journal, which is replayed from the last flushed root on. Never the only copy of anything; never serves bytes
 * whose checksum does not hold. Start at {@link io.cairn.node.store.NodeStore}.
 */
@NullMarked
package io.cairn.node.store;

import org.jspecify.annotations.NullMarked;
