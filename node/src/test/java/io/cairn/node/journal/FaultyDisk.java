package io.cairn.node.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A disk in memory that fails on demand and knows which bytes and names a loss of power would keep.
 *
 * <p>Every call counts; the one chosen by {@link #failAt} fails, a write after half its bytes. Bytes that were not
 * forced survive {@link #losePower} in pieces of 512, each by the toss of a seeded coin, and the last write tears
 * at any byte. Names that were not forced survive up to some point of their order.
 */
final class FaultyDisk implements Disk {
    private static final int SECTOR_BYTES = 512;

    private final Map<Path, Content> names = new TreeMap<>();
    private final Map<Path, Content> durableNames = new TreeMap<>();
    private final List<Consumer<Map<Path, Content>>> unforcedNames = new ArrayList<>();
    private final Set<Path> folders = new HashSet<>();
    private long calls;
    private long failingCall = -1;
    private long freeBytes = Long.MAX_VALUE;

    private static final class Content {
        private byte[] bytes = {};
        private byte[] durable = {};
        private final List<Write> unforced = new ArrayList<>();
    }

    private record Write(int offset, byte[] bytes) {}

    /** Fails the call with this number, counted from 0; -1 for none. */
    void failAt(long call) {
        calls = 0;
        failingCall = call;
    }

    /** Lets files grow by this many bytes in all before the disk is full. */
    void fillAfter(long bytes) {
        freeBytes = bytes;
    }

    long calls() {
        return calls;
    }

    byte[] bytes(Path file) {
        Content content = names.get(file);
        if (content == null) {
            throw new IllegalArgumentException("no file " + file + " in " + names.keySet());
        }
        return content.bytes.clone();
    }

    /** Replaces a file behind everybody's back. */
    void replace(Path file, byte[] bytes) {
        Content content = new Content();
        content.bytes = bytes.clone();
        content.durable = bytes.clone();
        names.put(file, content);
        durableNames.put(file, content);
    }

    void remove(Path file) {
        names.remove(file);
        durableNames.remove(file);
    }

    Set<Path> files() {
        return new HashSet<>(names.keySet());
    }

    /** Copies the disk as it is, without faults. */
    FaultyDisk copy() {
        FaultyDisk copy = new FaultyDisk();
        names.forEach((path, content) -> copy.replace(path, content.bytes));
        copy.folders.addAll(folders);
        return copy;
    }

    /** What a machine finds after it lost power now. */
    FaultyDisk losePower(SplittableRandom random) {
        int namesKept = random.nextInt(unforcedNames.size() + 1);
        Map<Path, Content> kept = new TreeMap<>(durableNames);
        unforcedNames.subList(0, namesKept).forEach(change -> change.accept(kept));
        FaultyDisk after = new FaultyDisk();
        after.folders.addAll(folders);
        kept.forEach((path, content) -> after.replace(path, survivors(content, random)));
        return after;
    }

    private static byte[] survivors(Content content, SplittableRandom random) {
        byte[] bytes = content.durable.clone();
        double chance = random.nextInt(3) / 2.0;
        for (int i = 0; i < content.unforced.size(); i++) {
            Write write = content.unforced.get(i);
            boolean last = i == content.unforced.size() - 1;
            int length = last ? random.nextInt(write.bytes.length + 1) : write.bytes.length;
            for (int from = 0; from < length; ) {
                int sectorEnd = SECTOR_BYTES - (write.offset + from) % SECTOR_BYTES;
                int count = Math.min(sectorEnd, length - from);
                if (random.nextDouble() <= chance) {
                    bytes = written(bytes, write.offset + from, write.bytes, from, count);
                }
                from += count;
            }
        }
        return bytes;
    }

    private static byte[] written(byte[] target, int offset, byte[] source, int from, int count) {
        byte[] result = offset + count > target.length ? Arrays.copyOf(target, offset + count) : target;
        System.arraycopy(source, from, result, offset, count);
        return result;
    }

    private boolean fails() {
        return calls++ == failingCall;
    }

    private void call(String what) throws IOException {
        if (fails()) {
            throw new IOException("Input/output error: " + what);
        }
    }

    @Override
    public DiskFile open(Path file, boolean create) throws IOException {
        call("open " + file);
        Content content = names.get(file);
        if (content == null) {
            if (!create) {
                throw new NoSuchFileException(file.toString());
            }
            Content created = new Content();
            names.put(file, created);
            unforcedNames.add(kept -> kept.put(file, created));
            content = created;
        }
        return new FaultyFile(content);
    }

    @Override
    public boolean exists(Path path) {
        return names.containsKey(path) || folders.contains(path);
    }

    @Override
    public List<Path> list(Path folder) throws IOException {
        call("list " + folder);
        return names.keySet().stream()
                .filter(path -> folder.equals(path.getParent()))
                .toList();
    }

    @Override
    public void createFolder(Path folder) throws IOException {
        call("create " + folder);
        folders.add(folder);
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        call("force " + folder);
        unforcedNames.forEach(change -> change.accept(durableNames));
        unforcedNames.clear();
    }

    @Override
    public void rename(Path source, Path target) throws IOException {
        call("rename " + source);
        Content content = names.remove(source);
        if (content == null) {
            throw new NoSuchFileException(source.toString());
        }
        names.put(target, content);
        unforcedNames.add(kept -> {
            kept.remove(source);
            kept.put(target, content);
        });
    }

    @Override
    public void delete(Path file) throws IOException {
        call("delete " + file);
        if (names.remove(file) == null) {
            throw new NoSuchFileException(file.toString());
        }
        unforcedNames.add(kept -> kept.remove(file));
    }

    private final class FaultyFile implements DiskFile {
        private final Content content;

        FaultyFile(Content content) {
            this.content = content;
        }

        @Override
        public int read(long offset, byte[] target, int from, int length) throws IOException {
            call("read");
            int count = (int) Math.max(0, Math.min(length, content.bytes.length - offset));
            System.arraycopy(content.bytes, (int) Math.min(offset, content.bytes.length), target, from, count);
            return count;
        }

        @Override
        public void write(long offset, ByteBuffer source) throws IOException {
            boolean fails = fails();
            byte[] bytes = new byte[fails ? source.remaining() / 2 : source.remaining()];
            source.get(bytes);
            long growth = Math.max(0, offset + bytes.length - content.bytes.length);
            boolean full = growth > freeBytes;
            if (full) {
                bytes = Arrays.copyOf(bytes, (int) Math.max(0, bytes.length - (growth - freeBytes)));
                growth = Math.max(0, offset + bytes.length - content.bytes.length);
            }
            freeBytes -= growth;
            if (bytes.length > 0) {
                content.bytes = written(content.bytes, (int) offset, bytes, 0, bytes.length);
                content.unforced.add(new Write((int) offset, bytes));
            }
            if (full) {
                throw new IOException("No space left on device");
            }
            if (fails) {
                throw new IOException("Input/output error: write");
            }
        }

        @Override
        public void force() throws IOException {
            if (fails()) {
                // As Linux does: the pages are called clean, and a later force does not write them.
                content.unforced.clear();
                throw new IOException("Input/output error: force");
            }
            if (content.durable.length > content.bytes.length) {
                content.durable = Arrays.copyOf(content.durable, content.bytes.length);
            }
            for (Write write : content.unforced) {
                int count = Math.min(write.bytes.length, content.bytes.length - write.offset);
                if (count > 0) {
                    content.durable = written(content.durable, write.offset, write.bytes, 0, count);
                }
            }
            content.unforced.clear();
        }

        @Override
        public long size() throws IOException {
            call("size");
            return content.bytes.length;
        }

        @Override
        public void truncate(long size) throws IOException {
            call("truncate");
            content.bytes = Arrays.copyOf(content.bytes, (int) Math.min(size, content.bytes.length));
        }

        @Override
        public void close() throws IOException {
            call("close");
        }
    }

    /** The content of all files, for comparing. */
    Map<Path, byte[]> snapshot() {
        Map<Path, byte[]> snapshot = new HashMap<>();
        names.forEach((path, content) -> snapshot.put(path, content.bytes.clone()));
        return snapshot;
    }
}
