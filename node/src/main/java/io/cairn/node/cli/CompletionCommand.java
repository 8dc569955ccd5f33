package io.cairn.node.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Completion for shells. */
@Command(name = "completion", description = "Print a completion script for bash and zsh: source <(cairn completion)")
@SuppressWarnings("NullAway.Init")
final class CompletionCommand implements Callable<Integer> {
    @Mixin
    private Root root;

    @Override
    public Integer call() {
        root.terminal().print(AutoComplete.bash("cairn", root.command().root().commandLine()));
        return ExitCode.OK.number();
    }
}
