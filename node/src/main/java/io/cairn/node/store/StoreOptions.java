package io.cairn.node.store;

import java.util.ArrayList;
import java.util.List;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksObject;

/** How RocksDB is set up, and the native objects that live as long as the store. */
final class StoreOptions implements AutoCloseable {
    private static final long WRITE_BUFFER_BYTES = 32L << 20;
    private static final long WRITE_BUFFERS_BYTES = 96L << 20;
    private static final int OPEN_FILES_MAX = 512;
    private static final int BLOCK_BYTES = 8 << 10;
    private static final int BLOOM_BITS = 10;

    private final List<RocksObject> owned = new ArrayList<>();
    private final DBOptions database;
    private final List<ColumnFamilyDescriptor> families = new ArrayList<>();

    StoreOptions(long cacheBytes) {
        LRUCache cache = own(new LRUCache(cacheBytes));
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

    private ColumnFamilyOptions familyOptions(Family family, LRUCache cache) {
        BlockBasedTableConfig table = new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setBlockSize(BLOCK_BYTES)
                .setCacheIndexAndFilterBlocks(true)
                .setPinL0FilterAndIndexBlocksInCache(true)
                .setFormatVersion(5);
        if (family == Family.IDS) {
            // Nearly every id that is looked up is new; everywhere else the key is known to be there.
            table.setFilterPolicy(own(new BloomFilter(BLOOM_BITS)));
        }
        return own(new ColumnFamilyOptions())
                .setTableFormatConfig(table)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setWriteBufferSize(WRITE_BUFFER_BYTES)
                .setForceConsistencyChecks(true)
                .setLevelCompactionDynamicLevelBytes(false);
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
