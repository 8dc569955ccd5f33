package io.cairn.engine.mutation;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.model.CairnException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A block of another database, as far as an entry carries it for rules to read: its signed header and pages of the state
 * after it. Nothing of it is believed before it is checked. Bytes: length (u8) and bytes of the database's address, the
 * node's key (32 bytes), then with their lengths as varints the header and the checkpoint, the number of pages (varint)
 * and each page with its length.
 *
 * @param database the address of the other database
 * @param node the Ed25519 key of the node that has signed the block
 * @param header the canonical bytes of the block's header
 * @param checkpoint the text of the node's signed note about it
 * @param pages pages of the state, in any order
 */
public record LinkedBlock(String database, byte[] node, byte[] header, String checkpoint, List<byte[]> pages) {
    /** The most blocks of other databases that one entry carries. */
    public static final int BLOCKS_MAX = 16;

    /** The most bytes that all of them have together. */
    public static final int BYTES_MAX = 1 << 20;

    /** The length of a node's key. */
    public static final int NODE_BYTES = 32;

    private static final int PAGES_MAX = 4_096;

    /** Copies the list. */
    public LinkedBlock {
        pages = List.copyOf(pages);
    }

    /** The bytes of all, which one entry carries: their number (u8), then each of them. */
    static byte[] encode(List<LinkedBlock> blocks) {
        ByteWriter out = new ByteWriter(4_096).u8(blocks.size());
        blocks.forEach(block -> block.append(out));
        return out.toBytes();
    }

    private void append(ByteWriter out) {
        byte[] address = database.getBytes(StandardCharsets.UTF_8);
        out.u8(address.length).bytes(address).bytes(node).prefixed(header);
        out.prefixed(checkpoint.getBytes(StandardCharsets.UTF_8)).varint(pages.size());
        pages.forEach(out::prefixed);
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws CairnException.Incorrect {@code link-malformed} where they are too many, too large, or not in ascending order
     *     of database and key, each once
     */
    static List<LinkedBlock> decode(ByteReader in) {
        int from = in.position();
        int count = in.u8();
        require(count >= 1 && count <= BLOCKS_MAX, "an entry carries 1 to " + BLOCKS_MAX + " blocks");
        List<LinkedBlock> blocks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            LinkedBlock block = read(in);
            require(blocks.isEmpty() || blocks.getLast().isBefore(block), "blocks ascend by database and key");
            blocks.add(block);
        }
        require(in.position() - from <= BYTES_MAX, "the blocks have at most " + BYTES_MAX + " bytes");
        return List.copyOf(blocks);
    }

    private static LinkedBlock read(ByteReader in) {
        String database = in.utf8(in.u8());
        byte[] node = in.bytes(NODE_BYTES);
        byte[] header = in.prefixed(BYTES_MAX);
        byte[] checkpoint = in.prefixed(BYTES_MAX);
        int count = in.count(PAGES_MAX);
        List<byte[]> pages = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            pages.add(in.prefixed(BYTES_MAX));
        }
        return new LinkedBlock(database, node, header, new ByteReader(checkpoint).utf8(checkpoint.length), pages);
    }

    private boolean isBefore(LinkedBlock other) {
        int order = database.compareTo(other.database);
        return order < 0 || order == 0 && Arrays.compareUnsigned(node, other.node) < 0;
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new CairnException.Incorrect("link-malformed", "linked", what);
        }
    }
}
