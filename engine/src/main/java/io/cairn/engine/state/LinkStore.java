package io.cairn.engine.state;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.record.Keys;
import io.cairn.engine.record.LinkRecord;
import io.cairn.engine.view.MapView;
import java.util.Arrays;

/** The links of a database to others, each by its key. */
final class LinkStore {
    /** The most links of a database. */
    private static final int LINKS_MAX = 100;

    private LinkStore() {}

    /** Whether there is any. */
    static boolean isUsed(MapView state) {
        byte[] all = LinkRecord.keys();
        MapView.Cursor first = state.seek(all);
        return first.next() && Arrays.compareUnsigned(first.key(), Keys.after(all)) < 0;
    }

    private static long count(MapView state) {
        byte[] all = LinkRecord.keys();
        return state.rank(Keys.after(all)) - state.rank(all);
    }

    /** Adds a link, or puts it in the place of another: to the same database it keeps the height that was read. */
    static void add(String key, Value definition, String at, Transaction transaction) {
        LinkRecord link = SettingOperations.read(() -> LinkRecord.of(definition, at + "/2"));
        LinkRecord before = LinkRecord.find(transaction.state(), key);
        if (before == null && count(transaction.state()) >= LINKS_MAX) {
            throw new CairnException.Refused(
                    "link-too-many", at, "a database has links to at most " + LINKS_MAX + " others");
        }
        long height = before != null && before.database().equals(link.database()) ? before.height() : 0;
        transaction.state().put(LinkRecord.key(key), link.at(height).encode());
    }

    /** Removes a link; {@code link-not-found} where there is none of the key. */
    static void remove(String key, String at, Transaction transaction) {
        if (LinkRecord.find(transaction.state(), key) == null) {
            throw new CairnException.Refused("link-not-found", at + "/1", "there is no link " + key);
        }
        transaction.state().delete(LinkRecord.key(key));
    }
}
