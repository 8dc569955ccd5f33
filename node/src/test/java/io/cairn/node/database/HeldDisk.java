package io.cairn.node.database;

import io.cairn.node.journal.Disk;
import io.cairn.node.journal.DiskFile;
import io.cairn.node.journal.RealDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The real disk, whose forced writes wait for a test where it wants that, and then succeed or fail. */
final class HeldDisk implements Disk {
    private static final long PATIENCE_SECONDS = 60;

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean isHolding;
    private volatile boolean isFailing;

    /** From now on forced writes wait for {@link #release} or {@link #fail}. */
    void hold() {
        isHolding = true;
    }

    /** Returns once a forced write waits. */
    void awaitHeld() throws InterruptedException {
        if (!reached.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("no write was forced");
        }
    }

    void release() {
        isHolding = false;
        released.countDown();
    }

    void fail() {
        isFailing = true;
        released.countDown();
    }

    private void forced() throws IOException {
        if (isHolding) {
            reached.countDown();
            try {
                if (!released.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    throw new IOException("the test forgot a forced write");
                }
            } catch (InterruptedException e) {
                throw new IOException("interrupted", e);
            }
        }
        if (isFailing) {
            throw new IOException("Input/output error: force");
        }
    }

    @Override
    public DiskFile open(Path file, boolean create) throws IOException {
        return new HeldFile(RealDisk.INSTANCE.open(file, create));
    }

    @Override
    public boolean exists(Path path) {
        return RealDisk.INSTANCE.exists(path);
    }

    @Override
    public List<Path> list(Path folder) throws IOException {
        return RealDisk.INSTANCE.list(folder);
    }

    @Override
    public void createFolder(Path folder) throws IOException {
        RealDisk.INSTANCE.createFolder(folder);
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        RealDisk.INSTANCE.forceFolder(folder);
    }

    @Override
    public void rename(Path source, Path target) throws IOException {
        RealDisk.INSTANCE.rename(source, target);
    }

    @Override
    public void delete(Path file) throws IOException {
        RealDisk.INSTANCE.delete(file);
    }

    private final class HeldFile implements DiskFile {
        private final DiskFile file;

        HeldFile(DiskFile file) {
            this.file = file;
        }

        @Override
        public int read(long offset, byte[] target, int from, int length) throws IOException {
            return file.read(offset, target, from, length);
        }

        @Override
        public void write(long offset, ByteBuffer source) throws IOException {
            file.write(offset, source);
        }

        @Override
        public void force() throws IOException {
            forced();
            file.force();
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void truncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
