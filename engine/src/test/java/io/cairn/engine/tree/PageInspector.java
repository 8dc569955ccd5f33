package io.cairn.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.model.Hash;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads whole trees from their records by the letter of {@code docs/formats.md} and checks every rule on the
 * way. Shares no code with the tree.
 */
final class PageInspector {
    static final Comparator<byte[]> UNSIGNED = Arrays::compareUnsigned;

    private final PageStore store;

    PageInspector(PageStore store) {
        this.store = store;
    }

    /** One tree page with all that is below it. */
    record Page(
            long id,
            Hash hash,
            int level,
            int bytes,
            List<byte[]> separators,
            List<Page> children,
            List<Entry> entries,
            long count) {
        void collectIds(TreeSet<Long> ids) {
            ids.add(id);
            for (Page child : children) {
                child.collectIds(ids);
            }
            for (Entry entry : entries) {
                if (entry.valueId >= 0) {
                    ids.add(entry.valueId);
                }
            }
        }

        void collectEntries(TreeMap<byte[], byte[]> into) {
            for (Page child : children) {
                child.collectEntries(into);
            }
            for (Entry entry : entries) {
                into.put(entry.key, entry.value);
            }
        }

        void collectPages(List<Page> into) {
            into.add(this);
            for (Page child : children) {
                child.collectPages(into);
            }
        }
    }

    /** One entry; the value id is -1 for inline values. */
    record Entry(
            byte[] key,
            byte[] value,
            long valueId,
            @Nullable Hash valueHash) {}

    Page read(TreeRoot root) {
        Page page = read(root.pageId(), root.hash(), root.level(), new byte[0], null);
        assertThat(page.count).isEqualTo(root.entries());
        assertThat(root.level()).isLessThanOrEqualTo(40);
        return page;
    }

    TreeSet<Long> ids(TreeRoot root) {
        TreeSet<Long> ids = new TreeSet<>();
        read(root).collectIds(ids);
        return ids;
    }

    TreeMap<byte[], byte[]> entries(TreeRoot root) {
        TreeMap<byte[], byte[]> entries = new TreeMap<>(UNSIGNED);
        read(root).collectEntries(entries);
        return entries;
    }

    static Hash sha256(byte[] bytes) {
        try {
            return Hash.wrap(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException missing) {
            throw new AssertionError(missing);
        }
    }

    private Page read(long id, Hash hash, int level, byte[] lower, byte @Nullable [] upper) {
        byte[] record = store.get(id);
        assertThat(record).as("page %d is stored", id).isNotNull();
        Parser parser = new Parser(record);
        assertThat(parser.octet()).isEqualTo(0xC1);
        assertThat(parser.octet()).isEqualTo(level);
        int count = parser.octet() << 8 | parser.octet();
        byte[] prefix = parser.bytes(parser.varint());
        Page page = level == 0
                ? leaf(id, hash, parser, count, prefix)
                : interior(id, hash, level, parser, count, prefix, lower, upper);
        for (Entry entry : page.entries) {
            assertThat(Arrays.compareUnsigned(entry.key, lower)).isGreaterThanOrEqualTo(0);
            assertThat(upper == null || Arrays.compareUnsigned(entry.key, upper) < 0)
                    .isTrue();
        }
        assertThat(sha256(Arrays.copyOf(record, page.bytes))).isEqualTo(hash);
        return page;
    }

    private Page leaf(long id, Hash hash, Parser parser, int count, byte[] prefix) {
        List<byte[]> keys = new ArrayList<>();
        List<byte[]> bodies = new ArrayList<>();
        List<Long> heads = new ArrayList<>();
        int externals = 0;
        for (int i = 0; i < count; i++) {
            keys.add(concatenated(prefix, parser.bytes(parser.varint())));
            long head = parser.varint();
            heads.add(head);
            externals += (int) (head & 1);
            bodies.add(parser.bytes((head & 1) == 1 ? 32 : head >>> 1));
        }
        checkKeys(keys, prefix);
        int pageBytes = parser.at;
        assertThat(count <= 1 || pageBytes <= 2048)
                .as("leaf of %d bytes", pageBytes)
                .isTrue();
        assertThat(pageBytes).isLessThanOrEqualTo(2057);
        assertThat(parser.record.length).isEqualTo(pageBytes + 8 * externals);
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            assertThat(keys.get(i).length).isBetween(1, 1024);
            entries.add(entry(keys.get(i), heads.get(i), bodies.get(i), parser));
        }
        return new Page(id, hash, 0, pageBytes, List.of(), List.of(), entries, count);
    }

