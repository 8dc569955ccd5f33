package io.cairn.node.cli;

import io.cairn.engine.model.CairnException;
import io.cairn.node.table.ColumnType;
import io.cairn.node.table.Columns;
import io.cairn.node.table.FileForm;
import io.cairn.node.table.JsonRows;
import io.cairn.node.table.RowReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A file to import, which is read more than once: standard input is therefore kept in a file meanwhile. */
final class ImportSource implements AutoCloseable {
    private final Path file;
    private final boolean temporary;
    private final FileForm form;
    private final @Nullable Columns columns;

    private ImportSource(Path file, boolean temporary, FileForm form, @Nullable Columns columns) {
        this.file = file;
        this.temporary = temporary;
        this.form = form;
        this.columns = columns;
    }

    /** Opens a file, or standard input where the name is {@code -}, and finds the types of its columns. */
    static ImportSource open(Terminal terminal, String name, @Nullable String formWord, Map<String, ColumnType> types) {
        boolean piped = name.equals("-");
        if (piped && formWord == null) {
            throw new CairnException.Incorrect(
                    "format-unknown", "format", "standard input has no name: say --format csv|tsv|json|jsonl");
        }
        FileForm form = formWord == null ? FileForm.ofFileName(name) : FileForm.ofWord(formWord);
        try {
            Path file = piped ? Files.createTempFile("cairn-import", ".tmp") : Path.of(name);
            if (piped) {
                Files.copy(terminal.in(), file, StandardCopyOption.REPLACE_EXISTING);
            }
            Columns columns = null;
            if (form.isDelimited()) {
                try (Reader reader = reader(file)) {
                    columns = Columns.infer(reader, form, types);
                }
            }
            return new ImportSource(file, piped, form, columns);
        } catch (NoSuchFileException missing) {
            throw new CairnException.NotFound("file-not-found", "there is no file " + name);
        } catch (IOException failure) {
            throw unreadable(failure);
        }
    }

    static CairnException unreadable(IOException failure) {
        String why = failure instanceof java.nio.charset.CharacterCodingException
                ? "it is not UTF-8"
                : String.valueOf(failure.getMessage());
        return new CairnException.Incorrect("file-unreadable", "cannot read the file: " + why);
    }

    /** The columns of a delimited file, else null. */
    @Nullable
    Columns columns() {
        return columns;
    }

    /** Uses the rows from the first on. */
    <T> T read(Use<T> use) {
        try (Reader reader = reader(file)) {
            RowReader rows = columns != null
                    ? columns.rows(reader, form)
                    : form == FileForm.JSON ? JsonRows.array(reader) : JsonRows.lines(reader);
            return use.of(rows);
        } catch (IOException failure) {
            throw unreadable(failure);
        }
    }

    /** What is done with the rows. */
    interface Use<T> {
        T of(RowReader rows) throws IOException;
    }

    private static Reader reader(Path file) throws IOException {
        return new BufferedReader(
                new java.io.InputStreamReader(
                        Files.newInputStream(file),
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)),
                1 << 16);
    }

    @Override
    public void close() {
        if (temporary) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException failure) {
                throw unreadable(failure);
            }
        }
    }
}
