package io.cairn.node.store;

import io.cairn.engine.model.CairnException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** Turns RocksDB's failures into ours. */
final class StoreFailure {
    private StoreFailure() {}

    static CairnException of(Path folder, RocksDBException e) {
        return isDamage(e)
                ? corrupt(folder, e)
                : new CairnException.Unavailable(
                        "store-stopped", "the store in " + folder + " failed: " + e.getMessage(), e);
    }

    /** While opening, a file that is missing or makes no sense is damage as well. */
    static CairnException whileOpening(Path folder, RocksDBException e) {
        String message = String.valueOf(e.getMessage());
        if (message.toLowerCase(Locale.ROOT).contains("lock")
                && code(e) == Status.Code.IOError
                && !message.contains("No such file")) {
            return new CairnException.Unavailable(
                    "store-locked", "another process has the store in " + folder + " open: " + message, e);
        }
        boolean missing = code(e) == Status.Code.IOError && message.contains("No such file");
        if (isDamage(e) || missing || code(e) != Status.Code.IOError) {
            return corrupt(folder, e);
        }
        return new CairnException.Unavailable(
                "store-unreadable", "the store in " + folder + " cannot be opened: " + message, e);
    }

    private static boolean isDamage(RocksDBException e) {
        return code(e) == Status.Code.Corruption;
    }

    private static Status.@Nullable Code code(RocksDBException e) {
        Status status = e.getStatus();
        return status == null ? null : status.getCode();
    }

    private static CairnException.Corrupt corrupt(Path folder, RocksDBException e) {
        CairnException.Corrupt failure = new CairnException.Corrupt(
                "store-corrupt", folder.toString(), "the store in " + folder + " is damaged: " + e.getMessage());
        failure.initCause(e);
        return failure;
    }
}
