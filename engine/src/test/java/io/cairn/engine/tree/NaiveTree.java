package io.cairn.engine.tree;

import io.cairn.engine.model.Hash;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A second writing of the merge rule, straight from {@code docs/formats.md}: slow, in memory, and sharing no code
 * with the tree. Pages are encoded to be measured.
 */
final class NaiveTree {
    /** A page or draft: leaf entries by key, or children by bound. Only drafts are judged and changed. */
    private static final class Node {
        final int level;
        final TreeMap<byte[], byte[]> entries = new TreeMap<>(PageInspector.UNSIGNED);
        final List<Node> children = new ArrayList<>();
        byte[] bound = {};
        boolean draft;
        boolean appended;

        Node(int level) {
            this.level = level;
        }

        int count() {
            return level == 0 ? entries.size() : children.size();
        }

        long below() {
            return level == 0
                    ? entries.size()
                    : children.stream().mapToLong(Node::below).sum();
        }

        int min() {
            return level == 0 ? 1 : 2;
        }

        boolean fits() {
            return count() <= (level == 0 ? 1 : 3) || encode().length <= max();
        }

        int max() {
            return level == 0 ? 2048 : 1024;
        }

        boolean alone() {
            return count() < min();
        }

        boolean underfull() {
            return alone() || encode().length < max() / 4;
        }

        /** The entries from one index to another as a draft of their own. */
        Node run(int from, int to) {
            Node run = new Node(level);
            run.draft = true;
            if (level == 0) {
                List<byte[]> keys = new ArrayList<>(entries.keySet());
                keys.subList(from, to).forEach(key -> run.entries.put(key, entries.get(key)));
                run.bound = from == 0 ? bound : separator(keys.get(from - 1), keys.get(from));
            } else {
                run.children.addAll(children.subList(from, to));
                run.bound = from == 0 ? bound : children.get(from).bound;
            }
            return run;
        }

        List<byte[]> keys() {
            return level == 0
                    ? new ArrayList<>(entries.keySet())
                    : new ArrayList<>(
                            children.stream().skip(1).map(node -> node.bound).toList());
        }

        int prefix() {
            List<byte[]> keys = keys();
            if (keys.isEmpty()) {
                return 0;
            }
            int mismatch = Arrays.mismatch(keys.getFirst(), keys.getLast());
            return mismatch < 0 ? keys.getFirst().length : mismatch;
        }

        byte[] encode() {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(0xC1);
            out.write(level);
            out.write(count() >>> 8);
            out.write(count());
            int prefix = prefix();
            varint(out, prefix);
            out.write(prefix == 0 ? new byte[0] : keys().getFirst(), 0, prefix);
            for (int i = 0; i < count(); i++) {
                out.writeBytes(entry(i, prefix));
            }
            return out.toByteArray();
        }

        byte[] entry(int index, int prefix) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            if (level > 0) {
                Node child = children.get(index);
                if (index > 0) {
                    suffix(out, child.bound, prefix);
                }
                varint(out, child.below());
                out.writeBytes(child.hash().toBytes());
                return out.toByteArray();
            }
            byte[] key = keys().get(index);
            byte[] value = entries.get(key);
            suffix(out, key, prefix);
            varint(out, 2L * value.length + (value.length > 1024 ? 1 : 0));
            if (value.length > 1024) {
                ByteArrayOutputStream page = new ByteArrayOutputStream();
                page.write(0xC2);
                page.writeBytes(value);
                out.writeBytes(PageInspector.sha256(page.toByteArray()).toBytes());
            } else {
                out.writeBytes(value);
            }
            return out.toByteArray();
        }

