package io.cairn.engine.document;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.mutation.IndexField;
import io.cairn.engine.record.DeclaredIndex;
import io.cairn.engine.view.MapView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One stream of a plan, read as far as somebody asks: the documents in it that the query takes. Of a plan that is in order
 * they come in the order of the answer.
 */
final class Walk {
    private final Plan plan;
    private final Query query;
    private final DocumentLoader loader;
    private final Iterator<KeyRange> ranges;
    private final ArrayDeque<StoredDocument> sorted = new ArrayDeque<>();
    private MapView.@Nullable Cursor cursor;
    private @Nullable KeyRange range;

    Walk(Plan plan, List<KeyRange> ranges, Query query, DocumentLoader loader) {
        this.plan = plan;
        this.query = query;
        this.loader = loader;
        this.ranges = (plan.isReversed() ? ranges.reversed() : ranges).iterator();
        step();
    }

    /** The next document, or null at the end. */
    @Nullable
    StoredDocument next() {
        while (sorted.isEmpty() && cursor != null) {
            byte[] key = cursor.key();
            int alike = plan.isInOrder() ? alike(key) : 0;
            if (alike > 0) {
                sort(key, alike);
            } else {
                StoredDocument document = alike < 0 ? skip() : take(key);
                step();
                if (document != null) {
                    return document;
                }
            }
        }
        return sorted.poll();
    }

    /**
     * Entries of which only the documents tell the order stand together: reads them all and sorts them.
     *
     * @param alike the length of what their keys share
     */
    private void sort(byte[] first, int alike) {
        List<StoredDocument> run = new ArrayList<>();
        while (cursor != null
                && Arrays.equals(cursor.key(), 0, Math.min(alike, cursor.key().length), first, 0, alike)) {
            StoredDocument document = take(cursor.key());
            if (document != null) {
                run.add(document);
                if (run.size() > DocumentReader.SORTED_MAX) {
                    throw loader.tooCostly(query);
                }
            }
            step();
        }
        run.sort(query.comparator());
        sorted.addAll(run);
    }

    /**
     * The length of the part of a key behind which entries do not stand in the order of the answer, because a value was
     * cut or the index goes on with other fields than the id; 0 where they do; below 0 for an entry without the field of
     * an order.
     */
    private int alike(byte[] key) {
        int at = plan.index().prefix().length;
        List<IndexField> fields = plan.index().fields();
        for (int i = 0; i < plan.fixed() + plan.ordered(); i++) {
            IndexField field = fields.get(i);
            boolean isOrder = i >= plan.fixed() || isOrder(field);
            if (isOrder && DeclaredIndex.isMissing(key, at, field)) {
                return -1;
            }
            boolean isCut = isOrder && DeclaredIndex.isTruncated(key, at, field);
            at = DeclaredIndex.end(key, at, field);
            if (isCut) {
                return at;
            }
        }
        return plan.hasTiesById() ? 0 : at;
    }

    private boolean isOrder(IndexField field) {
        return query.orders().stream().anyMatch(order -> order.path().equals(field.path()));
    }

    private @Nullable StoredDocument skip() {
        loader.count(query);
        return null;
    }

    private @Nullable StoredDocument take(byte[] key) {
        String id = plan.index().id(key);
        loader.count(query);
        StoredDocument document = loader.load(id);
        if (document == null) {
            throw new CairnException.Fault("index-dangling", "an index names a document that is not there: " + id);
        }
        return query.takes(document) ? document : null;
    }

    /** Steps to the next entry of the ranges; without one there is no cursor any more. */
    private void step() {
        while (true) {
            if (cursor != null && range != null && move(cursor) && range.contains(cursor.key())) {
                return;
            }
            if (!ranges.hasNext()) {
                cursor = null;
                return;
            }
            range = ranges.next();
            cursor = loader.view().seek(plan.isReversed() ? range.high() : range.low());
        }
    }

    private boolean move(MapView.Cursor cursor) {
        return plan.isReversed() ? cursor.previous() : cursor.next();
    }
}
