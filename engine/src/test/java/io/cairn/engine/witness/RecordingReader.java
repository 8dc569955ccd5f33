package io.cairn.engine.witness;

import io.cairn.engine.model.Hash;
import io.cairn.engine.view.MapView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Answers from a flat list and records the pages that the format says a reader loads: for every leaf that it
 * stands on, the path to that leaf; for every external value read, its page.
 */
final class RecordingReader implements MapView {
    private record Entry(byte[] key, byte[] value, List<byte[]> path, byte @Nullable [] valuePage) {}

    private final List<Entry> entries = new ArrayList<>();
    private final TreeMap<byte[], List<byte[]>> pathByLowerBound = new TreeMap<>(Arrays::compareUnsigned);
    private final Map<Hash, byte[]> recorded = new LinkedHashMap<>();

    RecordingReader(PageModel root) {
        index(root, new byte[0], List.of());
    }

    private void index(PageModel page, byte[] lower, List<byte[]> above) {
        List<byte[]> path = new ArrayList<>(above);
        path.add(page.bytes());
        for (int i = 0; i < page.children.size(); i++) {
            index(page.children.get(i), i == 0 ? lower : page.keys.get(i - 1), path);
        }
        if (page.level == 0) {
            pathByLowerBound.put(lower, path);
            for (int i = 0; i < page.keys.size(); i++) {
                byte[] value = page.values.get(i);
                byte[] valuePage = value.length > 1024 ? page.valuePage(value) : null;
                entries.add(new Entry(page.keys.get(i), value, path, valuePage));
            }
        }
    }

    List<byte[]> recordedPages() {
        return List.copyOf(recorded.values());
    }

    private void record(List<byte[]> pages) {
        pages.forEach(page -> recorded.put(PageModel.sha256(page), page));
    }

    private byte[] valueOf(Entry entry) {
        if (entry.valuePage() != null) {
            record(List.of(entry.valuePage()));
        }
        return entry.value();
    }

    private int standAt(byte[] key) {
        record(pathByLowerBound.floorEntry(key).getValue());
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (Arrays.compareUnsigned(entries.get(middle).key(), key) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        int at = standAt(key);
        boolean found = at < entries.size() && Arrays.equals(entries.get(at).key(), key);
        return found ? valueOf(entries.get(at)) : null;
    }

    @Override
    public long rank(byte[] key) {
        return standAt(key);
    }

    @Override
    public Cursor seek(byte[] key) {
        int start = standAt(key);
        return new Cursor() {
            private int gap = start;
            private @Nullable Entry entry;

            @Override
            public boolean next() {
                return gap < entries.size() && enter(entries.get(gap++));
            }

            @Override
            public boolean previous() {
                return gap > 0 && enter(entries.get(--gap));
            }

            private boolean enter(Entry entered) {
                record(entered.path());
                entry = entered;
                return true;
            }

            @Override
            public byte[] key() {
                return entry.key();
            }

            @Override
            public byte[] value() {
                return valueOf(entry);
            }
        };
    }
}
