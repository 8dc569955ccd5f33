package io.cairn.node.shell;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.sql.SqlColumn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers as JSON objects that say all there is to say. */
final class AnswerJson {
    private AnswerJson() {}

    static Value of(Answer answer) {
        return switch (answer) {
            case Answer.Rows rows -> rows(rows);
            case Answer.Changed changed ->
                Value.Document.builder()
                        .put("words", changed.words())
                        .put("id", changed.fate().id().hex())
                        .put("sequence", changed.fate().sequence())
                        .put("changed", changed.fate().changed())
                        .put("height", changed.fate().height())
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

    private static Value rows(Answer.Rows answer) {
        List<Value> columns = new ArrayList<>();
        for (SqlColumn column : answer.result().columns()) {
            columns.add(Value.Document.builder()
                    .put("name", column.name())
                    .put("type", column.type().name())
                    .build());
        }
        List<Value> rows = new ArrayList<>();
        for (List<@Nullable String> row : answer.result().rows()) {
            List<Value> cells = new ArrayList<>();
            row.forEach(cell -> cells.add(cell == null ? Value.none() : Value.of(cell)));
            rows.add(new Value.Array(cells));
        }
        return Value.Document.builder()
                .put("columns", new Value.Array(columns))
                .put("rows", new Value.Array(rows))
                .put("height", answer.height())
                .put("stateRoot", answer.stateRoot().hex())
                .put("class", answer.trust())
                .build();
    }
}
