package io.cairn.engine.state;

import io.cairn.engine.view.MapView;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Edits by key, an empty optional for a deleted one. Immutable: what is put or removed makes another that shares all nodes
 * but those on one path, so that a state can be kept for as long as somebody reads it while more is edited. An AVL tree,
 * whose depth no choice of keys can raise.
 */
final class SortedEdits {
    private static final int UNKNOWN = Integer.MIN_VALUE;

    static final SortedEdits NONE = new SortedEdits(null);

    private final @Nullable Node root;

    private SortedEdits(@Nullable Node root) {
        this.root = root;
    }

    /** One edit, with what lies below and above it. */
    private static final class Node {
        private final Edit edit;
        private final @Nullable Node left;
        private final @Nullable Node right;
        private final int height;

        /** How many entries more the edits make, once {@link #steadyRank} has asked: every thread finds the same. */
        private int more = UNKNOWN;

        Node(Edit edit, @Nullable Node left, @Nullable Node right) {
            this.edit = edit;
            this.left = left;
            this.right = right;
            this.height = 1 + Math.max(heightOf(left), heightOf(right));
        }

        static int moreOf(@Nullable Node node, MapView base) {
            if (node == null) {
                return 0;
            }
            int known = node.more;
            if (known == UNKNOWN) {
                known = node.edit.steadyMore(base) + moreOf(node.left, base) + moreOf(node.right, base);
                node.more = known;
            }
            return known;
        }

        static int heightOf(@Nullable Node node) {
            return node == null ? 0 : node.height;
        }

        /** Below 0 where a key comes before this one's. */
        int compare(byte[] key) {
            return Arrays.compareUnsigned(key, edit.key);
        }
    }

    /** What a key holds; nothing where it is deleted. */
    static final class Edit {
        private final byte[] key;
        private final Optional<byte[]> value;
        private int more = UNKNOWN;

        Edit(byte[] key, Optional<byte[]> value) {
            this.key = key;
            this.value = value;
        }

        byte[] key() {
            return key;
        }

        Optional<byte[]> value() {
            return value;
        }

        /** How many entries more it makes, -1 to 1. */
        private int more(MapView base) {
            return (value.isPresent() ? 1 : 0) - (base.get(key) == null ? 0 : 1);
        }

        private int steadyMore(MapView base) {
            int known = more;
            if (known == UNKNOWN) {
                known = more(base);
                more = known;
            }
            return known;
        }
    }

    SortedEdits put(byte[] key, Optional<byte[]> value) {
        return new SortedEdits(put(root, new Edit(key, value)));
    }

    private static Node put(@Nullable Node node, Edit edit) {
        if (node == null) {
            return new Node(edit, null, null);
        }
        int order = node.compare(edit.key);
        if (order == 0) {
            return new Node(edit, node.left, node.right);
        }
        return order < 0
                ? balanced(node.edit, put(node.left, edit), node.right)
                : balanced(node.edit, node.left, put(node.right, edit));
    }

    /** Without an edit of the key. */
    SortedEdits remove(byte[] key) {
        return new SortedEdits(remove(root, key));
    }

    private static @Nullable Node remove(@Nullable Node node, byte[] key) {
        if (node == null) {
            return null;
        }
        int order = node.compare(key);
        if (order < 0) {
            return balanced(node.edit, remove(node.left, key), node.right);
        }
        if (order > 0) {
            return balanced(node.edit, node.left, remove(node.right, key));
        }
        if (node.left == null || node.right == null) {
            return node.left == null ? node.right : node.left;
        }
        Node next = node.right;
        while (next.left != null) {
            next = next.left;
        }
        return balanced(next.edit, node.left, remove(node.right, next.edit.key));
    }

    /** A node over two subtrees whose heights differ by two at most. */
    private static Node balanced(Edit edit, @Nullable Node left, @Nullable Node right) {
        int slope = Node.heightOf(left) - Node.heightOf(right);
        if (left != null && slope > 1) {
            Node inner = left.right;
            return inner == null || Node.heightOf(left.left) >= inner.height
                    ? new Node(left.edit, left.left, new Node(edit, inner, right))
                    : new Node(
                            inner.edit, new Node(left.edit, left.left, inner.left), new Node(edit, inner.right, right));
        }
        if (right != null && slope < -1) {
            Node inner = right.left;
            return inner == null || Node.heightOf(right.right) >= inner.height
                    ? new Node(right.edit, new Node(edit, left, inner), right.right)
                    : new Node(
                            inner.edit,
                            new Node(edit, left, inner.left),
                            new Node(right.edit, inner.right, right.right));
        }
        return new Node(edit, left, right);
    }

    /** What was done to a key; null where nothing was. */
    @Nullable
    Edit find(byte[] key) {
        Node node = root;
        while (node != null) {
            int order = node.compare(key);
            if (order == 0) {
                return node.edit;
            }
            node = order < 0 ? node.left : node.right;
        }
        return null;
    }

    /** The edit of the lowest key from this one on. */
    @Nullable
    Edit ceiling(byte[] key) {
        return above(key, true);
    }

    /** The edit of the lowest key above this one. */
    @Nullable
    Edit higher(byte[] key) {
        return above(key, false);
    }

    private @Nullable Edit above(byte[] key, boolean orSame) {
        Edit best = null;
        Node node = root;
        while (node != null) {
            int order = node.compare(key);
            if (order < 0 || orSame && order == 0) {
                best = node.edit;
                node = node.left;
            } else {
                node = node.right;
            }
        }
        return best;
    }

    /** The edit of the highest key below this one. */
    @Nullable
    Edit lower(byte[] key) {
        Edit best = null;
        Node node = root;
        while (node != null) {
            if (node.compare(key) > 0) {
                best = node.edit;
                node = node.right;
            } else {
                node = node.left;
            }
        }
        return best;
    }

    /** How many entries a view has below a key, once the edits are made on it. */
    long rank(MapView base, byte[] key) {
        return base.rank(key) + more(root, base, key);
    }

    private static long more(@Nullable Node node, MapView base, byte[] key) {
        if (node == null) {
            return 0;
        }
        long left = more(node.left, base, key);
        if (node.compare(key) <= 0) {
            return left;
        }
        return left + node.edit.more(base) + more(node.right, base, key);
    }

    /**
     * The same over a view that holds the same whenever it is asked: what it holds of an edited key it is asked once. What
     * must be read each time, so that a witness holds it, is counted by {@link #rank}.
     */
    long steadyRank(MapView base, byte[] key) {
        long more = 0;
        Node node = root;
        while (node != null) {
            if (node.compare(key) > 0) {
                more += node.edit.steadyMore(base) + Node.moreOf(node.left, base);
                node = node.right;
            } else {
                node = node.left;
            }
        }
        return base.rank(key) + more;
    }
}
