package io.cairn.node.database;

import java.nio.file.Path;

/**
 * What a node's databases need to know.
 *
 * @param folder where everything is kept
 * @param blockMillisMax longest time from a block's first entry to its seal
 * @param blockEntriesMax entries after which a block is sealed at once
 * @param blockEditsMax edited keys after which a block is sealed at once
 * @param retainedBlocks how many of the newest blocks can be read
 * @param queuedMax submissions that may wait in one database before it says busy
 * @param idleMillisMax time without use after which a database is closed
 * @param cacheBytes memory for pages read from disk
 */
public record NodeSettings(
        Path folder,
        long blockMillisMax,
        int blockEntriesMax,
        int blockEditsMax,
        int retainedBlocks,
        int queuedMax,
        long idleMillisMax,
        long cacheBytes) {
    /** The defaults, kept under {@code folder}. */
    public static NodeSettings standard(Path folder) {
        return new NodeSettings(folder, 250, 8_192, 65_536, 1_024, 20_000, 300_000, 64L << 20);
    }
}
