package io.cairn.engine.fpjson;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one line of a program did, or that it was not reached. Values are made from what it met when they are asked for. */
public final class ProgramStep {
    private final int line;
    private final Value source;
    private final Map<String, Term> inputs;
    private final Map<String, Term> assigned = new LinkedHashMap<>();
    private Term value = Term.Undefined.UNDEFINED;
    private End end = End.NOT_REACHED;

    /** How a line ended. */
    public enum End {
        /** The next line follows. */
        WENT_ON,
        /** It ended the program. */
        STOPPED,
        /** It failed, and the program with it. */
        FAILED,
        /** A line before it ended the program. */
        NOT_REACHED
    }

    ProgramStep(int line, Value source, Map<String, Term> inputs) {
        this.line = line;
        this.source = source;
        this.inputs = inputs;
    }

    /** The line has run. */
    void ended(Term result, End how) {
        value = result;
        end = how;
    }

    /** The variables of these paths are what the line left. */
    void assigned(Iterable<String> paths, Variables variables) {
        for (String path : paths) {
            assigned.put(path, variables.read(path));
        }
    }

    /** The place in the program, from 0. */
    public int line() {
        return line;
    }

    /** The line as it is written. */
    public Value source() {
        return source;
    }

    /** How it ended. */
    public End end() {
        return end;
    }

    /** The variables that it names, as they were before it ran. */
    public Value.Document inputs() {
        return shown(inputs);
    }

    /** The variables that it assigned, in the order in which it first did, as it left them. */
    public Value.Document assigned() {
        return shown(assigned);
    }

    /** What it came to; null where that is nothing, or more than a value may hold. */
    public Value value() {
        return shown(value);
    }

    /**
     * As JSON: {@code {"line", "source", "inputs", "value", "assigned", "end"}}. {@code inputs} and {@code assigned} only
     * where there are any, {@code value} only where it ran to its end, {@code end} ({@code stopped}, {@code failed}, {@code
     * not-reached}) only where the next line does not follow.
     */
    public Value.Document shown() {
        Value.Document.Builder shown =
                Value.Document.builder().put("line", line).put("source", source);
        if (!inputs.isEmpty()) {
            shown.put("inputs", inputs());
        }
        if (end == End.WENT_ON || end == End.STOPPED) {
            shown.put("value", value());
        }
        if (!assigned.isEmpty()) {
            shown.put("assigned", assigned());
        }
        switch (end) {
            case WENT_ON -> {
                // The usual.
            }
            case STOPPED -> shown.put("end", "stopped");
            case FAILED -> shown.put("end", "failed");
            case NOT_REACHED -> shown.put("end", "not-reached");
        }
        return shown.build();
    }

    private static Value.Document shown(Map<String, Term> terms) {
        Value.Document.Builder shown = Value.Document.builder();
        terms.forEach((name, term) -> shown.put(name, shown(term)));
        return shown.build();
    }

    private static Value shown(Term term) {
        try {
            return term.value();
        } catch (CairnException.Refused tooLarge) {
            return Value.none();
        }
    }

    /** A line that was not reached. */
    static ProgramStep notReached(int line, Value source) {
        return new ProgramStep(line, source, new LinkedHashMap<>());
    }

    /** A line that is about to run. */
    static ProgramStep begun(int line, Value source, List<String> names, Variables variables) {
        Map<String, Term> inputs = new LinkedHashMap<>();
        for (String name : names) {
            inputs.put(name, variables.get(name));
        }
        return new ProgramStep(line, source, inputs);
    }
}
