package io.cairn.engine.codec;

import io.cairn.engine.model.CairnException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The header of an archive: the DAG-CBOR of {@code {roots: [link…], version: 1}}. Written by hand, as
 * links are no values.
 */
final class CarHeader {
    /** A map of two, and the name "roots". */
    private static final byte[] ROOTS = HexFormat.of().parseHex("a265726f6f7473");

    /** Tag 42, a byte string of 37 bytes, and its first byte: the multibase prefix of plain bytes. */
    private static final byte[] LINK = HexFormat.of().parseHex("d82a582500");

    /** The name "version", and 1. */
    private static final byte[] VERSION = HexFormat.of().parseHex("6776657273696f6e01");

    /** The heads of an array of 0, and of one whose count is in a byte of its own. */
    private static final int ARRAY_OF_NONE = 0x80;

    private static final int ARRAY_COUNT_FOLLOWS = 0x98;
    private static final int COUNT_IN_HEAD_MAX = 23;

    static final int BYTES_MAX = ROOTS.length + 2 + Car.ROOTS_MAX * (LINK.length + Cid.BYTES) + VERSION.length;

    private CarHeader() {}

    static byte[] encode(List<Cid> roots) {
        ByteWriter out = new ByteWriter();
        out.bytes(ROOTS);
        ValueCodec.head(out, ValueCodec.ARRAY, roots.size());
        for (Cid root : roots) {
            out.bytes(LINK).bytes(root.toBytes());
        }
        return out.bytes(VERSION).toBytes();
    }

    static List<Cid> read(ByteReader in) {
        expect(in, ROOTS);
        int count = count(in);
        List<Cid> roots = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            expect(in, LINK);
            roots.add(Cid.read(in));
        }
        expect(in, VERSION);
        return roots;
    }

    private static int count(ByteReader in) {
        int at = in.position();
        int head = in.u8();
        int count = head == ARRAY_COUNT_FOLLOWS ? in.u8() : head - ARRAY_OF_NONE;
        boolean isShortest = (head == ARRAY_COUNT_FOLLOWS) == (count > COUNT_IN_HEAD_MAX);
        if (count < 1 || count > Car.ROOTS_MAX || !isShortest) {
            throw malformed(at, "it does not list 1 to " + Car.ROOTS_MAX + " roots");
        }
        return count;
    }

    private static void expect(ByteReader in, byte[] literal) {
        for (byte next : literal) {
            if ((byte) in.u8() != next) {
                throw malformed(in.position() - 1, "it is not {roots: [links], version: 1} in canonical DAG-CBOR");
            }
        }
    }

    private static CairnException.Incorrect malformed(int at, String what) {
        return new CairnException.Incorrect(Car.MALFORMED, "header", what + " (at byte " + at + ")");
    }
}
