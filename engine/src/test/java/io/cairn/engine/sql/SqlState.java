package io.cairn.engine.sql;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.record.Keys;
import io.cairn.engine.state.Overlay;
import io.cairn.engine.tree.Edits;
import io.cairn.engine.tree.MemoryPageStore;
import io.cairn.engine.tree.StateTree;
import io.cairn.engine.tree.TreeRoot;
import io.cairn.engine.view.MapView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A state in a tree, on which statements run one by one, each merged at once. */
public final class SqlState {
    static final long TIME = 1_600_000_000_123L;

    private final StateTree tree = new StateTree(new MemoryPageStore(), 1);
    private SqlEngine engine = new SqlEngine();
    private TreeRoot root = tree.empty();
    private long statements;

    SqlEngine engine() {
        return engine;
    }

    /** Forgets every catalog that was opened. */
    void forget() {
        engine = new SqlEngine();
    }

    MapView view() {
        return tree.view(root);
    }

    Hash root() {
        return root.hash();
    }

    static SqlContext context(long seed, SqlLimits limits) {
        return new SqlContext(TIME, seed, "", limits);
    }

    /** Puts an entry that no statement wrote. */
    void put(byte[] key, byte[] value) {
        root = tree.merge(root, Edits.builder().put(key, value).build()).root();
    }

    /** Puts a row of the catalog that no statement wrote, under the name that it then has. */
    void putCatalog(byte[] key, byte[] value) {
        put(key, value);
        byte[] name = CatalogContent.of(view()).name().toBytes();
        put(Keys.sqlCatalogName(), new ByteWriter(33).u8(1).bytes(name).toBytes());
        forget();
    }

    /** Runs a statement that makes the first row of all, and gives the id of its table. */
    int tableOfOneRow(String text) {
        change(text);
        MapView.Cursor cursor = view().seek(new byte[] {Keys.SQL_ROW});
        if (!cursor.next() || cursor.key()[0] != Keys.SQL_ROW) {
            throw new AssertionError("no row");
        }
        return (int) new ByteReader(cursor.key(), 1, 5).u32();
    }

    /** Runs a statement; where it is refused the state stays as it was. */
    public SqlResult change(String text, Value... parameters) {
        Overlay overlay = new Overlay(tree.view(root));
        SqlResult result = engine.change(
                overlay, context(++statements, SqlLimits.forChanges()), new SqlStatement(text, List.of(parameters)));
        Edits.Builder edits = Edits.builder();
        overlay.forEach(edits::edit);
        root = tree.merge(root, edits.build()).root();
        return result;
    }

    /** Runs a statement and counts the entries that it put or deleted. */
    int entriesChangedBy(String text) {
        Overlay overlay = new Overlay(tree.view(root));
        engine.change(overlay, context(++statements, SqlLimits.forChanges()), new SqlStatement(text, List.of()));
        Edits.Builder edits = Edits.builder();
        overlay.forEach(edits::edit);
        root = tree.merge(root, edits.build()).root();
        return overlay.size();
    }

    public SqlResult ask(String text, Value... parameters) {
        return engine.query(
                tree.view(root), context(1, SqlLimits.forQueries()), new SqlStatement(text, List.of(parameters)));
    }

    /** The rows of a question, cells with a bar between, null as an empty cell. */
    List<String> rows(String text, Value... parameters) {
        List<String> rows = new ArrayList<>();
        for (List<@Nullable String> row : ask(text, parameters).rows()) {
            rows.add(String.join(
                    "|", row.stream().map(cell -> cell == null ? "" : cell).toList()));
        }
        return rows;
    }

    /** The code of a refusal, and nothing where a statement is carried out. */
    String refusal(String text, Value... parameters) {
        Hash before = root.hash();
        try {
            change(text, parameters);
            return "";
        } catch (CairnException.Refused refused) {
            if (!root.hash().equals(before)) {
                throw new AssertionError("a refused statement left something", refused);
            }
            return refused.code();
        }
    }
}