        Hash hash() {
            return PageInspector.sha256(encode());
        }
    }

    private Node root = new Node(0);

    Hash hash() {
        return root.hash();
    }

    void merge(NavigableMap<byte[], Optional<byte[]>> edits) {
        Node changed = apply(root, edits);
        if (changed == root) {
            return;
        }
        List<Node> list = new ArrayList<>(List.of(changed));
        settle(list);
        while (list.size() > 1) {
            Node above = new Node(list.getFirst().level + 1);
            above.children.addAll(list);
            above.draft = true;
            above.appended = true;
            list = new ArrayList<>(List.of(above));
            settle(list);
        }
        root = list.getFirst();
        while (root.draft && root.level > 0 && root.count() == 1) {
            root = root.children.getFirst();
        }
        root.bound = new byte[0];
        written(root);
    }

    private static void written(Node node) {
        node.draft = false;
        node.children.forEach(NaiveTree::written);
    }

    private static Node apply(Node page, NavigableMap<byte[], Optional<byte[]>> edits) {
        return page.level == 0 ? applyToLeaf(page, edits) : applyToInterior(page, edits);
    }

    private static Node applyToLeaf(Node page, NavigableMap<byte[], Optional<byte[]>> edits) {
        Node draft = new Node(0);
        draft.draft = true;
        draft.bound = page.bound;
        draft.entries.putAll(page.entries);
        TreeSet<byte[]> inserted = new TreeSet<>(PageInspector.UNSIGNED);
        boolean changed = false;
        for (Map.Entry<byte[], Optional<byte[]>> edit : edits.entrySet()) {
            byte[] before = page.entries.get(edit.getKey());
            changed |= !Arrays.equals(before, edit.getValue().orElse(null));
            if (edit.getValue().isEmpty()) {
                draft.entries.remove(edit.getKey());
            } else {
                draft.entries.put(edit.getKey(), edit.getValue().get());
                if (before == null) {
                    inserted.add(edit.getKey());
                }
            }
        }
        draft.appended = !inserted.isEmpty()
                && (page.entries.isEmpty() || Arrays.compareUnsigned(inserted.first(), page.entries.lastKey()) > 0);
        return changed ? draft : page;
    }

    private static Node applyToInterior(Node page, NavigableMap<byte[], Optional<byte[]>> edits) {
        List<Node> list = new ArrayList<>();
        for (int i = 0; i < page.count(); i++) {
            NavigableMap<byte[], Optional<byte[]>> mine =
                    i == 0 ? edits : edits.tailMap(page.children.get(i).bound, true);
            mine = i + 1 == page.count() ? mine : mine.headMap(page.children.get(i + 1).bound, false);
            list.add(apply(page.children.get(i), mine));
        }
        if (list.equals(page.children)) {
            return page;
        }
        settle(list);
        Node draft = new Node(page.level);
        draft.draft = true;
        draft.bound = page.bound;
        draft.children.addAll(list);
        TreeSet<byte[]> before = new TreeSet<>(PageInspector.UNSIGNED);
        before.addAll(page.keys());
        TreeSet<byte[]> added = new TreeSet<>(PageInspector.UNSIGNED);
        added.addAll(draft.keys());
        added.removeAll(before);
        draft.appended = !added.isEmpty() && Arrays.compareUnsigned(added.first(), before.last()) > 0;
        return draft;
    }

    private static void settle(List<Node> list) {
        for (int i = 0; i < list.size(); i++) {
            i += cut(list, i) - 1;
        }
        int i = 0;
        while (i < list.size()) {
            Node page = list.get(i);
            boolean right = i + 1 < list.size();
            if (!page.draft || list.size() == 1 || !page.underfull()) {
                i++;
            } else if (page.alone()) {
                i = right ? i : i - 1;
                join(list, i);
                cut(list, i);
            } else if (right && joined(list, i).fits()) {
                join(list, i);
            } else if (i > 0 && joined(list, i - 1).fits()) {
                i--;
                join(list, i);
            } else {
                i++;
            }
        }
    }

    private static Node joined(List<Node> list, int left) {
        Node joined = new Node(list.get(left).level);
        joined.draft = true;
        joined.bound = list.get(left).bound;
        for (Node part : list.subList(left, left + 2)) {
            joined.entries.putAll(part.entries);
            joined.children.addAll(part.children);
        }
        return joined;
    }

    private static void join(List<Node> list, int left) {
        Node joined = joined(list, left);
        if (joined.level > 0) {
            settle(joined.children);
        }
        list.set(left, joined);
        list.remove(left + 1);
    }

    private static int cut(List<Node> list, int index) {
        Node draft = list.get(index);
        if (!draft.draft || draft.fits()) {
            return 1;
        }
        int n = draft.count();
        List<Integer> starts = new ArrayList<>(List.of(n));
        while (starts.getLast() > 0) {
            int to = starts.getLast();
            int from = to - 1;
            while (from > 0 && draft.run(from - 1, to).fits()) {
                from--;
            }
            starts.add(from);
        }
        List<Node> pages = new ArrayList<>();
        int from = 0;
        for (int k = starts.size() - 2; k >= 1; k--) {
            int furthest = from + 1;
            while (furthest < n && draft.run(from, furthest + 1).fits()) {
                furthest++;
            }
            int least = Math.max(starts.get(k), from + draft.min());
            int most = Math.min(furthest, n - k * draft.min());
            int wanted = draft.appended ? most : even(draft, from, k);
            int to = Math.max(least, Math.min(most, wanted));
            pages.add(draft.run(from, to));
            from = to;
        }
        pages.add(draft.run(from, n));
        list.remove(index);
        list.addAll(index, pages);
        return pages.size();
    }

    private static int even(Node draft, int from, int k) {
        int prefix = draft.prefix();
        long all = 0;
        for (int i = from; i < draft.count(); i++) {
            all += draft.entry(i, prefix).length;
        }
        long before = 0;
        int e = from;
        while (e < draft.count() && (2 * before + draft.entry(e, prefix).length) * (k + 1) <= 2 * all) {
            before += draft.entry(e, prefix).length;
            e++;
        }
        return e;
    }

    private static byte[] separator(byte[] left, byte[] right) {
        int length = 1;
        while (Arrays.compareUnsigned(left, Arrays.copyOf(right, length)) >= 0) {
            length++;
        }
        return Arrays.copyOf(right, length);
    }

    private static void suffix(ByteArrayOutputStream out, byte[] key, int prefix) {
        varint(out, key.length - prefix);
        out.write(key, prefix, key.length - prefix);
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while (rest >= 128) {
            out.write((int) (rest % 128 + 128));
            rest /= 128;
        }
        out.write((int) rest);
    }
}
