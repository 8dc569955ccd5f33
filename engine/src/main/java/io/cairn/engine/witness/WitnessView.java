package io.cairn.engine.witness;

import io.cairn.engine.codec.Car;
import io.cairn.engine.model.Hash;
import io.cairn.engine.view.MapView;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state under a root that the caller trusts, read from the pages of a witness that nobody has to trust.
 *
 * <p>A read gives what the whole state would give, or throws {@link
 * io.cairn.engine.model.CairnException.ProofInvalid} whose {@code at} is the page's hash: {@code
 * witness-page-missing}, {@code witness-page-malformed}, {@code witness-level-wrong}, {@code witness-order-wrong},
 * {@code witness-count-wrong} or {@code witness-value-wrong}. It never guesses absence from what was left out.
 *
 * <p>Once the answer has been read, {@link #requireAllUsed()} closes the proof: a witness holds the pages that the
 * answer needs and no other. Not thread-safe.
 */
public final class WitnessView implements MapView {
    private final Hash root;
    private final WitnessPages pages;

    /**
     * Takes the pages of a witness, in any order, and hashes each of them.
     *
     * @throws io.cairn.engine.model.CairnException.ProofInvalid with {@code witness-too-large} over 65,536 pages or
     *     16 MiB, with {@code witness-page-duplicate} where a page is there twice
     */
    public WitnessView(Hash root, Collection<byte[]> pages) {
        this(root, WitnessPages.hashing(pages));
    }

    /** Shares pages with views of other roots. */
    public WitnessView(Hash root, WitnessPages pages) {
        this.root = root;
        this.pages = pages;
    }

    /** Takes the pages as blocks, which know their hashes; fails as the constructor does. */
    public static WitnessView of(Hash root, List<Car.Block> pages) {
        return new WitnessView(root, WitnessPages.of(pages));
    }

    /** Reads from pages that may still grow in number. */
    public static WitnessView over(Hash root, WitnessPages pages) {
        return new WitnessView(root, pages);
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        LeafPage leaf = LeafPath.covering(key, root, pages).leaf();
        int index = leaf.keys().below(key);
        return leaf.keys().holdsAt(index, key) ? leaf.value(index, pages) : null;
    }

    @Override
    public Cursor seek(byte[] key) {
        LeafPath path = LeafPath.covering(key, root, pages);
        return new WitnessCursor(path, path.leaf().keys().below(key), pages);
    }

    @Override
    public long rank(byte[] key) {
        LeafPath path = LeafPath.covering(key, root, pages);
        return path.entriesBefore() + path.leaf().keys().below(key);
    }

    /**
     * Refuses a witness that holds a page which no read so far has needed, with {@code witness-page-surplus}.
     */
    public void requireAllUsed() {
        pages.requireAllUsed();
    }
}
