package io.cairn.engine.fpjson;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * A program of FPJSON 2.0: blocks that run in order until one stops it. What rules, triggers and crons are written in.
 * Read and checked once; immutable.
 */
public final class Program {
    /** The most lines of a program. */
    public static final int LINES_MAX = 200;

    private final List<Line> lines;

    /** A block, as it is written and as it is run. */
    private record Line(Value source, List<String> variables, Block block) {}

    private Program(List<Line> lines) {
        this.lines = lines;
    }

    /**
     * Reads a program.
     *
     * @param functions the functions that it may call
     * @param at where it stands, for errors
     * @throws CairnException.Incorrect {@code program-malformed}, {@code program-function-unknown} or one of FPJSON's, with
     *     the place of what is wrong
     */
    public static Program compile(Value source, HostFunctions functions, String at) {
        if (!(source instanceof Value.Array(var blocks)) || blocks.size() > LINES_MAX) {
            throw new CairnException.Incorrect(
                    "program-malformed", at, "a program is a list of at most " + LINES_MAX + " blocks");
        }
        ProgramReader reader = new ProgramReader(functions);
        List<Line> lines = new ArrayList<>(blocks.size());
        for (int i = 0; i < blocks.size(); i++) {
            Value block = blocks.get(i);
            lines.add(new Line(block, ProgramText.variables(block), reader.block(block, at + "/" + i, 0)));
        }
        return new Program(List.copyOf(lines));
    }

    /** Runs the blocks, and tells {@code trace} what each did. */
    public void run(Host host, Variables variables, Fuel fuel, ProgramTrace trace) {
        ProgramRun run = new ProgramRun(host, variables, fuel);
        for (int i = 0; i < lines.size() && !run.isStopped(); i++) {
            Line line = lines.get(i);
            run.at(i);
            if (trace instanceof ProgramTrace.Nobody) {
                line.block().run(run);
            } else {
                Value.Document inputs = inputs(line, variables);
                trace.ran(i, line.source(), inputs, line.block().run(run).value());
            }
        }
    }

    private static Value.Document inputs(Line line, Variables variables) {
        Value.Document.Builder inputs = Value.Document.builder();
        for (String name : line.variables()) {
            inputs.put(name, variables.get(name).value());
        }
        return inputs.build();
    }
}
