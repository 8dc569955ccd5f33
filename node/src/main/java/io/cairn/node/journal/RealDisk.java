package io.cairn.node.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The operating system's file system. */
public final class RealDisk implements Disk {
    /** Bounds the native copy that the JDK keeps for each thread that writes. */
    private static final int WRITE_BYTES_MAX = 1 << 20;

    /** The one file system there is. */
    public static final RealDisk INSTANCE = new RealDisk();

    private RealDisk() {}

    @Override
    public DiskFile open(Path file, boolean create) throws IOException {
        if (!create && !Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        return new RealFile(new RandomAccessFile(file.toFile(), "rw"));
    }

    @Override
    public boolean exists(Path path) {
        return Files.exists(path);
    }

    @Override
    public List<Path> list(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(files::add);
        }
        files.sort(null);
        return files;
    }

    @Override
    public void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void rename(Path source, Path target) throws IOException {
        Files.move(source, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.delete(file);
    }

    /**
     * Reads by seeking instead of through the channel: an interrupt of a thread inside a channel's read closes
     * the file, and readers run on threads that are interrupted. Writers are the journal's own thread.
     */
    private static final class RealFile implements DiskFile {
        private final RandomAccessFile file;
        private final FileChannel channel;

        RealFile(RandomAccessFile file) {
            this.file = file;
            this.channel = file.getChannel();
        }

        @Override
        public int read(long offset, byte[] target, int from, int length) throws IOException {
            file.seek(offset);
            int total = 0;
            while (total < length) {
                int count = file.read(target, from + total, length - total);
                if (count < 0) {
                    break;
                }
                total += count;
            }
            return total;
        }

        @Override
        public void write(long offset, ByteBuffer source) throws IOException {
            long at = offset;
            while (source.hasRemaining()) {
                ByteBuffer part = source.slice(source.position(), Math.min(source.remaining(), WRITE_BYTES_MAX));
                int count = channel.write(part, at);
                at += count;
                source.position(source.position() + count);
            }
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public long size() throws IOException {
            return file.length();
        }

        @Override
        public void truncate(long size) throws IOException {
            channel.truncate(size);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
