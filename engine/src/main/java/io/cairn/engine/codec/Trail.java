package io.cairn.engine.codec;

import org.jspecify.annotations.Nullable;

/** Where a decoder stands within a value; becomes text only when something is wrong there. */
final class Trail {
    private final String prefix;
    private final @Nullable String[] names = new @Nullable String[ValueCodec.DEPTH_MAX + 1];
    private final int[] indexes = new int[ValueCodec.DEPTH_MAX + 1];
    private int depth;

    Trail(String prefix) {
        this.prefix = prefix;
    }

    void enter(String name) {
        names[depth++] = name;
    }

    void enter(int index) {
        names[depth] = null;
        indexes[depth++] = index;
    }

    void leave() {
        depth--;
    }

    /** The path with slashes, such as {@code documents/3/age}; empty at the root. */
    String path() {
        StringBuilder path = new StringBuilder(prefix);
        for (int i = 0; i < depth; i++) {
            if (!path.isEmpty()) {
                path.append('/');
            }
            String name = names[i];
            if (name == null) {
                path.append(indexes[i]);
            } else {
                path.append(name);
            }
        }
        return path.toString();
    }
}
