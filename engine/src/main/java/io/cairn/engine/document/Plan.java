package io.cairn.engine.document;

import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.FieldPath;
import io.cairn.engine.mutation.IndexField;
import io.cairn.engine.mutation.Names;
import io.cairn.engine.record.DeclaredIndex;
import io.cairn.engine.record.Keys;
import io.cairn.engine.view.MapView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way to answer a query by an index: streams of entries, each a list of ranges.
 *
 * <p>The first fields of the index are those that conditions fix to one value or to a few: each choice of values is a
 * stream. Then come the fields of the orders. Where all do, in their directions or all in the opposite ones, every stream
 * is in the order of the answer.
 *
 * @param streams for each its ranges, ascending and disjoint
 * @param fixed how many fields of the index are fixed
 * @param ordered how many fields behind them are orders
 * @param isInOrder whether each stream is in the order of the answer
 * @param isReversed whether streams are read backwards for that
 * @param hasTiesById whether entries alike in all orders stand by id as the answer has them
 * @param isExact whether, values that are cut aside, every entry is in the answer
 * @param isNarrowed whether conditions leave a part of the index only
 */
record Plan(
        IndexShape index,
        List<List<KeyRange>> streams,
        int fixed,
        int ordered,
        boolean isInOrder,
        boolean isReversed,
        boolean hasTiesById,
        boolean isExact,
        boolean isNarrowed) {
    /** How many entries the streams have. */
    long count(MapView view) {
        long count = 0;
        for (List<KeyRange> ranges : streams) {
            for (KeyRange range : ranges) {
                count += range.count(view);
            }
        }
        return count;
    }

    /** A plan for an index, or null where it is of no use. */
    static @Nullable Plan of(IndexShape index, Query query) {
        return new Maker(index, query).make();
    }

    private static final class Maker {
        /** Most choices of values for the fixed fields. */
        private static final int STREAMS_MAX = 1_000;

        private final IndexShape index;
        private final Query query;
        private final List<Condition> left;
        private final List<Order> orders;
        private List<byte[]> prefixes;
        private int fixed;

        Maker(IndexShape index, Query query) {
            this.index = index;
            this.query = query;
            this.left = new ArrayList<>(query.conditions());
            this.orders = new ArrayList<>(query.orders());
            this.prefixes = List.of(index.prefix());
        }

        @Nullable
        Plan make() {
            if (index.isDocuments()) {
                return byId();
            }
            if (!fix()) {
                return null;
            }
            int ordered = 0;
            boolean isReversed = false;
            while (ordered < orders.size() && hasOrder(ordered, isReversed)) {
                isReversed = turns(ordered);
                ordered++;
            }
            boolean isWhole = fixed + ordered == index.fields().size();
            boolean isInOrder = ordered == orders.size() && (ordered > 0 || isWhole);
            if (ordered == 0) {
                isReversed = isWhole && index.idDescending() != query.idDescending();
            }
            boolean hasTiesById = isWhole && (index.idDescending() != isReversed) == query.idDescending();
            List<List<KeyRange>> streams = new ArrayList<>();
            boolean isNarrowed = fixed > 0;
            IndexField next = next(fixed);
            List<Condition> used = next == null ? List.of() : on(next.path());
            for (byte[] prefix : prefixes) {
                List<KeyRange> ranges = ranges(prefix, used, ordered > 0);
                streams.add(isInOrder ? bounded(ranges, prefix, ordered, isReversed, hasTiesById) : ranges);
            }
            // Which elements an array has, only its document tells.
            used.stream().filter(condition -> !condition.operator().isArray()).forEach(left::remove);
            return new Plan(
                    index,
                    streams,
                    fixed,
                    ordered,
                    isInOrder,
                    isReversed,
                    hasTiesById,
                    isInOrder && left.isEmpty(),
                    isNarrowed || !used.isEmpty());
        }

        private @Nullable IndexField next(int at) {
            return at < index.fields().size() ? index.fields().get(at) : null;
        }

        /** Fixes the first fields; false where the index is of an array that the query does not ask for. */
        private boolean fix() {
            IndexField first = index.fields().getFirst();
            if (first.kind() == IndexField.Kind.ARRAY) {
                Condition contains = arrayCondition(first.path());
                if (contains == null) {
                    return false;
                }
                fixTo(first, contains);
            }
            for (IndexField field = next(fixed); field != null; field = next(fixed)) {
                Condition condition = query.condition(field.path(), Condition.Operator.EQUAL);
                if (condition == null) {
                    condition = query.condition(field.path(), Condition.Operator.IN);
                    boolean leads =
                            !orders.isEmpty() && orders.getFirst().path().equals(field.path());
                    if (condition == null
                            || leads
                            || prefixes.size() * condition.values().size() > STREAMS_MAX) {
                        return true;
                    }
                }
                FieldPath path = field.path();
                orders.removeIf(order -> order.path().equals(path));
                fixTo(field, condition);
            }
            return true;
        }

        private @Nullable Condition arrayCondition(FieldPath path) {
            Condition one = query.condition(path, Condition.Operator.ARRAY_CONTAINS);
            return one == null ? query.condition(path, Condition.Operator.ARRAY_CONTAINS_ANY) : one;
        }

        private void fixTo(IndexField field, Condition condition) {
            List<byte[]> longer = new ArrayList<>();
            for (byte[] prefix : prefixes) {
                byte[] before = null;
                for (Value value : condition.values()) {
                    ByteWriter key = new ByteWriter(prefix.length + 32).bytes(prefix);
                    DeclaredIndex.append(key, field, value);
                    byte[] next = key.toBytes();
                    // Values cut alike have one stream.
                    if (before == null || !Arrays.equals(before, next)) {
                        longer.add(next);
                    }
                    before = next;
                }
            }
            prefixes = longer;
            left.remove(condition);
            fixed++;
        }

        private boolean hasOrder(int ordered, boolean isReversed) {
            IndexField field = next(fixed + ordered);
            return field != null
                    && field.kind() != IndexField.Kind.ARRAY
                    && field.path().equals(orders.get(ordered).path())
                    && (ordered == 0 || turns(ordered) == isReversed);
        }

        private boolean turns(int ordered) {
            return DeclaredIndex.isDescending(index.fields().get(fixed + ordered))
                    != orders.get(ordered).descending();
        }

        /** The conditions on a path that narrow the field behind the fixed ones. */
        private List<Condition> on(FieldPath path) {
            return query.conditions().stream()
                    .filter(condition -> condition.path().equals(path))
                    .toList();
        }

        private List<KeyRange> ranges(byte[] prefix, List<Condition> used, boolean isOrder) {
            IndexField field = next(fixed);
            if (field == null || (used.isEmpty() && !isOrder)) {
                return List.of(KeyRange.of(prefix));
            }
            FieldRanges of = new FieldRanges(prefix, field);
            List<KeyRange> ranges = List.of(of.whole());
            for (Condition condition : used) {
                ranges = KeyRange.intersect(ranges, of.of(condition));
            }
            return ranges;
        }

        /** Without what is surely before the start or behind the end of the answer. */
        private List<KeyRange> bounded(
                List<KeyRange> ranges, byte[] prefix, int ordered, boolean isReversed, boolean hasTiesById) {
            // Where an order is among the fixed fields, documents tell.
            if (orders.size() != query.orders().size()) {
                return ranges;
            }
            Bound least = isReversed ? query.end() : query.start();
            Bound greatest = isReversed ? query.start() : query.end();
            KeyRange within = KeyRange.of(prefix);
            if (least != null) {
                KeyBound key = keyBound(least, prefix, ordered, hasTiesById);
                byte[] low = key.takesEqual() ? key.bytes() : Keys.after(key.bytes());
                within = within.intersect(new KeyRange(low, within.high()));
            }
            if (greatest != null) {
                KeyBound key = keyBound(greatest, prefix, ordered, hasTiesById);
                byte[] high = key.takesEqual() ? Keys.after(key.bytes()) : key.bytes();
                within = within.intersect(new KeyRange(within.low(), high));
            }
            return KeyRange.intersect(ranges, List.of(within));
        }

        /** The bytes that entries at a bound begin with, and whether these are among those to read. */
        private record KeyBound(byte[] bytes, boolean takesEqual) {}

        private KeyBound keyBound(Bound bound, byte[] prefix, int ordered, boolean hasTiesById) {
            ByteWriter key = new ByteWriter(prefix.length + 64).bytes(prefix);
            for (int i = 0; i < bound.values().size(); i++) {
                IndexField field = index.fields().get(fixed + i);
                int from = key.size();
                DeclaredIndex.append(key, field, bound.values().get(i));
                if (DeclaredIndex.isTruncated(key.toBytes(), from, field)) {
                    return new KeyBound(key.toBytes(), true);
                }
            }
            if (bound.id() == null) {
                return new KeyBound(key.toBytes(), bound.isInclusive());
            }
            if (!hasTiesById || bound.values().size() != ordered) {
                return new KeyBound(key.toBytes(), true);
            }
            DeclaredIndex.appendId(key, bound.id(), index.idDescending());
            return new KeyBound(key.toBytes(), bound.isInclusive());
        }

        /** By the documents' own keys, narrowed by the conditions on the id. */
        private Plan byId() {
            byte[] prefix = index.prefix();
            List<KeyRange> ranges = List.of(KeyRange.of(prefix));
            List<Condition> used = on(new FieldPath(List.of(Names.ID)));
            for (Condition condition : used) {
                ranges = KeyRange.intersect(ranges, idRanges(condition, prefix));
            }
            left.removeAll(used);
            boolean isInOrder = orders.isEmpty();
            boolean isReversed = isInOrder && query.idDescending();
            return new Plan(
                    index,
                    List.of(isInOrder ? bounded(ranges, prefix, 0, isReversed, true) : ranges),
                    0,
                    0,
                    isInOrder,
                    isReversed,
                    true,
                    isInOrder && left.isEmpty(),
                    !used.isEmpty());
        }

        private static List<KeyRange> idRanges(Condition condition, byte[] prefix) {
            KeyRange whole = KeyRange.of(prefix);
            List<KeyRange> equal = new ArrayList<>();
            List<KeyRange> others = new ArrayList<>();
            byte[] from = whole.low();
            for (Value value : condition.values()) {
                ByteWriter key = new ByteWriter(prefix.length + 32).bytes(prefix);
                DeclaredIndex.appendId(key, ((Value.Text) value).value(), false);
                KeyRange one = KeyRange.of(key.toBytes());
                equal.add(one);
                others.add(new KeyRange(from, one.low()));
                from = one.high();
            }
            others.add(new KeyRange(from, whole.high()));
            return switch (condition.operator()) {
                case EQUAL, IN -> equal;
                case NOT_EQUAL, NOT_IN -> others;
                case LESS -> List.of(new KeyRange(whole.low(), equal.getFirst().low()));
                case AT_MOST ->
                    List.of(new KeyRange(whole.low(), equal.getFirst().high()));
                case GREATER -> List.of(new KeyRange(equal.getFirst().high(), whole.high()));
                case AT_LEAST -> List.of(new KeyRange(equal.getFirst().low(), whole.high()));
                case ARRAY_CONTAINS, ARRAY_CONTAINS_ANY -> List.of();
            };
        }
    }
}
