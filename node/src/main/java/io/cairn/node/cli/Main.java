package io.cairn.node.cli;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
        })
public final class Main {
    private static final List<Class<?>> COMMANDS = List.of(
            WriteCommands.Add.class,
            WriteCommands.Set.class,
            WriteCommands.Update.class,
            WriteCommands.Upsert.class,
            WriteCommands.Delete.class,
            ReadCommands.Get.class,
            ReadCommands.Query.class,
            SqlCommand.class,
            PgCommand.class,
            ReceiptCommand.class,
            ReadCommands.Diff.class,
            VerifyCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            KeyCommand.class,
            SessionCommand.class,
            DbCommand.class,
            CompletionCommand.class,
            NodeCommand.class,
            BenchCommand.class,
            DemoCommand.class,
            DrillCommand.class,
            DoctorCommand.class,
            QuarantineCommand.class,
            SqlTestCommand.class,
            RuleCommand.class,
            RelayCommand.class,
            WeaveDbCommand.class,
            FpjsonCommand.class,
            TrainCommand.class);

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
        int exit = commandLine(terminal, journals, args).execute(args);
        terminal.out().flush();
        terminal.err().flush();
        return exit;
    }

    /** The whole grammar, for those who describe it. */
    public static CommandLine grammar() {
        return commandLine(Terminal.system(), JournalVerifier.none());
    }

    /** The grammar, as far as these arguments need it: reading all of it takes longer than most commands. */
    private static CommandLine commandLine(Terminal terminal, JournalVerifier journals, String... args) {
        CommandLine command = new CommandLine(new Main(terminal, journals));
        commands(args).forEach(command::addSubcommand);
        Failures failures = new Failures(terminal);
        return command.setOut(writer(terminal.out()))
                .setErr(writer(terminal.err()))
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures)
                .setExitCodeExceptionMapper(_ -> ExitCode.INTERNAL.number());
    }

    private static List<Class<?>> commands(String... args) {
        if (args.length == 0) {
            return COMMANDS;
        }
        if (args[0].equals("--version")) {
            return List.of();
        }
        List<Class<?>> named = COMMANDS.stream()
                .filter(type -> type.getAnnotation(Command.class).name().equals(args[0]))
                .toList();
        return named.isEmpty() || named.contains(CompletionCommand.class) ? COMMANDS : named;
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
