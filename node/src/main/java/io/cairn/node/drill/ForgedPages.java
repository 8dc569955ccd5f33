package io.cairn.node.drill;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The pages of a witness with something else in a leaf, and every page above it made anew, up to another root: what a liar
 * would send who can do anything but sign. Follows docs/formats.md, section 7.1, and shares no code with the tree.
 */
final class ForgedPages {
    private static final int TREE_PAGE = 0xC1;

    private final TreeMap<Hash, byte[]> pages;
    private Hash root;

    ForgedPages(TreeMap<Hash, byte[]> honest, Hash root) {
        this.pages = new TreeMap<>(honest);
        this.root = root;
    }

    /**
     * An entry of a page.
     *
     * @param key of a leaf the key, of an interior page the separator, which the first entry lacks
     * @param number of a leaf the head, of an interior page the entries below
     */
    record Item(byte[] key, long number, byte[] body) {
        Item withBody(byte[] other) {
            return new Item(key, number, other);
        }

        Item withKey(byte[] other) {
            return new Item(other, number, body);
        }
    }

    private record Page(int level, List<Item> items) {}

    TreeMap<Hash, byte[]> pages() {
        return pages;
    }

    Hash root() {
        return root;
    }

    /** Changes the entries of every leaf that {@code change} changes; there must be one. */
    void change(UnaryOperator<List<Item>> change) {
        boolean changed = false;
        for (Hash hash : List.copyOf(pages.keySet())) {
            byte[] bytes = pages.get(hash);
            if (bytes == null || (bytes[0] & 0xFF) != TREE_PAGE || bytes[1] != 0) {
                continue;
            }
            Page leaf = read(bytes);
            List<Item> after = change.apply(leaf.items());
            if (!after.equals(leaf.items())) {
                replace(hash, new Page(0, after), after.size() - leaf.items().size());
                changed = true;
            }
        }
        if (!changed) {
            throw new CairnException.Fault("forgery-impossible", "the witness has nothing to forge here");
        }
    }

    /** Puts a page in the place of another, and on the way up the pages that hold its hash. */
    private void replace(Hash before, Page page, long added) {
        byte[] bytes = write(page);
        Hash hash = Sha256.hash(bytes);
        pages.remove(before);
        pages.put(hash, bytes);
        if (root.equals(before)) {
            root = hash;
            return;
        }
        for (Map.Entry<Hash, byte[]> above : List.copyOf(pages.entrySet())) {
            Page parent = read(above.getValue());
            List<Item> items = new ArrayList<>(parent.items());
            for (int i = 0; parent.level() == page.level() + 1 && i < items.size(); i++) {
                Item item = items.get(i);
                if (Arrays.equals(item.body(), before.toBytes())) {
                    items.set(i, new Item(item.key(), item.number() + added, hash.toBytes()));
                    replace(above.getKey(), new Page(parent.level(), items), added);
                    return;
                }
            }
        }
        throw new CairnException.Fault("forgery-impossible", "no page leads to " + before.hex());
    }

    private static Page read(byte[] bytes) {
        if ((bytes[0] & 0xFF) != TREE_PAGE) {
            return new Page(-1, List.of());
        }
        ByteReader in = new ByteReader(bytes, 1, bytes.length);
        int level = in.u8();
        int count = in.u16();
        byte[] prefix = in.prefixed(bytes.length);
        List<Item> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            byte[] key = level > 0 && i == 0 ? new byte[0] : joined(prefix, in.prefixed(bytes.length));
            long number = in.varint();
            boolean inline = level == 0 && number % 2 == 0;
            items.add(new Item(key, number, in.bytes(inline ? (int) (number / 2) : Hash.BYTES)));
        }
        in.expectEnd();
        return new Page(level, items);
    }

    private static byte[] write(Page page) {
        int from = page.level() > 0 ? 1 : 0;
        byte[] prefix = prefix(page.items().subList(from, page.items().size()));
        ByteWriter out = new ByteWriter(2048)
                .u8(TREE_PAGE)
                .u8(page.level())
                .u16(page.items().size())
                .prefixed(prefix);
        for (int i = 0; i < page.items().size(); i++) {
            Item item = page.items().get(i);
            if (i >= from) {
                out.prefixed(Arrays.copyOfRange(item.key(), prefix.length, item.key().length));
            }
            boolean inline = page.level() == 0 && item.number() % 2 == 0;
            out.varint(inline ? 2L * item.body().length : item.number()).bytes(item.body());
        }
        return out.toBytes();
    }

    private static byte[] prefix(List<Item> items) {
        byte[] first = items.getFirst().key();
        int length = first.length;
        for (Item item : items) {
            int same = Arrays.mismatch(first, 0, length, item.key(), 0, item.key().length);
            length = same < 0 ? length : same;
        }
        return Arrays.copyOf(first, length);
    }

    private static byte[] joined(byte[] left, byte[] right) {
        return new ByteWriter(left.length + right.length)
                .bytes(left)
                .bytes(right)
                .toBytes();
    }
}
