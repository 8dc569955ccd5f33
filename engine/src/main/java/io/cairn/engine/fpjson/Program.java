package io.cairn.engine.fpjson;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
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
        boolean isTold = !(trace instanceof ProgramTrace.Nobody);
        int next = 0;
        try {
            while (next < lines.size() && !run.isStopped()) {
                Line line = lines.get(next);
                run.at(next++);
                if (isTold) {
                    tell(line, run, trace);
                } else {
                    line.block().run(run);
                }
            }
        } finally {
            for (; isTold && next < lines.size(); next++) {
                trace.ran(ProgramStep.notReached(next, lines.get(next).source()));
            }
        }
    }

    private static void tell(Line line, ProgramRun run, ProgramTrace trace) {
        Variables variables = run.variables();
        ProgramStep step = ProgramStep.begun(run.line(), line.source(), line.variables(), variables);
        LinkedHashSet<String> assigned = new LinkedHashSet<>();
        variables.note(assigned);
        try {
            Term value = line.block().run(run);
            step.ended(value, run.isStopped() ? ProgramStep.End.STOPPED : ProgramStep.End.WENT_ON);
        } catch (CairnException failure) {
            step.ended(Term.undefined(), ProgramStep.End.FAILED);
            throw failure;
        } finally {
            variables.note(null);
            step.assigned(assigned, variables);
            trace.ran(step);
        }
    }
}
