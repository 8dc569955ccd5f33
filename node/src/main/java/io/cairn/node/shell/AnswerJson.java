package io.cairn.node.shell;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.sql.SqlColumn;
import io.cairn.engine.sql.SqlResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers as JSON objects that say all there is to say. */
final class AnswerJson {
    private AnswerJson() {}

    static Value of(Answer answer) {
        return switch (answer) {
            case Answer.Rows rows -> rows(rows);
            case Answer.Changed changed -> changed(changed);
            case Answer.Noted noted ->
                Value.Document.builder()
                        .put("words", noted.words())
                        .put("changed", noted.changed())
                        .build();
        };
    }

    static Value of(CairnException failure) {
        return Value.Document.builder()
                .put(
                        "error",
                        Value.Document.builder()
                                .put("code", failure.code())
                                .put("at", failure.at())
                                .put("detail", failure.getMessage())
                                .build())
                .build();
    }

    private static Value changed(Answer.Changed changed) {
        Value.Document.Builder shown = Value.Document.builder();
        if (changed.rows() != null) {
            put(shown, changed.rows());
        }
        return shown.put("words", changed.words())
                .put("id", changed.fate().id().hex())
                .put("sequence", changed.fate().sequence())
                .put("changed", changed.fate().changed())
                .put("height", changed.fate().height())
                .build();
    }

    private static Value rows(Answer.Rows answer) {
        Value.Document.Builder shown = Value.Document.builder();
        put(shown, answer.result());
        return shown.put("height", answer.height())
                .put("stateRoot", answer.stateRoot().hex())
                .put("class", answer.trust())
                .build();
    }

    private static void put(Value.Document.Builder shown, SqlResult result) {
        List<Value> columns = new ArrayList<>();
        for (SqlColumn column : result.columns()) {
            columns.add(Value.Document.builder()
                    .put("name", column.name())
                    .put("type", column.type().name())
                    .build());
        }
        List<Value> rows = new ArrayList<>();
        for (List<@Nullable String> row : result.rows()) {
            List<Value> cells = new ArrayList<>();
            row.forEach(cell -> cells.add(cell == null ? Value.none() : Value.of(cell)));
            rows.add(new Value.Array(cells));
        }
        shown.put("columns", new Value.Array(columns)).put("rows", new Value.Array(rows));
    }
}
