package io.cairn.engine.log;
import io.cairn.engine.model.Hash;
import java.util.*;
public final class CompactRange {
    private final ArrayList<Hash> peaks = new ArrayList<>();
    private long size;
    public static CompactRange of(long size, List<Hash> peaks) { CompactRange r = new CompactRange(); r.size = size; r.peaks.addAll(peaks); return r; }
    public long size() { return size; }
    public void append(Hash leaf) {
        Hash h = leaf; long s = size;
        while ((s & 1) == 1) { h = MerkleLog.nodeHash(peaks.removeLast(), h); s >>>= 1; }
        peaks.add(h); size++;
    }
    public Hash root() {
        if (peaks.isEmpty()) return MerkleLog.root(List.of());
        Hash h = peaks.getLast();
        for (int i = peaks.size() - 2; i >= 0; i--) h = MerkleLog.nodeHash(peaks.get(i), h);
        return h;
    }
}
