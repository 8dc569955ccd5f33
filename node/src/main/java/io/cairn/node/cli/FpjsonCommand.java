package io.cairn.node.cli;

import io.cairn.engine.model.CairnException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Programs of FPJSON, without a node. */
@Command(
        name = "fpjson",
        description = {
            "Evaluate FPJSON: one request a line from standard input, an answer a line; on a terminal, a shell.",
            "Example: echo '{\"program\":[[\"map\",[\"inc\"]],{\"var\":\"x\"}],\"vars\":{\"x\":[1,2]}}' | cairn fpjson",
            "An answer is {\"value\":…} or {\"error\":{\"code\":…,\"message\":…,\"path\":…}}. 0 when the input was read to its end."
        })
@SuppressWarnings("NullAway.Init")
final class FpjsonCommand implements Callable<Integer> {
    @Mixin
    private Root root;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "how many steps each request may take (default ${DEFAULT-VALUE})")
    private long steps;

    @Option(
            names = "--cells",
            paramLabel = "N",
            defaultValue = "10000000",
            description = "how many elements and characters each request may make (default ${DEFAULT-VALUE})")
    private long cells;

    @Option(
            names = "--rule",
            description = {
                "run programs of rules, each on a request that is made up, and show what each line did:",
                "{\"program\":[…],\"request\":{\"func\",\"op\",\"method\",\"path\",\"id\",\"data\",\"old\",\"setter\",\"signer\",\"owners\",\"ms\"},"
                        + "\"documents\":{collection:{id:{…}}}}"
            })
    private boolean rule;

    @Override
    public Integer call() throws IOException {
        Terminal terminal = root.terminal();
        FpjsonEvaluator evaluator = new FpjsonEvaluator(positive(steps, "--steps"), positive(cells, "--cells"), rule);
        if (terminal.interactive()) {
            FpjsonShell.open(evaluator);
        } else {
            new FpjsonLines(evaluator, terminal.in(), terminal.out()).run();
        }
        return ExitCode.OK.number();
    }

    private static long positive(long value, String option) {
        if (value < 1) {
            throw new CairnException.Incorrect("usage", option, option + " is 1 or more");
        }
        return value;
    }
}
