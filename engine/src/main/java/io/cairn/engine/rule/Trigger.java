package io.cairn.engine.rule;

import io.cairn.engine.fpjson.Program;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What follows a write of a collection's document.
 *
 * @param key its name in the collection
 * @param on the operations that it follows: create, update, delete
 * @param source as it was written
 */
record Trigger(String key, List<String> on, Value.Document source, Program program) {
    private static final int KEY_LENGTH_MAX = 200;
    private static final List<String> FIELDS = List.of("key", "on", "func", "version");

    static Trigger of(Value value, String at) {
        if (!(value instanceof Value.Document source)
                || !(source.get("key") instanceof Value.Text(var key))
                || key.isEmpty()
                || key.length() > KEY_LENGTH_MAX) {
            throw malformed(at, "a trigger is {key, on, func}; its key is a text of 1 to 200 characters");
        }
        for (Map.Entry<String, Value> field : source) {
            if (!FIELDS.contains(field.getKey())) {
                throw malformed(at + "/" + field.getKey(), "a trigger has key, on, func and version, nothing else");
            }
        }
        requireVersion(source.get("version"), at);
        Value program = source.get("func");
        if (program == null) {
            throw malformed(at, "a trigger has a program, func");
        }
        return new Trigger(key, events(source.get("on"), at + "/on"), source, program(program, at + "/func"));
    }

    static Program program(Value source, String at) {
        return Program.compile(source, JobHost.FUNCTIONS, at);
    }

    /** Programs of version 1, which are lists of jobs, are written anew when they are imported. */
    static void requireVersion(@org.jspecify.annotations.Nullable Value version, String at) {
        if (version != null && !version.equals(Value.of(2))) {
            throw new CairnException.Unsupported(
                    at + "/version", "programs are of version 2; `cairn weavedb import` writes older ones anew");
        }
    }

    private static List<String> events(@org.jspecify.annotations.Nullable Value on, String at) {
        List<String> events = new ArrayList<>();
        if (on instanceof Value.Text(var text)) {
            for (int from = 0; from <= text.length(); ) {
                int comma = text.indexOf(',', from);
                int to = comma < 0 ? text.length() : comma;
                events.add(event(text.substring(from, to).replace(" ", ""), at));
                from = to + 1;
            }
        } else if (on instanceof Value.Array(var all) && !all.isEmpty()) {
            for (Value item : all) {
                events.add(event(item instanceof Value.Text(var text) ? text : "", at));
            }
        } else {
            throw malformed(at, "on is create, update, delete, or several of them");
        }
        return List.copyOf(events);
    }

    private static String event(String word, String at) {
        return switch (word) {
            case "create", "update", "delete" -> word;
            default -> throw malformed(at, "on is create, update, delete, or several of them");
        };
    }

    static CairnException malformed(String at, String what) {
        return new CairnException.Incorrect("trigger-malformed", at, what);
    }
}
