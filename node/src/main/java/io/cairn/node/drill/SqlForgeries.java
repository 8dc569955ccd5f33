package io.cairn.node.drill;

import io.cairn.engine.record.Keys;
import io.cairn.node.drill.ForgedPages.Item;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What a liar may want to be in the state instead of what is there. */
final class SqlForgeries {
    private SqlForgeries() {}

    /** Each by name, with the question whose witness holds what it forges. */
    static Map<String, Forgery> all() {
        Map<String, Forgery> all = new LinkedHashMap<>();
        Predicate<Item> row = holds(Keys.SQL_ROW, SqlQuestions.NAME);
        all.put(
                "row-altered",
                forged(
                        SqlQuestions.RANGE,
                        first(row, item -> item.withBody(text(item.body(), SqlQuestions.NAME, "dodo-9999")))));
        all.put("row-dropped", forged(SqlQuestions.RANGE, items -> without(items, row)));
        all.put("row-added", forged(SqlQuestions.RANGE, items -> withCopy(items, row)));
        all.put("rows-reordered", forged(SqlQuestions.RANGE, items -> exchanged(items, row)));
        all.put(
                "index-entry-wrong",
                forged(
                        SqlQuestions.BY_NAME,
                        first(holds(Keys.SQL_INDEX, SqlQuestions.NAME), item -> item.withKey(last(item.key(), 2)))));
        all.put("table-forged", catalog("VARYING(40)", "VARYING(41)"));
        all.put("constraint-forged", catalog("> 0", "> 9"));
        all.put("default-forged", catalog("DEFAULT 7", "DEFAULT 9"));
        all.put(
                "view-forged",
                catalog(
                        SqlQuestions.VIEW,
                        first(
                                holds(Keys.SQL_CATALOG, "> 50"),
                                item -> item.withBody(text(item.body(), "> 50", "> 80")))));
        all.put(
                "catalog-renamed",
                catalog(
                        SqlQuestions.RANGE,
                        first(
                                item -> item.key().length == 1 && item.key()[0] == Keys.SQL_CATALOG,
                                item -> item.withBody(last(item.body(), 1)))));
        all.put(
                "row-count-changed",
                forged(
                        SqlQuestions.COUNT,
                        first(holds(Keys.STATISTICS, ""), item -> item.withBody(last(item.body(), 1)))));
        all.put(
                "sequence-changed",
                forged(
                        SqlQuestions.SEQUENCE,
                        first(holds(Keys.SEQUENCE, ""), item -> item.withBody(last(item.body(), 1)))));
        return all;
    }

    /**
     * A change of the leaves of a witness.
     *
     * @param question asked for the witness
     * @param ofCatalog whether the catalog is changed, whose name then stands for other rows
     */
    record Forgery(SqlQuestions.Asked question, UnaryOperator<List<Item>> change, boolean ofCatalog) {}

    private static Forgery forged(SqlQuestions.Asked question, UnaryOperator<List<Item>> change) {
        return new Forgery(question, change, false);
    }

    private static Forgery catalog(String before, String after) {
        return catalog(
                SqlQuestions.RANGE,
                first(holds(Keys.SQL_CATALOG, before), item -> item.withBody(text(item.body(), before, after))));
    }

    private static Forgery catalog(SqlQuestions.Asked question, UnaryOperator<List<Item>> change) {
        return new Forgery(question, change, true);
    }

    private static Predicate<Item> holds(int space, String text) {
        return item -> item.key()[0] == space && (at(item.body(), text) >= 0 || at(item.key(), text) >= 0);
    }

    private static UnaryOperator<List<Item>> first(Predicate<Item> wanted, UnaryOperator<Item> change) {
        return items -> {
            List<Item> changed = new ArrayList<>(items);
            int found = find(items, wanted);
            if (found >= 0) {
                changed.set(found, change.apply(items.get(found)));
            }
            return changed;
        };
    }

    private static List<Item> without(List<Item> items, Predicate<Item> wanted) {
        List<Item> changed = new ArrayList<>(items);
        int found = find(items, wanted);
        if (found >= 0) {
            changed.remove(found);
        }
        return changed;
    }

    /** Ids are even, so there is room for a row behind each; a full page has room for it without its last row. */
    private static List<Item> withCopy(List<Item> items, Predicate<Item> wanted) {
        List<Item> changed = new ArrayList<>(items);
        int found = find(items, wanted);
        if (found >= 0) {
            changed.removeLast();
            changed.add(
                    found + 1, items.get(found).withKey(last(items.get(found).key(), 1)));
        }
        return changed;
    }

    private static List<Item> exchanged(List<Item> items, Predicate<Item> wanted) {
        List<Item> changed = new ArrayList<>(items);
        int found = find(items, wanted);
        if (found >= 0) {
            int other = found + 1 < items.size() ? found + 1 : found - 1;
            changed.set(found, items.get(found).withBody(items.get(other).body()));
            changed.set(other, items.get(other).withBody(items.get(found).body()));
        }
        return changed;
    }

    private static int find(List<Item> items, Predicate<Item> wanted) {
        for (int i = 0; i < items.size(); i++) {
            if (wanted.test(items.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private static byte[] last(byte[] bytes, int added) {
        byte[] changed = bytes.clone();
        changed[changed.length - 1] += (byte) added;
        return changed;
    }

    private static byte[] text(byte[] bytes, String before, String after) {
        byte[] changed = bytes.clone();
        byte[] replacement = after.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(replacement, 0, changed, at(bytes, before), replacement.length);
        return changed;
    }

    private static int at(byte[] bytes, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from + wanted.length <= bytes.length; from++) {
            if (Arrays.equals(bytes, from, from + wanted.length, wanted, 0, wanted.length)) {
                return from;
            }
        }
        return -1;
    }
}
