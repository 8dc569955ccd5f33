package io.cairn.engine.rule;

import io.cairn.engine.fpjson.Program;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One rule of a collection.
 *
 * @param key as it was written: {@code *}, or the operations it is for, separated by commas, with an optional
 *     {@code #suffix} that tells apart rules for the same ones
 * @param operations the parts of {@code key}
 * @param source the program as it was written
 */
record Rule(String key, List<String> operations, Value source, Program program) {
    private static final int KEY_LENGTH_MAX = 200;
    private static final List<String> WRITES = List.of("write", "create", "update", "delete", "add", "set", "upsert");
    private static final List<String> READS = List.of("get", "cget", "read", "list");

    /** Reads a rule {@code [key, program]}. */
    static Rule of(Value pair, String at) {
        if (!(pair instanceof Value.Array(var parts))
                || parts.size() != 2
                || !(parts.get(0) instanceof Value.Text(var key))) {
            throw new CairnException.Incorrect(
                    "rule-malformed", at, "a rule is [operations, program], such as [\"set\", [[\"allow()\"]]]");
        }
        return new Rule(key, operations(key, at + "/0"), parts.get(1), program(parts.get(1), at + "/1"));
    }

    /** A program as the rule for every write. */
    static Rule forAll(Value program, String at) {
        return new Rule("*", List.of("*"), program, program(program, at));
    }

    private static Program program(Value source, String at) {
        return Program.compile(source, RuleHost.FUNCTIONS, at);
    }

    private static List<String> operations(String key, String at) {
        int suffix = key.indexOf('#');
        String names = suffix < 0 ? key : key.substring(0, suffix);
        if (key.length() > KEY_LENGTH_MAX) {
            throw new CairnException.Incorrect("rule-malformed", at, "a rule's key has at most 200 characters");
        }
        List<String> operations = new ArrayList<>();
        int from = 0;
        while (from <= names.length()) {
            int comma = names.indexOf(',', from);
            int to = comma < 0 ? names.length() : comma;
            String operation = trimmed(names, from, to);
            if (!operation.isEmpty()) {
                operations.add(possible(operation, at));
            }
            from = to + 1;
        }
        if (operations.isEmpty()) {
            throw new CairnException.Incorrect("rule-malformed", at, "a rule names the operations that it is for");
        }
        return List.copyOf(operations);
    }

    /** Refuses an operation that no write has; such a rule would look like a guard and never be one. */
    private static String possible(String operation, String at) {
        int colon = operation.indexOf(':');
        if (colon < 0 ? READS.contains(operation) : !WRITES.contains(operation.substring(0, colon))) {
            throw new CairnException.Incorrect(
                    "rule-malformed",
                    at,
                    "no write is " + operation + ": rules are for *, " + String.join(", ", WRITES)
                            + ", the name of a custom query, or set:name; who may read is a matter of grants");
        }
        return operation;
    }

    private static String trimmed(String text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && text.charAt(start) == ' ') {
            start++;
        }
        while (end > start && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(start, end);
    }

    /** Whether the rule is for a write of these names. */
    boolean isFor(Set<String> names) {
        for (String operation : operations) {
            if (operation.equals("*") || names.contains(operation)) {
                return true;
            }
        }
        return false;
    }
}