    private Entry entry(byte[] key, long head, byte[] body, Parser parser) {
        long length = head >>> 1;
        if ((head & 1) == 0) {
            assertThat(length).isLessThanOrEqualTo(1024);
            return new Entry(key, body, -1, null);
        }
        assertThat(length).isGreaterThan(1024);
        long id = parser.id();
        byte[] record = store.get(id);
        assertThat(record).as("value page %d is stored", id).isNotNull();
        assertThat(sha256(record)).isEqualTo(Hash.of(body));
        assertThat(record[0]).isEqualTo((byte) 0xC2);
        assertThat(record.length).isEqualTo((int) length + 1);
        return new Entry(key, Arrays.copyOfRange(record, 1, record.length), id, Hash.of(body));
    }

    private Page interior(
            long id,
            Hash hash,
            int level,
            Parser parser,
            int count,
            byte[] prefix,
            byte[] lower,
            byte @Nullable [] upper) {
        assertThat(count).isGreaterThanOrEqualTo(2);
        List<byte[]> separators = new ArrayList<>();
        List<Long> counts = new ArrayList<>();
        List<Hash> hashes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                separators.add(concatenated(prefix, parser.bytes(parser.varint())));
            }
            counts.add(parser.varint());
            hashes.add(Hash.of(parser.bytes(32)));
        }
        checkKeys(separators, prefix);
        int pageBytes = parser.at;
        assertThat(count <= 3 || pageBytes <= 1024)
                .as("interior of %d bytes", pageBytes)
                .isTrue();
        assertThat(pageBytes).isLessThanOrEqualTo(2180);
        assertThat(parser.record.length).isEqualTo(pageBytes + 8 * count);
        List<Page> children = new ArrayList<>();
        long sum = 0;
        for (int i = 0; i < count; i++) {
            byte[] childLower = i == 0 ? lower : separators.get(i - 1);
            byte[] childUpper = i == count - 1 ? upper : separators.get(i);
            assertThat(i == 0 || Arrays.compareUnsigned(lower, childLower) < 0).isTrue();
            Page child = read(parser.id(), hashes.get(i), level - 1, childLower, childUpper);
            assertThat(child.count).isEqualTo(counts.get(i)).isPositive();
            sum += child.count;
            children.add(child);
        }
        return new Page(id, hash, level, pageBytes, separators, children, List.of(), sum);
    }

    private static void checkKeys(List<byte[]> keys, byte[] prefix) {
        if (keys.isEmpty()) {
            assertThat(prefix).isEmpty();
            return;
        }
        byte[] first = keys.getFirst();
        int common = first.length;
        for (int i = 1; i < keys.size(); i++) {
            assertThat(Arrays.compareUnsigned(keys.get(i - 1), keys.get(i))).isNegative();
            int mismatch = Arrays.mismatch(first, keys.get(i));
            common = Math.min(common, mismatch < 0 ? common : mismatch);
        }
        assertThat(prefix.length).as("longest common prefix").isEqualTo(common);
    }

    private static byte[] concatenated(byte[] prefix, byte[] suffix) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(prefix);
        out.writeBytes(suffix);
        return out.toByteArray();
    }

    private static final class Parser {
        private final byte[] record;
        private int at;

        Parser(byte[] record) {
            this.record = record;
        }

        int octet() {
            return record[at++] & 0xFF;
        }

        long varint() {
            long value = 0;
            int shift = 0;
            int next;
            do {
                next = octet();
                value |= (long) (next & 0x7F) << shift;
                shift += 7;
            } while (next >= 0x80);
            assertThat(shift == 7 || next != 0).as("minimal varint").isTrue();
            return value;
        }

        byte[] bytes(long length) {
            byte[] bytes = Arrays.copyOfRange(record, at, at + (int) length);
            at += (int) length;
            return bytes;
        }

        long id() {
            long id = 0;
            for (int i = 0; i < 8; i++) {
                id = id << 8 | octet();
            }
            return id;
        }
    }
}
