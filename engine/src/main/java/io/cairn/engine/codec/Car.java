package io.cairn.engine.codec;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Check;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A content-addressable archive (<a href="https://ipld.io/specs/transport/car/carv1/">CARv1</a>): blocks
 * with their identifiers, and which of them to begin with. {@link #read} checks every block against
 * its identifier, so a {@code Car} that was read holds what its identifiers say.
 *
 * @param roots at least one identifier, not necessarily of a block in the archive
 * @param blocks blocks in the order of the archive, none twice
 */
public record Car(List<Cid> roots, List<Block> blocks) {
    /** The code for bytes that are no archive of this form. */
    public static final String MALFORMED = "car-malformed";

    /** The code for an archive beyond the limits that the reader was given. */
    public static final String TOO_LARGE = "car-too-large";

    /** The code for a block that its identifier does not identify. */
    public static final String BLOCK_MISMATCH = "car-block-mismatch";

    /** How many roots an archive may have. */
    public static final int ROOTS_MAX = 64;

    /** Copies the lists; refuses an archive without roots or with a block twice. */
    public Car {
        roots = List.copyOf(roots);
        blocks = List.copyOf(blocks);
        Check.argument(!roots.isEmpty() && roots.size() <= ROOTS_MAX, "roots", "an archive has 1 to 64 roots");
        Set<Cid> seen = new TreeSet<>();
        for (Block block : blocks) {
            if (!seen.add(block.cid())) {
                throw new CairnException.Incorrect(MALFORMED, "blocks", "the block " + block.cid() + " is repeated");
            }
        }
    }

    /** Bytes and their identifier, which was computed from them or held against them: there is no other block. */
    public static final class Block {
        private final Cid cid;
        private final byte[] data;

        private Block(Cid cid, byte[] data) {
            this.cid = cid;
            this.data = data;
        }

        /** A block with the identifier of its data, which is not copied. */
        public static Block of(Cid.Codec codec, byte[] data) {
            return new Block(Cid.of(codec, data), data);
        }

        /** The identifier. */
        public Cid cid() {
            return cid;
        }

        /** The bytes, not copied; whoever changes them breaks the block. */
        public byte[] data() {
            return data;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Block block && cid.equals(block.cid) && Arrays.equals(data, block.data);
        }

        @Override
        public int hashCode() {
            return 31 * cid.hashCode() + Arrays.hashCode(data);
        }

        @Override
        public String toString() {
            return cid + " (" + data.length + " bytes)";
        }
    }

    /**
     * How much a reader takes from a stranger.
     *
     * @param bytesMax bytes of the whole archive
     * @param blocksMax number of blocks
     * @param blockBytesMax bytes of the data of one block
     */
    public record Limits(int bytesMax, int blocksMax, int blockBytesMax) {}

    /** The bytes of this archive; the same blocks in the same order give the same bytes. */
    public byte[] toBytes() {
        CarWriter out = new CarWriter(roots);
        for (Block block : blocks) {
            out.block(block.cid(), block.data());
        }
        return out.toBytes();
    }

    /**
     * The archive of exactly these bytes. A block that does not match its identifier fails as {@code
     * ProofInvalid} of code {@code car-block-mismatch}.
     */
    public static Car read(byte[] bytes, Limits limits) {
        if (bytes.length > limits.bytesMax()) {
            throw tooLarge("more than " + limits.bytesMax() + " bytes");
        }
        ByteReader in = new ByteReader(bytes);
        int headerLength = in.count(CarHeader.BYTES_MAX);
        int headerEnd = in.position() + headerLength;
        List<Cid> roots = CarHeader.read(in);
        if (in.position() != headerEnd) {
            throw new CairnException.Incorrect(MALFORMED, "header", "the header's length is wrong");
        }
        List<Block> blocks = new ArrayList<>();
        while (in.remaining() > 0) {
            if (blocks.size() == limits.blocksMax()) {
                throw tooLarge("more than " + limits.blocksMax() + " blocks");
            }
            blocks.add(block(in, limits, blocks.size()));
        }
        return new Car(roots, blocks);
    }

    private static Block block(ByteReader in, Limits limits, int index) {
        int start = in.position();
        long length = in.varint();
        if (length - Cid.BYTES > limits.blockBytesMax()) {
            throw tooLarge("a block of more than " + limits.blockBytesMax() + " bytes at byte " + start);
        }
        if (length < Cid.BYTES) {
            throw new CairnException.Incorrect(
                    MALFORMED, "blocks/" + index, "a block is too short for its identifier, at byte " + start);
        }
        Cid cid = Cid.read(in);
        byte[] data = in.bytes((int) length - Cid.BYTES);
        if (!cid.matches(data)) {
            throw new CairnException.ProofInvalid(
                    BLOCK_MISMATCH, "blocks/" + index, "the block at byte " + start + " is not " + cid);
        }
        return new Block(cid, data);
    }

    private static CairnException.Incorrect tooLarge(String what) {
        return new CairnException.Incorrect(TOO_LARGE, "", "archive beyond the limits: " + what);
    }
}
