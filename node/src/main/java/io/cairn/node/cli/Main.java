package io.cairn.node.cli;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command line's entry. */
@Command(
        name = "cairn",
        description = "A decentralised, verifiable database.",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        versionProvider = Main.Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:internal error",
            "2:wrong usage or input",
            "3:refused",
            "4:proof or signature invalid",
            "5:node unreachable",
            "6:not found"
        },
        subcommands = {
            WriteCommands.Add.class,
            WriteCommands.Set.class,
            WriteCommands.Update.class,
            WriteCommands.Upsert.class,
            WriteCommands.Delete.class,
            ReadCommands.Get.class,
            ReadCommands.Query.class,
            ReadCommands.ReceiptOf.class,
            ReadCommands.Diff.class,
            VerifyCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            KeyCommand.class,
            DbCommand.class,
            CompletionCommand.class,
            NodeCommand.class,
            BenchCommand.class,
            DemoCommand.class,
            DrillCommand.class,
            DoctorCommand.class,
            QuarantineCommand.class
        })
public final class Main {
    private final Terminal terminal;
    private final JournalVerifier journals;

    Main(Terminal terminal, JournalVerifier journals) {
        this.terminal = terminal;
        this.journals = journals;
    }

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(run(Terminal.system(), new JournalReplayVerifier(), args));
    }

    /** Runs one command and returns its exit code. */
    static int run(Terminal terminal, JournalVerifier journals, String... args) {
        int exit = commandLine(terminal, journals).execute(args);
        terminal.out().flush();
        terminal.err().flush();
        return exit;
    }

    private static CommandLine commandLine(Terminal terminal, JournalVerifier journals) {
        CommandLine command = new CommandLine(new Main(terminal, journals));
        Failures failures = new Failures(terminal);
        return command.setOut(writer(terminal.out()))
                .setErr(writer(terminal.err()))
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures)
                .setExitCodeExceptionMapper(_ -> ExitCode.INTERNAL.number());
    }

    private static PrintWriter writer(java.io.PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    Terminal terminal() {
        return terminal;
    }

    JournalVerifier journals() {
        return journals;
    }

    /** The version in the jar's manifest. */
    static String version() {
        @Nullable String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(development)" : version;
    }

    /** Tells the version. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"cairn " + version()};
        }
    }
}
