package io.cairn.node.table;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The columns of a delimited file with their types, found by reading the whole file once. */
public final class Columns {
    private final List<String> names;
    private final List<ColumnType> types;

    private Columns(List<String> names, List<ColumnType> types) {
        this.names = List.copyOf(names);
        this.types = List.copyOf(types);
    }

    /**
     * Reads a file to its end and gives every column the narrowest type that holds all its cells; empty cells say
     * nothing, and a column of nothing else is text.
     *
     * @param given types that the user says, by column; {@code column-unknown} where there is no such column
     */
    public static Columns infer(Reader reader, FileForm form, Map<String, ColumnType> given) throws IOException {
        CellReader cells = new CellReader(reader, form.separator());
        List<String> names = header(cells.next());
        for (String name : given.keySet()) {
            if (!names.contains(name)) {
                throw new CairnException.Incorrect(
                        "column-unknown", "types", "there is no column " + name + " in " + String.join(", ", names));
            }
        }
        @Nullable ColumnType[] found = new ColumnType[names.size()];
        for (CellReader.Cells row = cells.next(); row != null; row = cells.next()) {
            if (row.problem() != null || row.cells().size() != found.length) {
                continue;
            }
            for (int i = 0; i < found.length; i++) {
                String cell = row.cells().get(i);
                ColumnType soFar = found[i];
                if (!cell.isEmpty() && soFar != ColumnType.TEXT) {
                    ColumnType type = ColumnType.of(cell);
                    found[i] = soFar == null ? type : soFar.join(type);
                }
            }
        }
        List<ColumnType> types = new ArrayList<>(found.length);
        for (int i = 0; i < found.length; i++) {
            ColumnType inferred = found[i] == null ? ColumnType.TEXT : found[i];
            types.add(given.getOrDefault(names.get(i), inferred));
        }
        return new Columns(names, types);
    }

    private static List<String> header(CellReader.@Nullable Cells first) {
        if (first == null) {
            throw new CairnException.Incorrect(
                    "header-missing", "line/1", "the file is empty: a header line is needed");
        }
        if (first.problem() != null) {
            throw new CairnException.Incorrect("header-malformed", "line/1", "line 1: " + first.problem());
        }
        TreeSet<String> seen = new TreeSet<>();
        for (String name : first.cells()) {
            if (name.isEmpty() || !seen.add(name)) {
                throw new CairnException.Incorrect(
                        "header-malformed",
                        "line/1",
                        name.isEmpty() ? "line 1: a column has no name" : "line 1: two columns are named " + name);
            }
        }
        return first.cells();
    }

    /** The types by column, in the file's order. */
    public Map<String, ColumnType> types() {
        Map<String, ColumnType> shown = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            shown.put(names.get(i), types.get(i));
        }
        return shown;
    }

    /** Reads a file of these columns as documents; an empty cell is an absent field. */
    public RowReader rows(Reader reader, FileForm form) throws IOException {
        CellReader cells = new CellReader(reader, form.separator());
        cells.next();
        return () -> {
            CellReader.Cells row = cells.next();
            return row == null ? null : row(row);
        };
    }

    private Row row(CellReader.Cells row) {
        if (row.problem() != null) {
            return Row.bad(row.line(), row.problem());
        }
        if (row.cells().size() != names.size()) {
            return Row.bad(row.line(), row.cells().size() + " cells where the header has " + names.size());
        }
        Value.Document.Builder document = Value.Document.builder();
        for (int i = 0; i < names.size(); i++) {
            String cell = row.cells().get(i);
            if (cell.isEmpty()) {
                continue;
            }
            Value value = types.get(i).parse(cell);
            if (value == null) {
                return Row.bad(
                        row.line(),
                        "column " + names.get(i) + ": " + cell + " is no "
                                + types.get(i).word());
            }
            document.put(names.get(i), value);
        }
        return Row.of(row.line(), document.build());
    }
}
