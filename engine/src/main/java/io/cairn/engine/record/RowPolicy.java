package io.cairn.engine.record;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a table somebody may see and change.
 *
 * @param permissive whether it lets rows through; else it holds them back
 * @param command the one privilege it is about; null for all
 * @param to roles, accounts or {@link Grant#EVERYBODY}
 * @param using condition of rows that are there, in PostgreSQL's SQL; null for none
 * @param check condition of rows that are written; null for {@code using}
 */
public record RowPolicy(
        String name,
        boolean permissive,
        @Nullable Privilege command,
        List<String> to,
        @Nullable String using,
        @Nullable String check) {
    /** Copies the list. */
    public RowPolicy {
        to = List.copyOf(to);
    }

    /** The condition of rows that are written. */
    public @Nullable String written() {
        return check == null ? using : check;
    }

    Value encode() {
        return Value.Document.builder()
                .put("name", name)
                .put("permissive", Value.of(permissive))
                .put("command", command == null ? Value.none() : Value.of(command.word()))
                .put(
                        "to",
                        new Value.Array(
                                to.stream().map(name -> (Value) Value.of(name)).toList()))
                .put("using", using == null ? Value.none() : Value.of(using))
                .put("check", check == null ? Value.none() : Value.of(check))
                .build();
    }

    static RowPolicy decode(Value value) {
        if (value instanceof Value.Document fields
                && fields.get("name") instanceof Value.Text name
                && fields.get("permissive") instanceof Value.Bool permissive
                && fields.get("to") instanceof Value.Array to) {
            String command = text(fields, "command");
            List<String> names = new ArrayList<>();
            for (Value one : to.values()) {
                if (!(one instanceof Value.Text text)) {
                    throw malformed();
                }
                names.add(text.value());
            }
            return new RowPolicy(
                    name.value(),
                    permissive.value(),
                    command == null ? null : Privilege.of(command),
                    names,
                    text(fields, "using"),
                    text(fields, "check"));
        }
        throw malformed();
    }

    private static @Nullable String text(Value.Document fields, String name) {
        return fields.get(name) instanceof Value.Text text ? text.value() : null;
    }

    private static CairnException malformed() {
        return new CairnException.Incorrect("bytes-malformed", "rights/policies", "a row policy is malformed");
    }
}
