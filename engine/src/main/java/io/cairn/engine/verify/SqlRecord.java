package io.cairn.engine.verify;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.codec.ValueCodec;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The bytes of an {@link SqlAnswer}'s record: a DAG-CBOR map, its keys by length, then by bytes. Its lists and entries
 * may be longer than a value is allowed to be, so that their heads are written here; every part is a value.
 */
final class SqlRecord {
    static final int BLOCKS_MAX = 16_384;
    static final int ENTRIES_MAX = 16_384;
    static final int ENTRY_BYTES_MAX = 24 << 20;

    private static final long VERSION = 2;
    private static final String KIND = "sql";
    private static final int FIELDS = 11;
    private static final int MAP = 0xA0;
    private static final int ARRAY = 0x80;
    private static final int BYTES = 0x40;
    private static final int INFO = 0x1F;
    private static final int SHORT_MAX = 23;
    private static final int ONE_BYTE = 24;
    private static final int TWO_BYTES = 25;
    private static final int FOUR_BYTES = 26;

    private SqlRecord() {}

    static byte[] encode(SqlAnswer answer) {
        ByteWriter out = new ByteWriter(1024).u8(MAP | FIELDS);
        field(out, "v", Value.of(VERSION));
        field(out, "sql", Value.of(answer.question().text()));
        field(out, "kind", Value.of(KIND));
        name(out, "blocks");
        head(out, ARRAY, answer.blocks().size());
        answer.blocks().forEach(block -> write(out, block));
        field(out, "caller", Value.of(answer.question().caller()));
        field(out, "header", Value.of(answer.header()));
        field(out, "oldest", Value.of(answer.oldest()));
        name(out, "entries");
        head(out, ARRAY, answer.entries().size());
        answer.entries().forEach(entry -> write(out, entry));
        field(out, "database", Value.of(answer.question().database()));
        field(out, "checkpoint", Value.of(answer.checkpoint()));
        field(out, "parameters", new Value.Array(answer.question().parameters()));
        return out.toBytes();
    }

    private static void write(ByteWriter out, SignedBlock block) {
        out.u8(MAP | 3);
        field(out, "proof", hashes(block.proof()));
        field(out, "header", Value.of(block.header()));
        field(out, "checkpoint", Value.of(block.checkpoint()));
    }

    private static void write(ByteWriter out, LoggedEntry entry) {
        out.u8(MAP | 2);
        name(out, "entry");
        head(out, BYTES, entry.entry().length);
        out.bytes(entry.entry());
        field(out, "proof", hashes(entry.proof()));
    }

    /** Reads a record; refuses what {@link #encode} would not have written. */
    static SqlAnswer decode(byte[] record) {
        ByteReader in = new ByteReader(record);
        require(in.u8() == (MAP | FIELDS) && Value.of(VERSION).equals(expect(in, "v")));
        String text = text(expect(in, "sql"));
        require(Value.of(KIND).equals(expect(in, "kind")));
        List<SignedBlock> blocks = blocks(in);
        String caller = text(expect(in, "caller"));
        byte[] header = bytes(expect(in, "header"));
        if (!(expect(in, "oldest") instanceof Value.Int oldest)) {
            throw malformed();
        }
        List<LoggedEntry> entries = entries(in);
        String database = text(expect(in, "database"));
        String checkpoint = text(expect(in, "checkpoint"));
        if (!(expect(in, "parameters") instanceof Value.Array parameters)) {
            throw malformed();
        }
        in.expectEnd();
        SqlQuestion question = new SqlQuestion(database, text, parameters.values(), caller);
        SqlAnswer answer = new SqlAnswer(question, header, checkpoint, oldest.value(), blocks, entries);
        if (!Arrays.equals(encode(answer), record)) {
            throw Answer.malformed("the record is not in canonical form");
        }
        return answer;
    }

    private static List<SignedBlock> blocks(ByteReader in) {
        requireName(in, "blocks");
        int count = head(in, ARRAY, BLOCKS_MAX);
        List<SignedBlock> blocks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            require(in.u8() == (MAP | 3));
            List<Hash> proof = hashes(expect(in, "proof"));
            byte[] header = bytes(expect(in, "header"));
            blocks.add(new SignedBlock(header, text(expect(in, "checkpoint")), proof));
        }
        return blocks;
    }

    private static List<LoggedEntry> entries(ByteReader in) {
        requireName(in, "entries");
        int count = head(in, ARRAY, ENTRIES_MAX);
        List<LoggedEntry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            require(in.u8() == (MAP | 2));
            requireName(in, "entry");
            byte[] entry = in.bytes(head(in, BYTES, ENTRY_BYTES_MAX));
            entries.add(new LoggedEntry(entry, hashes(expect(in, "proof"))));
        }
        return entries;
    }

    private static void head(ByteWriter out, int major, int count) {
        if (count <= SHORT_MAX) {
            out.u8(major | count);
        } else if (count <= 0xFF) {
            out.u8(major | ONE_BYTE).u8(count);
        } else if (count <= 0xFFFF) {
            out.u8(major | TWO_BYTES).u16(count);
        } else {
            out.u8(major | FOUR_BYTES).u32(count);
        }
    }

    private static int head(ByteReader in, int major, int max) {
        int first = in.u8();
        require((first & ~INFO) == major);
        long count = switch (first & INFO) {
            case ONE_BYTE -> in.u8();
            case TWO_BYTES -> in.u16();
            case FOUR_BYTES -> in.u32();
            default -> first & INFO;
        };
        require(count <= max);
        return (int) count;
    }

    private static void field(ByteWriter out, String name, Value value) {
        name(out, name);
        ValueCodec.encode(value, out);
    }

    private static void name(ByteWriter out, String name) {
        ValueCodec.encode(Value.of(name), out);
    }

    private static Value expect(ByteReader in, String name) {
        requireName(in, name);
        return ValueCodec.decode(in);
    }

    private static void requireName(ByteReader in, String name) {
        require(Value.of(name).equals(ValueCodec.decode(in)));
    }

    private static String text(Value value) {
        if (value instanceof Value.Text text) {
            return text.value();
        }
        throw malformed();
    }

    private static byte[] bytes(Value value) {
        if (value instanceof Value.Bytes bytes) {
            return bytes.value();
        }
        throw malformed();
    }

    private static Value hashes(List<Hash> hashes) {
        List<Value> values = new ArrayList<>(hashes.size());
        hashes.forEach(hash -> values.add(Value.of(hash.toBytes())));
        return new Value.Array(values);
    }

    private static List<Hash> hashes(Value value) {
        if (!(value instanceof Value.Array array)) {
            throw malformed();
        }
        List<Hash> hashes = new ArrayList<>();
        for (Value each : array.values()) {
            byte[] hash = bytes(each);
            require(hash.length == Hash.BYTES);
            hashes.add(Hash.of(hash));
        }
        return hashes;
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw malformed();
        }
    }

    private static RuntimeException malformed() {
        return Answer.malformed("the record is not that of an answer in SQL");
    }
}
