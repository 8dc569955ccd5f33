package io.cairn.node.cli;

import io.cairn.engine.codec.Json;
import io.cairn.engine.fpjson.Library;
import io.cairn.engine.fpjson.Variables;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.io.IOException;
import java.util.stream.Collectors;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.TerminalBuilder;

/** Programs typed one a line; variables stay from line to line. */
final class FpjsonShell {
    private static final String HELP = """
            A line is a program, as ["add", 1, 2] or [["map", ["inc"]], {"var": "x"}].
            ["let", "x", [1, 2]]   sets a variable, which stays
            :vars                  shows the variables
            :functions [PREFIX]    names the functions
            :reset                 forgets the variables
            :quit                  leaves, as Ctrl-D does""";

    private final FpjsonEvaluator evaluator;
    private Variables variables = new Variables();

    FpjsonShell(FpjsonEvaluator evaluator) {
        this.evaluator = evaluator;
    }

    /** Reads lines from the terminal of this process until the person leaves. */
    static void open(FpjsonEvaluator evaluator) throws IOException {
        FpjsonShell shell = new FpjsonShell(evaluator);
        try (org.jline.terminal.Terminal terminal =
                TerminalBuilder.builder().system(true).build()) {
            LineReader reader = LineReaderBuilder.builder()
                    .terminal(terminal)
                    .appName("cairn")
                    .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                    .build();
            terminal.writer().println("FPJSON. :help for help, :quit to leave.");
            boolean goesOn = true;
            while (goesOn) {
                goesOn = shell.next(reader);
            }
        }
    }

    /** Carries out the next line; whether there may be another. */
    private boolean next(LineReader reader) {
        try {
            String line = reader.readLine("fpjson> ").strip();
            if (line.equals(":quit") || line.equals(":q")) {
                return false;
            }
            String answer = accept(line);
            reader.getTerminal().writer().print(answer.isEmpty() ? "" : answer + "\n");
            reader.getTerminal().flush();
            return true;
        } catch (UserInterruptException stop) {
            // What was typed is given up; the shell goes on.
            return true;
        } catch (EndOfFileException end) {
            return false;
        }
    }

    /** What a line answers; nothing where it is empty. */
    String accept(String line) {
        if (line.isBlank()) {
            return "";
        }
        if (line.startsWith(":")) {
            return command(line);
        }
        try {
            return Json.printPretty(evaluator.evaluate(Json.parse(line), variables));
        } catch (CairnException failure) {
            String at = failure.at().isEmpty() ? "" : " at " + failure.at();
            return failure.code() + at + ": " + failure.getMessage();
        }
    }

    private String command(String line) {
        String[] words = line.split("\\s+", 2);
        String rest = words.length > 1 ? words[1] : "";
        return switch (words[0]) {
            case ":help" -> HELP;
            case ":vars" -> vars();
            case ":functions" ->
                Library.names().stream().filter(name -> name.startsWith(rest)).collect(Collectors.joining(" "));
            case ":reset" -> {
                variables = new Variables();
                yield "";
            }
            default -> "no command " + words[0] + "; :help names them";
        };
    }

    private String vars() {
        return variables.names().stream()
                .map(name -> name + " = " + shown(variables.get(name).value()))
                .collect(Collectors.joining("\n"));
    }

    private static String shown(Value value) {
        return Json.print(value);
    }
}
