package io.cairn.engine.witness;

import io.cairn.engine.codec.Car;
import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The pages of one witness under their true hashes, and which of them a read has needed. */
public final class WitnessPages {
    /** The most pages a witness may have. */
    public static final int PAGES_MAX = 65_536;

    /** The most bytes all pages of a witness may have together: 16 MiB. */
    public static final int BYTES_MAX = 16 << 20;

    /** The most bytes that all pages of one transaction may have together: 256 MiB. */
    static final long GROWN_BYTES_MAX = 256L << 20;

    private static final byte VALUE_PAGE = (byte) 0xC2;

    private static final class Held {
        private final byte[] bytes;
        private boolean used;
        private @Nullable TreePage decoded;

        private Held(byte[] bytes) {
            this.bytes = bytes;
        }
    }

    private final Map<Hash, Held> held = new LinkedHashMap<>();
    private @Nullable Hash missing;
    private long grownBytes;

    private WitnessPages() {}

    /** Copies and hashes each page; the copy keeps the bytes that were hashed out of the caller's reach. */
    public static WitnessPages hashing(Collection<byte[]> pages) {
        requireLimits(pages.size(), pages.stream());
        WitnessPages witness = new WitnessPages();
        for (byte[] page : pages) {
            byte[] bytes = page.clone();
            witness.add(Sha256.hash(bytes), bytes);
        }
        return witness;
    }

    /** Takes blocks, whose hashes are known to be true. */
    public static WitnessPages of(List<Car.Block> pages) {
        requireLimits(pages.size(), pages.stream().map(Car.Block::data));
        WitnessPages witness = new WitnessPages();
        for (Car.Block page : pages) {
            witness.add(page.cid().digest(), page.data());
        }
        return witness;
    }

    /** No pages yet. */
    public static WitnessPages growing() {
        return new WitnessPages();
    }

    /** Takes further blocks, known ones again too; {@code witness-too-large} beyond what a transaction may read. */
    public void grow(List<Car.Block> pages) {
        requireLimits(pages.size(), pages.stream().map(Car.Block::data));
        for (Car.Block page : pages) {
            if (held.putIfAbsent(page.cid().digest(), new Held(page.data())) == null) {
                grownBytes += page.data().length;
            }
        }
        if (grownBytes > GROWN_BYTES_MAX) {
            throw new CairnException.ProofInvalid(
                    "witness-too-large", "", "a transaction reads at most " + GROWN_BYTES_MAX + " bytes of pages");
        }
    }

    private void add(Hash hash, byte[] bytes) {
        if (held.putIfAbsent(hash, new Held(bytes)) != null) {
            throw new CairnException.ProofInvalid(
                    "witness-page-duplicate", hash.hex(), "the witness holds this page twice");
        }
    }

    /** The tree page with this hash, decoded and checked on its own; counts as used from now on. */
    TreePage tree(Hash hash) {
        Held page = use(hash);
        TreePage decoded = page.decoded;
        if (decoded == null) {
            decoded = PageParser.parse(hash, page.bytes);
            page.decoded = decoded;
        }
        return decoded;
    }

    /** The value of {@code length} bytes that the value page with this hash must hold; counts as used. */
    byte[] value(Hash hash, int length) {
        byte[] bytes = use(hash).bytes;
        if (bytes.length == 0 || bytes[0] != VALUE_PAGE) {
            throw PageInput.malformed(hash, "not a value page of version 1");
        }
        if (bytes.length - 1 != length) {
            throw new CairnException.ProofInvalid(
                    "witness-value-wrong",
                    hash.hex(),
                    "the value page holds " + (bytes.length - 1) + " bytes where its leaf says " + length);
        }
        return Arrays.copyOfRange(bytes, 1, bytes.length);
    }

    /** Also refuses where a page was missing: whoever read may have got over that failure, as H2 does with catalogs. */
    public void requireAllUsed() {
        if (missing != null) {
            throw missing(missing);
        }
        held.forEach((hash, page) -> {
            if (!page.used) {
                throw new CairnException.ProofInvalid(
                        "witness-page-surplus", hash.hex(), "the answer does not need this page");
            }
        });
    }

    /** Fails where a page was missing since the last call. */
    public void requireFound() {
        Hash lacked = missing;
        missing = null;
        if (lacked != null) {
            throw missing(lacked);
        }
    }

    private Held use(Hash hash) {
        Held page = held.get(hash);
        if (page == null) {
            missing = hash;
            throw missing(hash);
        }
        page.used = true;
        return page;
    }

    private static CairnException.ProofInvalid missing(Hash hash) {
        return new CairnException.ProofInvalid(
                "witness-page-missing", hash.hex(), "the answer needs a page that the witness lacks");
    }

    private static void requireLimits(int count, Stream<byte[]> pages) {
        if (count > PAGES_MAX) {
            throw new CairnException.ProofInvalid(
                    "witness-too-large", "", "a witness has at most " + PAGES_MAX + " pages, got " + count);
        }
        long bytes = pages.mapToLong(page -> page.length).sum();
        if (bytes > BYTES_MAX) {
            throw new CairnException.ProofInvalid(
                    "witness-too-large", "", "a witness has at most " + BYTES_MAX + " bytes, got " + bytes);
        }
    }
}
