package io.cairn.engine.witness;

import io.cairn.engine.model.Hash;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A tree of pages that a test can build from a sorted map, bend in any field, and encode again bottom-up, as an
 * attacker would. Written from the format alone.
 */
class PageModel {
    int domain = 0xC1;
    int level;

    @Nullable
    Integer count;

    byte @Nullable [] prefix;
    List<byte[]> keys = new ArrayList<>();
    final List<byte[]> values = new ArrayList<>();
    final List<PageModel> children = new ArrayList<>();
    final List<Long> counts = new ArrayList<>();
    byte[] trailing = {};
    int valueDomain = 0xC2;
    int externalLengthSkew;

    static PageModel build(SortedMap<byte[], byte[]> entries, int leafFanout, int interiorFanout) {
        List<PageModel> row = new ArrayList<>();
        PageModel leaf = new PageModel();
        for (Map.Entry<byte[], byte[]> entry : entries.entrySet()) {
            leaf.keys.add(entry.getKey());
            leaf.values.add(entry.getValue());
            if (leaf.keys.size() > 1 && (leaf.keys.size() > leafFanout || leaf.bytes().length > 2048)) {
                leaf.keys.removeLast();
                leaf.values.removeLast();
                row.add(leaf);
                leaf = new PageModel();
                leaf.keys.add(entry.getKey());
                leaf.values.add(entry.getValue());
            }
        }
        row.add(leaf);
        while (row.size() > 1) {
            row = parents(row, interiorFanout);
        }
        return row.getFirst();
    }

    private static List<PageModel> parents(List<PageModel> row, int fanout) {
        List<PageModel> parents = new ArrayList<>();
        int from = 0;
        while (from < row.size()) {
            int left = row.size() - from;
            int take = Math.min(Math.max(fanout, 3), left);
            PageModel parent = over(row.subList(from, from + take));
            while (left - take == 1 || (take > 3 && parent.bytes().length > 1024)) {
                take--;
                parent = over(row.subList(from, from + take));
            }
            parents.add(parent);
            from += take;
        }
        return parents;
    }

    static PageModel over(List<PageModel> children) {
        PageModel page = new PageModel();
        page.level = children.getFirst().level + 1;
        for (PageModel child : children) {
            if (!page.children.isEmpty()) {
                page.keys.add(separator(page.children.getLast().lastKey(), child.firstKey()));
            }
            page.children.add(child);
            page.counts.add(child.entries());
        }
        return page;
    }

    static byte[] separator(byte[] left, byte[] right) {
        return Arrays.copyOf(right, Arrays.mismatch(left, right) + 1);
    }

    byte[] firstKey() {
        return children.isEmpty() ? keys.getFirst() : children.getFirst().firstKey();
    }

    byte[] lastKey() {
        return children.isEmpty() ? keys.getLast() : children.getLast().lastKey();
    }

    long entries() {
        return children.isEmpty()
                ? keys.size()
                : counts.stream().mapToLong(Long::longValue).sum();
    }

    /** Every page of this tree, itself first. */
    List<PageModel> all() {
        List<PageModel> all = new ArrayList<>(List.of(this));
        children.forEach(child -> all.addAll(child.all()));
        return all;
    }

    /** Encodes this page and all below it; puts each under its hash. */
    Hash encodeInto(Map<Hash, byte[]> pages) {
        for (PageModel child : children) {
            child.encodeInto(pages);
        }
        for (byte[] value : values) {
            if (value.length > 1024) {
                byte[] page = valuePage(value);
                pages.put(sha256(page), page);
            }
        }
        byte[] bytes = bytes();
        pages.put(sha256(bytes), bytes);
        return sha256(bytes);
    }

    Hash hash() {
        return sha256(bytes());
    }

    byte[] valuePage(byte[] value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(valueDomain);
        out.writeBytes(value);
        return out.toByteArray();
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] shared = prefix == null ? longestCommonPrefix(keys) : prefix;
        int entries = level == 0 ? keys.size() : children.size();
        out.write(domain);
        out.write(level);
        out.write((count == null ? entries : count) >> 8);
        out.write(count == null ? entries : count);
        varint(out, shared.length);
        out.writeBytes(shared);
        for (int i = 0; i < entries; i++) {
            if (level == 0) {
                suffix(out, keys.get(i), shared.length);
                value(out, values.get(i));
            } else {
                if (i > 0) {
                    suffix(out, keys.get(i - 1), shared.length);
                }
                varint(out, counts.get(i));
                out.writeBytes(children.get(i).hash().toBytes());
            }
        }
        out.writeBytes(trailing);
        return out.toByteArray();
    }

    private void value(ByteArrayOutputStream out, byte[] value) {
        if (value.length <= 1024) {
            varint(out, 2L * value.length);
            out.writeBytes(value);
        } else {
            varint(out, 2L * (value.length + externalLengthSkew) + 1);
            out.writeBytes(sha256(valuePage(value)).toBytes());
        }
    }

    private static void suffix(ByteArrayOutputStream out, byte[] key, int from) {
        varint(out, key.length - from);
        out.write(key, from, key.length - from);
    }

    static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while (rest >>> 7 != 0) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private static byte[] longestCommonPrefix(List<byte[]> keys) {
        byte[] shared = keys.isEmpty() ? new byte[0] : keys.getFirst();
        for (byte[] key : keys) {
            int mismatch = Arrays.mismatch(shared, key);
            shared = mismatch < 0 ? shared : Arrays.copyOf(shared, mismatch);
        }
        return shared;
    }

    static Hash sha256(byte[] bytes) {
        try {
            return Hash.wrap(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
