package io.cairn.node.store;

import java.util.ArrayList;
import java.util.List;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.DataBlockIndexType;
import org.rocksdb.HyperClockCache;
import org.rocksdb.IndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksObject;

/** How RocksDB is set up, and the native objects that live as long as the store. */
final class StoreOptions implements AutoCloseable {
    private static final long WRITE_BUFFER_BYTES = 64L << 20;
    private static final long WRITE_BUFFERS_BYTES = 160L << 20;

    /** Every flush makes a file of each family, most of them small: merging them four at a time is busy work. */
    private static final int FILES_MERGED = 8;

    private static final int OPEN_FILES_MAX = 512;
    private static final int BLOCK_BYTES = 8 << 10;
    private static final int BLOOM_BITS = 10;
    private static final int INDEX_PIECE_BYTES = 4 << 10;

    /** Few parts, so that each is large beside a block. */
    private static final int CACHE_SHARD_BITS = 2;

    /** Shorter pages are not worth a second look-up. */
    private static final long PAGE_BYTES_APART_MIN = 256;

    private static final long PAGE_FILE_BYTES = 32L << 20;

    /** The part of the page files, the oldest, that a compaction rewrites. */
    private static final double PAGE_FILES_REWRITTEN = 0.1;

    private final List<RocksObject> owned = new ArrayList<>();
    private final DBOptions database;
    private final List<ColumnFamilyDescriptor> families = new ArrayList<>();

    StoreOptions(long cacheBytes) {
        Cache cache = own(new HyperClockCache(cacheBytes, 0, CACHE_SHARD_BITS, false));
        database = own(new DBOptions());
        database.setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                // The root record and the pages it names reach the disk together although there is no log.
                .setAtomicFlush(true)
                .setParanoidChecks(true)
                .setDbWriteBufferSize(WRITE_BUFFERS_BYTES)
                .setMaxOpenFiles(OPEN_FILES_MAX)
                .setMaxBackgroundJobs(2)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(2)
                .setStatsDumpPeriodSec(0);
        families.add(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, own(new ColumnFamilyOptions())));
        for (Family family : Family.values()) {
            families.add(new ColumnFamilyDescriptor(family.storedName(), familyOptions(family, cache)));
        }
    }

    private ColumnFamilyOptions familyOptions(Family family, Cache cache) {
        BlockBasedTableConfig table = new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setBlockSize(BLOCK_BYTES)
                .setFormatVersion(5);
        if (family == Family.PAGES) {
            // Pages are what every read waits for, and their keys are few bytes: two bytes of memory for a page.
            table.setDataBlockIndexType(DataBlockIndexType.kDataBlockBinaryAndHash);
        } else {
            cacheIndexes(table);
        }
        if (family == Family.IDS || family == Family.PAGES) {
            // Nearly every mutation id that is looked up is new; and each file of the newest level spans all page ids,
            // because pages are deleted everywhere. In the other families the first file asked has the key.
            table.setFilterPolicy(own(new BloomFilter(BLOOM_BITS)));
        }
        ColumnFamilyOptions options = own(new ColumnFamilyOptions())
                .setTableFormatConfig(table)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setWriteBufferSize(WRITE_BUFFER_BYTES)
                .setLevel0FileNumCompactionTrigger(FILES_MERGED)
                .setForceConsistencyChecks(true)
                .setLevelCompactionDynamicLevelBytes(false);
        if (family == Family.PAGES) {
            // A page that is looked up is there: in the last level if in none above it.
            options.setOptimizeFiltersForHits(true);
            keepApart(options);
        }
        return options;
    }

    /**
     * Keeps indexes and filters in the cache, in pieces: whole ones of large files do not fit into a small cache, and
     * would be read from the disk for every key.
     */
    private static void cacheIndexes(BlockBasedTableConfig table) {
        table.setCacheIndexAndFilterBlocks(true)
                .setCacheIndexAndFilterBlocksWithHighPriority(true)
                .setPinL0FilterAndIndexBlocksInCache(true)
                .setIndexType(IndexType.kTwoLevelIndexSearch)
                .setPartitionFilters(true)
                .setMetadataBlockSize(INDEX_PIECE_BYTES)
                .setPinTopLevelIndexAndFilter(true);
    }

    /**
     * Keeps pages in files of their own, beside the keys. A page is written once and deleted once, anywhere in the
     * range of ids, so that compaction would carry every page along with each delete; so it moves keys only, and
     * rewrites the oldest page files to drop what was deleted.
     */
    private static void keepApart(ColumnFamilyOptions options) {
        options.setEnableBlobFiles(true)
                .setMinBlobSize(PAGE_BYTES_APART_MIN)
                .setBlobFileSize(PAGE_FILE_BYTES)
                .setBlobCompressionType(CompressionType.LZ4_COMPRESSION)
                .setEnableBlobGarbageCollection(true)
                .setBlobGarbageCollectionAgeCutoff(PAGE_FILES_REWRITTEN);
    }

    DBOptions database() {
        return database;
    }

    /** The default family, which stays empty, and then ours in the order of {@link Family}. */
    List<ColumnFamilyDescriptor> families() {
        return families;
    }

    private <T extends RocksObject> T own(T object) {
        owned.add(object);
        return object;
    }

    @Override
    public void close() {
        for (int i = owned.size() - 1; i >= 0; i--) {
            owned.get(i).close();
        }
    }
}
