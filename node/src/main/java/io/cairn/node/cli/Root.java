package io.cairn.node.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The way from any command to the world around it. */
@Command
final class Root {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    Main main() {
        return (Main) command.root().userObject();
    }

    Terminal terminal() {
        return main().terminal();
    }

    CommandSpec command() {
        return command;
    }
}
