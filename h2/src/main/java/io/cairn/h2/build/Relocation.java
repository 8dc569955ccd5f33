package io.cairn.h2.build;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Moves {@code org.h2} to {@code io.cairn.h2} in a class file.
 *
 * <p>Moves {@code java.util.regex} to RE2/J at the same time, which has the same types and takes linear time.
 *
 * <p>Every name in a class file, in code, descriptors, signatures and string constants alike, is a UTF-8 entry of its
 * constant pool and is referred to by number. So only these entries change, and the rest is copied as it is.
 */
final class Relocation {
    private static final int CONSTANT_UTF8 = 1;
    private static final int HEADER_BYTES = 8;

    private Relocation() {}

    /** The name or text as it stands in the relocated classes. */
    static String relocate(String text) {
        return text.replace("org/h2/", "io/cairn/h2/")
                .replace("org.h2.", "io.cairn.h2.")
                .replace("java/util/regex/", "com/google/re2j/");
    }

    /**
     * A class file with all its names moved.
     *
     * @throws IOException if the bytes are no class file
     */
    static byte[] relocate(byte[] classFile) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(classFile.length + 1024);
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(in.readNBytes(HEADER_BYTES));
        int count = in.readUnsignedShort();
        out.writeShort(count);
        int index = 1;
        while (index < count) {
            index += copyConstant(in, out);
        }
        in.transferTo(out);
        return bytes.toByteArray();
    }

    /** Copies one entry and returns how many numbers it takes. */
    private static int copyConstant(DataInputStream in, DataOutputStream out) throws IOException {
        int tag = in.readUnsignedByte();
        out.writeByte(tag);
        if (tag == CONSTANT_UTF8) {
            out.writeUTF(relocate(in.readUTF()));
            return 1;
        }
        int length = switch (tag) {
            case 7, 8, 16, 19, 20 -> 2;
            case 15 -> 3;
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
            case 5, 6 -> 8;
            default -> throw new IOException("no constant has the tag " + tag);
        };
        out.write(in.readNBytes(length));
        return length == 8 ? 2 : 1;
    }
}
