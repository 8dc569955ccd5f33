package io.cairn.client.api;

import org.jspecify.annotations.Nullable;

/**
 * How to read.
 *
 * @param proved whether the answer must carry a proof, which is then checked
 * @param at the height of the block to read at, or null for the newest
 * @param after the sequence of an entry that the answer must include, or 0
 * @param provedOnly whether a question in SQL fails where the rights allow no proof
 * @param whole whether the proof of an answer in SQL can be checked by itself, so that it is fit to be kept; else it
 *     leaves out what is known here already: the catalog
 */
public record ReadOptions(boolean proved, @Nullable Long at, long after, boolean provedOnly, boolean whole) {
    /** Options for answers in SQL of the best class that the rights allow. */
    public ReadOptions(boolean proved, @Nullable Long at, long after) {
        this(proved, at, after, false, false);
    }

    /** A proved answer from the newest block. */
    public static final ReadOptions PROVED = new ReadOptions(true, null, 0);

    /** The node's word from the newest block. */
    public static final ReadOptions PLAIN = new ReadOptions(false, null, 0);

    /** A proved answer and nothing less, also of a question in SQL, which is else answered as the rights allow. */
    public ReadOptions demandingProof() {
        return new ReadOptions(true, at, after, true, whole);
    }

    /** The same at the block of a height. */
    public ReadOptions at(long height) {
        return new ReadOptions(proved, height, after, provedOnly, whole);
    }

    /** The same, not before the entry of a sequence is sealed. */
    public ReadOptions after(long sequence) {
        return new ReadOptions(proved, at, sequence, provedOnly, whole);
    }

    /** The same with a proof that can be checked by itself. */
    public ReadOptions keeping() {
        return new ReadOptions(proved, at, after, provedOnly, true);
    }
}
