package io.cairn.engine.verify;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.witness.WitnessPages;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The pages that a question loaded; {@code witness-too-large} beyond what a verifier takes. */
final class LoadedPages implements BiConsumer<Hash, byte[]> {
    private final TreeMap<Hash, byte[]> pages = new TreeMap<>();
    private long bytes;

    @Override
    public void accept(Hash hash, byte[] page) {
        bytes += page.length;
        if (bytes > WitnessPages.BYTES_MAX || pages.size() >= WitnessPages.PAGES_MAX) {
            throw new CairnException.Incorrect(
                    "witness-too-large", "query", "the proof is over 16 MiB; ask for less at once");
        }
        // The tree knows the hash of each page that it loads.
        pages.put(hash, page);
    }

    SortedMap<Hash, byte[]> byHash() {
        return pages;
    }
}
