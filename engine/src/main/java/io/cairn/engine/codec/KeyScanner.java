package io.cairn.engine.codec;

import io.cairn.engine.model.CairnException;

/** Finds the end of one index field without decoding it. */
final class KeyScanner {
    private final byte[] key;
    private final int inversion;
    private int position;
    private boolean truncated;

    private KeyScanner(byte[] key, int from, int inversion) {
        this.key = key;
        this.position = from;
        this.inversion = inversion;
        value(0);
    }

    static KeyScanner ascending(byte[] key, int from) {
        return new KeyScanner(key, from, 0);
    }

    static KeyScanner descending(byte[] key, int from) {
        return new KeyScanner(key, from, 0xff);
    }

    int end() {
        return position;
    }

    boolean isTruncated() {
        return truncated;
    }

    private void value(int depth) {
        int tag = next();
        switch (tag) {
            case KeyCodec.NULL, KeyCodec.FALSE, KeyCodec.TRUE -> {}
            case KeyCodec.NUMBER -> number();
            case KeyCodec.TEXT, KeyCodec.BYTES -> body();
            case KeyCodec.ARRAY -> elements(depth + 1);
            case KeyCodec.OBJECT -> fields(depth + 1);
            default -> {
                if (tag != KeyCodec.CUT || depth == 0) {
                    throw malformed("no index field begins with byte " + tag);
                }
                truncated = true;
            }
        }
    }

    private void number() {
        if (key.length - position < KeyCodec.NUMBER_BYTES) {
            throw malformed("a number ends early");
        }
        position += KeyCodec.NUMBER_BYTES;
    }

    private void elements(int depth) {
        ValueCodec.checkDepth(depth);
        while (!truncated && !isEnd()) {
            value(depth);
        }
    }

    private void fields(int depth) {
        ValueCodec.checkDepth(depth);
        while (!truncated && !isEnd()) {
            int mark = next();
            if (mark == KeyCodec.CUT) {
                truncated = true;
            } else if (mark == KeyCodec.FIELD) {
                body();
                if (!truncated) {
                    value(depth);
                }
            } else {
                throw malformed("no field of an object begins with byte " + mark);
            }
        }
    }

    private void body() {
        while (true) {
            if (next() == KeyCodec.ZERO) {
                int kind = next();
                if (kind == KeyCodec.END) {
                    return;
                }
                if (kind == KeyCodec.ZERO_CUT) {
                    truncated = true;
                    return;
                }
                if (kind != KeyCodec.ZERO_ITSELF) {
                    throw malformed("a zero is followed by byte " + kind);
                }
            }
        }
    }

    /** Steps over an end byte if one is next. */
    private boolean isEnd() {
        if (next() == KeyCodec.END) {
            return true;
        }
        position--;
        return false;
    }

    private int next() {
        if (position >= key.length) {
            throw malformed("an index field ends early");
        }
        return (key[position++] ^ inversion) & 0xff;
    }

    private CairnException.Incorrect malformed(String what) {
        return new CairnException.Incorrect(ByteReader.MALFORMED, "", what + " (before byte " + position + ")");
    }
}
