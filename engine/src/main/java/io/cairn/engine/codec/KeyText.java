package io.cairn.engine.codec;

import io.cairn.engine.model.Value;

/** Reads the escaped CESU-8 of texts in keys, accepting only what {@link KeyWriter} writes. */
final class KeyText {
    private KeyText() {}

    static String read(ByteReader in) {
        int start = in.position();
        StringBuilder text = new StringBuilder();
        while (true) {
            int next = in.u8();
            if (next != KeyCodec.ZERO) {
                text.append(unit(in, next));
            } else if (!isZeroItself(in)) {
                break;
            } else {
                text.append('\0');
            }
        }
        String read = text.toString();
        if (!Value.Text.isWellFormed(read)) {
            throw in.malformed(start, "text holds a lone surrogate");
        }
        return read;
    }

    private static boolean isZeroItself(ByteReader in) {
        int kind = in.u8();
        if (kind != KeyCodec.ZERO_ITSELF && kind != KeyCodec.END) {
            throw in.malformed(in.position() - 1, "a zero is followed by byte " + kind);
        }
        return kind == KeyCodec.ZERO_ITSELF;
    }

    private static char unit(ByteReader in, int first) {
        int start = in.position() - 1;
        if (first < 0x80) {
            return (char) first;
        }
        if (first >= 0xc2 && first < 0xe0) {
            return (char) (((first & 0x1f) << 6) | continuation(in));
        }
        if (first >= 0xe0 && first < 0xf0) {
            int unit = ((first & 0x0f) << 12) | (continuation(in) << 6) | continuation(in);
            if (unit >= 0x800) {
                return (char) unit;
            }
        }
        throw in.malformed(start, "invalid CESU-8");
    }

    private static int continuation(ByteReader in) {
        int next = in.u8();
        if (next >> 6 != 0b10) {
            throw in.malformed(in.position() - 1, "invalid CESU-8");
        }
        return next & 0x3f;
    }
}
