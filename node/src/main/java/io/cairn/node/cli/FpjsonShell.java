package io.cairn.node.cli;

import io.cairn.engine.codec.Json;
import io.cairn.engine.fpjson.Library;
import io.cairn.engine.fpjson.Variables;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
    private static final String HELP_OF_RULES = """
            A line is a program, as [["allowif()", ["equals", "$id", "$signer"]]], which runs on the request, or an object of
            "request", "documents" and "program", whose fields stay for the lines that follow.
            :functions [PREFIX]    names the functions
            :reset                 forgets request and documents
            :quit                  leaves, as Ctrl-D does""";

    private final FpjsonEvaluator evaluator;
    private Variables variables = new Variables();
    /** With rules: the request and documents that were given last. */
    private Value.Document given = Value.Document.EMPTY;

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
            if (evaluator.isRule()) {
                return rule(Json.parse(line));
            }
            return Json.printPretty(evaluator.evaluate(Json.parse(line), variables));
        } catch (CairnException failure) {
            String at = failure.at().isEmpty() ? "" : " at " + failure.at();
            return failure.code() + at + ": " + failure.getMessage();
        }
    }

    private String rule(Value line) {
        Value.Document.Builder fields = Value.Document.builder();
        Value.Document sent = line instanceof Value.Document document
                ? document
                : Value.Document.builder().put("program", line).build();
        given.forEach(field -> {
            if (!sent.has(field.getKey())) {
                fields.put(field.getKey(), field.getValue());
            }
        });
        sent.forEach(field -> fields.put(field.getKey(), field.getValue()));
        Value.Document request = fields.build();
        Value.Document.Builder stays = Value.Document.builder();
        request.forEach(field -> {
            if (!field.getKey().equals("program")) {
                stays.put(field.getKey(), field.getValue());
            }
        });
        given = stays.build();
        return request.has("program") ? told(evaluator.rule(request)) : "";
    }

    /** What a program of a rule did, in words. */
    private static String told(Value.Document answer) {
        List<String> words = new ArrayList<>();
        if (answer.get("lines") instanceof Value.Array(var lines)) {
            lines.forEach(line -> words.addAll(TracedLines.words((Value.Document) line)));
        }
        for (String name : List.of("error", "decision", "reason", "new", "steps")) {
            Value value = answer.get(name);
            if (value != null) {
                words.add(name + ": " + (value instanceof Value.Text(var text) ? text : shown(value)));
            }
        }
        return String.join("\n", words);
    }

    private String command(String line) {
        String[] words = line.split("\\s+", 2);
        String rest = words.length > 1 ? words[1] : "";
        return switch (words[0]) {
            case ":help" -> evaluator.isRule() ? HELP_OF_RULES : HELP;
            case ":vars" -> vars();
            case ":functions" ->
                Library.names().stream().filter(name -> name.startsWith(rest)).collect(Collectors.joining(" "));
            case ":reset" -> {
                variables = new Variables();
                given = Value.Document.EMPTY;
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
