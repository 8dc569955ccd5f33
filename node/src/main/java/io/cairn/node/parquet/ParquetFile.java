package io.cairn.node.parquet;

import io.cairn.engine.sql.SqlColumn;
import io.cairn.engine.sql.SqlResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes an answer as a Parquet file: "PAR1", pages column by column for each group of rows, the footer with its length,
 * "PAR1" (format 2.10 of parquet.apache.org).
 */
public final class ParquetFile {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int GROUP_ROWS = 100_000;
    private static final int PAGE_ROWS = 10_000;
    private static final int VERSION = 2;
    private static final int OPTIONAL = 1;
    private static final int DATA_PAGE = 0;
    private static final int PLAIN = 0;
    private static final int RLE = 3;
    private static final int GZIP = 2;

    private final OutputStream out;
    private final List<ParquetColumn> columns;
    private final List<List<@Nullable String>> rows;
    private long offset;

    private ParquetFile(OutputStream out, List<ParquetColumn> columns, List<List<@Nullable String>> rows) {
        this.out = out;
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * Writes an answer; of columns with one name all but the first get a number.
     *
     * @throws io.cairn.engine.model.CairnException.Incorrect {@code parquet-not-representable} where a time is out of
     *     the range of the format
     */
    public static void write(OutputStream out, SqlResult result) throws IOException {
        List<ParquetColumn> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < result.columns().size(); i++) {
            SqlColumn column = result.columns().get(i);
            String name = column.name();
            for (int copy = 2; !names.add(name); copy++) {
                name = column.name() + "_" + copy;
            }
            columns.add(ParquetColumn.of(column, name, cells(result.rows(), i)));
        }
        new ParquetFile(out, columns, result.rows()).write();
    }

    private static List<@Nullable String> cells(List<List<@Nullable String>> rows, int column) {
        List<@Nullable String> cells = new ArrayList<>(rows.size());
        rows.forEach(row -> cells.add(row.get(column)));
        return cells;
    }

    private void write() throws IOException {
        put(MAGIC);
        List<Consumer<Thrift>> groups = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += GROUP_ROWS) {
            groups.add(group(rows.subList(from, Math.min(rows.size(), from + GROUP_ROWS))));
        }
        byte[] footer = Thrift.struct(file -> file.i32(1, VERSION)
                .structs(2, schema())
                .i64(3, rows.size())
                .structs(4, groups)
                .text(6, "cairn"));
        put(footer);
        Values length = new Values();
        length.i32(footer.length);
        put(length.toBytes());
        put(MAGIC);
    }

    private List<Consumer<Thrift>> schema() {
        List<Consumer<Thrift>> elements = new ArrayList<>();
        elements.add(root -> root.text(4, "answer").i32(5, columns.size()));
        for (ParquetColumn column : columns) {
            elements.add(element -> {
                element.i32(1, column.physical().code());
                if (column.length() > 0) {
                    element.i32(2, column.length());
                }
                column.logical().describe(element.i32(3, OPTIONAL).text(4, column.name()));
            });
        }
        return elements;
    }

    private Consumer<Thrift> group(List<List<@Nullable String>> groupRows) throws IOException {
        List<Consumer<Thrift>> chunks = new ArrayList<>();
        long size = 0;
        for (int i = 0; i < columns.size(); i++) {
            Chunk chunk = chunk(i, groupRows);
            size += chunk.plainBytes;
            ParquetColumn column = columns.get(i);
            chunks.add(entry -> entry.i64(2, chunk.start)
                    .struct(
                            3,
                            meta -> meta.i32(1, column.physical().code())
                                    .i32s(2, PLAIN, RLE)
                                    .texts(3, column.name())
                                    .i32(4, GZIP)
                                    .i64(5, groupRows.size())
                                    .i64(6, chunk.plainBytes)
                                    .i64(7, chunk.storedBytes)
                                    .i64(9, chunk.start)));
        }
        long total = size;
        return group -> group.structs(1, chunks).i64(2, total).i64(3, groupRows.size());
    }

    /** Where a column of a group of rows begins in the file, and its size without and with packing. */
    private record Chunk(long start, long plainBytes, long storedBytes) {}

    private Chunk chunk(int column, List<List<@Nullable String>> groupRows) throws IOException {
        long start = offset;
        long plain = 0;
        for (int from = 0; from < groupRows.size(); from += PAGE_ROWS) {
            List<List<@Nullable String>> pageRows =
                    groupRows.subList(from, Math.min(groupRows.size(), from + PAGE_ROWS));
            byte[] page = page(column, pageRows);
            byte[] packed = packed(page);
            byte[] header = Thrift.struct(fields -> fields.i32(1, DATA_PAGE)
                    .i32(2, page.length)
                    .i32(3, packed.length)
                    .struct(
                            5,
                            data -> data.i32(1, pageRows.size())
                                    .i32(2, PLAIN)
                                    .i32(3, RLE)
                                    .i32(4, RLE)));
            put(header);
            put(packed);
            plain += header.length + page.length;
        }
        return new Chunk(start, plain, offset - start);
    }

    /** Which rows have a value, as runs of equal bits, then the values. */
    private byte[] page(int column, List<List<@Nullable String>> pageRows) {
        Values values = new Values();
        ByteArrayOutputStream runs = new ByteArrayOutputStream();
        int run = 0;
        boolean isRunPresent = false;
        for (List<@Nullable String> row : pageRows) {
            String cell = row.get(column);
            if (cell != null) {
                columns.get(column).store(values, cell);
            }
            if (run > 0 && isRunPresent != (cell != null)) {
                addRun(runs, run, isRunPresent);
                run = 0;
            }
            isRunPresent = cell != null;
            run++;
        }
        addRun(runs, run, isRunPresent);
        Values page = new Values();
        page.prefixed(runs.toByteArray());
        page.fixed(values.toBytes());
        return page.toBytes();
    }

    private static void addRun(ByteArrayOutputStream runs, int length, boolean isPresent) {
        int left = length << 1;
        while (left > 0x7F) {
            runs.write(left & 0x7F | 0x80);
            left >>>= 7;
        }
        runs.write(left);
        runs.write(isPresent ? 1 : 0);
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    private void put(byte[] bytes) throws IOException {
        out.write(bytes);
        offset += bytes.length;
    }
}
