package io.cairn.node.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** Writes structs in Thrift's compact protocol, which the headers and the footer of a Parquet file are in. */
final class Thrift {
    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int BYTE = 3;
    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int STRUCT = 12;
    private static final int SHORT_LIST_MAX = 14;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int field;

    /** The bytes of one struct. */
    static byte[] struct(Consumer<Thrift> fields) {
        Thrift thrift = new Thrift();
        fields.accept(thrift);
        thrift.out.write(0);
        return thrift.out.toByteArray();
    }

    Thrift flag(int id, boolean value) {
        return header(id, value ? TRUE : FALSE);
    }

    Thrift i8(int id, int value) {
        header(id, BYTE).out.write(value);
        return this;
    }

    Thrift i32(int id, int value) {
        return header(id, I32).zigzag(value);
    }

    Thrift i64(int id, long value) {
        return header(id, I64).zigzag(value);
    }

    Thrift text(int id, String value) {
        return header(id, BINARY).bytes(value);
    }

    Thrift struct(int id, Consumer<Thrift> fields) {
        header(id, STRUCT).out.writeBytes(struct(fields));
        return this;
    }

    Thrift structs(int id, List<Consumer<Thrift>> items) {
        header(id, LIST).listHeader(items.size(), STRUCT);
        items.forEach(item -> out.writeBytes(struct(item)));
        return this;
    }

    Thrift i32s(int id, int... items) {
        header(id, LIST).listHeader(items.length, I32);
        for (int item : items) {
            zigzag(item);
        }
        return this;
    }

    Thrift texts(int id, String... items) {
        header(id, LIST).listHeader(items.length, BINARY);
        for (String item : items) {
            bytes(item);
        }
        return this;
    }

    /** The number of a field is written as its distance from the one before; they must come in order. */
    private Thrift header(int id, int type) {
        out.write((id - field) << 4 | type);
        field = id;
        return this;
    }

    private void listHeader(int size, int type) {
        if (size <= SHORT_LIST_MAX) {
            out.write(size << 4 | type);
        } else {
            out.write(0xF0 | type);
            varint(size);
        }
    }

    private Thrift bytes(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        varint(bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    private Thrift zigzag(long value) {
        varint(value << 1 ^ value >> 63);
        return this;
    }

    private void varint(long value) {
        long left = value;
        while ((left & ~0x7FL) != 0) {
            out.write((int) (left & 0x7F | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }
}
