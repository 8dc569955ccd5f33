package io.cairn.node.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.fuzz.FuzzTarget;
import io.cairn.engine.model.Value;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Files of any text: every row is a document or says what is wrong with it, and documents written in the same form read
 * the same. The first byte of the input chooses the form.
 */
class TableFuzzTest extends FuzzTarget {
    private static final FileForm[] FORMS = FileForm.values();

    @Override
    protected void check(byte[] input) {
        if (input.length == 0) {
            return;
        }
        FileForm form = FORMS[(input[0] & 0xFF) % FORMS.length];
        String text = new String(input, 1, input.length - 1, StandardCharsets.UTF_8);
        parsed(() -> columns(text, form, Map.of())).ifPresent(columns -> {
            List<Value.Document> documents = documents(text, form, columns.orNull());
            if (columns.beginWithAMark()) {
                // Written as it is, it would be taken for the mark of a file's beginning.
                return;
            }
            parsed(() -> write(documents, form, columns.names()))
                    .ifPresent(written ->
                            assertThat(readAgain(written, form, columns)).isEqualTo(documents));
        });
    }

    /** The columns of a delimited file; of another form, none. */
    private record Shape(@Nullable Columns orNull) {
        List<String> names() {
            return orNull == null ? List.of() : List.copyOf(orNull.types().keySet());
        }

        boolean beginWithAMark() {
            return !names().isEmpty() && names().getFirst().startsWith("\uFEFF");
        }
    }

    private static Shape columns(String text, FileForm form, Map<String, ColumnType> given) {
        try {
            return new Shape(form.isDelimited() ? Columns.infer(new StringReader(text), form, given) : null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Value.Document> documents(String text, FileForm form, @Nullable Columns columns) {
        try {
            RowReader rows = switch (form) {
                case JSON -> JsonRows.array(new StringReader(text));
                case JSONL -> JsonRows.lines(new StringReader(text));
                case CSV, TSV -> columns.rows(new StringReader(text), form);
            };
            List<Value.Document> documents = new ArrayList<>();
            long line = 0;
            for (Row row = rows.next(); row != null; row = rows.next()) {
                assertThat((row.document() == null) != (row.problem() == null)).isTrue();
                assertThat(row.line()).isGreaterThanOrEqualTo(Math.max(1, line));
                line = row.line();
                // A line of empty cells is written as an empty line, which is none.
                if (row.document() != null
                        && !(form.isDelimited() && row.document().size() == 0)) {
                    documents.add(row.document());
                }
            }
            return documents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String write(List<Value.Document> documents, FileForm form, List<String> columns) {
        try {
            StringWriter out = new StringWriter();
            RowWriter writer = new RowWriter(out, form, columns);
            for (Value.Document document : documents) {
                writer.write(document);
            }
            writer.finish();
            return out.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Value.Document> readAgain(String written, FileForm form, Shape first) {
        Shape second = columns(
                written,
                form,
                first.orNull() == null ? Map.of() : first.orNull().types());
        assertThat(second.names()).isEqualTo(first.names());
        return documents(written, form, second.orNull());
    }
}
