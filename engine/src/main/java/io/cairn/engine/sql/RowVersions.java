package io.cairn.engine.sql;

import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.record.Keys;
import io.cairn.engine.view.MapView;
import io.cairn.h2.result.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of one table so that their history can be followed back from block to block.
 *
 * <p>Every version names the mutation that made it. The state after a block has the newest version of a row, or what is
 * left of it where it was deleted; and where several mutations of one block changed it, also the versions in between,
 * until the row is changed in a later block: the state before that block keeps them. All changes that one mutation
 * makes to a row are one change.
 */
final class RowVersions {
    private final Binding binding;
    private final int table;

    RowVersions(Binding binding, int table) {
        this.binding = binding;
        this.table = table;
    }

    /** Puts a row where none is. */
    void insert(long rowId, Row row) {
        byte[] deleted = binding.state().get(Keys.sqlDeleted(table, rowId));
        RowHead head = head(rowId, deleted);
        if (deleted != null) {
            binding.delete(Keys.sqlDeleted(table, rowId));
        }
        binding.put(Keys.sqlRow(table, rowId), RowCodec.encode(head, row));
    }

    /** Puts a row in the place of the one that is stored as {@code before}. */
    void update(long rowId, byte @Nullable [] before, Row row) {
        binding.put(Keys.sqlRow(table, rowId), RowCodec.encode(head(rowId, before), row));
    }

    /** Deletes the row that is stored as {@code before}. Nothing is left of one that came with the same mutation. */
    void delete(long rowId, byte[] before) {
        RowHead head = head(rowId, before);
        binding.delete(Keys.sqlRow(table, rowId));
        if (head.earlier()) {
            ByteWriter out = new ByteWriter(16);
            head.asDeleted(true).write(out);
            binding.put(Keys.sqlDeleted(table, rowId), out.toBytes());
        }
    }

    /** The head of the version behind {@code before}, which is kept where a mutation of the same block made it. */
    private RowHead head(long rowId, byte @Nullable [] before) {
        SqlPlace now = binding.place();
        if (before == null) {
            return RowHead.first(now, binding.catalogOpen());
        }
        RowHead head = RowHead.of(before);
        if (head.place().equals(now)) {
            return head.asDeleted(false);
        }
        boolean sameBlock = head.place().height() == now.height();
        if (sameBlock) {
            binding.put(
                    Keys.sqlVersion(
                            table, rowId, head.place().sequence(), head.place().index()),
                    before);
        } else if (head.siblings()) {
            forgetSiblings(rowId);
        }
        return new RowHead(now, true, sameBlock, false, false);
    }

    private void forgetSiblings(long rowId) {
        byte[] prefix = Keys.sqlDeleted(table, rowId);
        byte[] end = Keys.after(prefix);
        MapView.Cursor cursor = binding.state().seek(Arrays.copyOf(prefix, prefix.length + 1));
        List<byte[]> keys = new ArrayList<>();
        while (cursor.next() && Arrays.compareUnsigned(cursor.key(), end) < 0) {
            binding.budget().read();
            keys.add(cursor.key());
        }
        keys.forEach(binding::delete);
    }
}
