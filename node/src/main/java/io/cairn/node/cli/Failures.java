package io.cairn.node.cli;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Failures in words: what is wrong, and what to do next. */
final class Failures implements CommandLine.IExecutionExceptionHandler, CommandLine.IParameterExceptionHandler {
    private final Terminal terminal;

    Failures(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleExecutionException(
            Exception failure, CommandLine command, CommandLine.@Nullable ParseResult parsed) {
        if (failure instanceof CairnException known) {
            tell(known, parsed != null && asksForJson(parsed));
            return ExitCode.of(known).number();
        }
        terminal.say("cairn: internal error: " + failure);
        failure.printStackTrace(terminal.err());
        return ExitCode.INTERNAL.number();
    }

    @Override
    public int handleParseException(CommandLine.ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        terminal.say("cairn: " + words(failure));
        boolean suggested = CommandLine.UnmatchedArgumentException.printSuggestions(failure, command.getErr());
        boolean early = failure instanceof CommandLine.UnmatchedArgumentException unmatched
                && command.getParent() == null
                && unmatched.getUnmatched().getFirst().startsWith("--");
        if (early && !suggested) {
            terminal.say("  Options come behind the command: cairn COMMAND ... --option VALUE.");
        }
        terminal.say("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE.number();
    }

    /** The library's words, in those of people. */
    private static String words(CommandLine.ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        String said = String.valueOf(failure.getMessage());
        if (said.equals("Missing required subcommand")) {
            return command.getParent() == null
                    ? "say what to do"
                    : command.getCommandSpec().qualifiedName() + " needs one of: "
                            + String.join(", ", command.getSubcommands().keySet());
        }
        return said.replace(" is not a long", " is not a whole number")
                .replace(" is not an int", " is not a whole number");
    }

    private static boolean asksForJson(CommandLine.ParseResult parsed) {
        CommandLine.ParseResult deepest = parsed;
        while (deepest.hasSubcommand()) {
            deepest = deepest.subcommand();
        }
        return deepest.hasMatchedOption("--json");
    }

    /** Where it is wrong, in what a person has written: an argument of one word is its own place. */
    private static String place(CairnException failure, String message) {
        return failure.at().indexOf('/') < 0 || message.contains(failure.at()) ? "" : " at " + failure.at();
    }

    void tell(CairnException failure, boolean json) {
        String message = failure.getMessage() == null ? failure.code() : failure.getMessage();
        Hash mutation = failure instanceof CairnException.Refused refused ? refused.mutation() : null;
        if (json) {
            Value.Document.Builder error = Value.Document.builder()
                    .put("code", failure.code())
                    .put("at", failure.at())
                    .put("detail", message);
            if (mutation != null) {
                error.put("mutation", mutation.hex());
            }
            terminal.say(Json.print(
                    Value.Document.builder().put("error", error.build()).build()));
            return;
        }
        terminal.say("cairn: " + message + " [" + failure.code() + "]" + place(failure, message));
        String next = next(failure.code());
        if (next != null) {
            terminal.say("  " + next);
        }
        if (mutation != null && isOfRule(failure)) {
            terminal.say("  Explain it with 'cairn rule explain " + mutation.hex() + "'.");
        }
    }

    /** Whether a rule had a part in it, so that there are lines to show. */
    private static boolean isOfRule(CairnException failure) {
        Value.Document detail = failure instanceof CairnException.Refused refused ? refused.detail() : null;
        return failure.at().startsWith("rules/") || detail != null && detail.has("operation");
    }

    /** What a person can do about a failure, where there is something to do. */
    static @Nullable String next(String code) {
        return switch (code) {
            case "node-unreachable" -> "Start one with 'cairn node', or name one with --node URL or CAIRN_NODE.";
            case "key-not-found", "signer-missing" -> "Make a key with 'cairn key new NAME', or name one with --key.";
            case "session-file-not-found", "session-not-chosen" ->
                "Make one with 'cairn session open NAME' and name it with --session NAME.";
            case "session-closed", "session-expired", "session-budget" ->
                "Open another with 'cairn session open NAME'; 'cairn session list' shows what there is.";
            case "key-exists" -> "'cairn key list' shows the keys; give the new one another name.";
            case "key-ambiguous" -> "Name one with --key NAME or CAIRN_KEY; 'cairn key list' shows them.";
            case "database-not-chosen" -> "Name one with --db ADDRESS or CAIRN_DB; 'cairn db list' shows them.";
            case "database-missing" -> "Make one with 'cairn db create'.";
            case "database-not-found" -> "'cairn db list' shows the databases of the node.";
            case "collection-not-found" ->
                "An owner's first 'cairn add' makes it, or 'cairn db collection NAME'; 'cairn db show' lists what is there.";
            case "read-token-missing", "read-not-permitted" ->
                "Ask the owner for a role, and name your key with --key.";
            case "passphrase-wrong" -> "Try again, or set CAIRN_PASSPHRASE_FILE to a file that holds the passphrase.";
            case "not-permitted" ->
                "The owner gives roles with 'cairn db member ACCOUNT writer'; another key is named with --key.";
            case "not-document-owner" -> "Only who added a document may change it: name that key with --key.";
            case "document-not-found" -> "'cairn set' and 'cairn upsert' create a document that is not there.";
            case "config-invalid" -> "'cairn node --list-settings' shows every setting.";
            case "document-exists" -> "Use 'cairn set' or 'cairn upsert' to change a document that is there.";
            case "head-rolled-back", "head-forked", "node-key-mismatch", "promise-broken", "head-statement-invalid" ->
                "Do not trust this node. What was seen before is in the pins folder of CAIRN_HOME.";
            case "block-not-retained" -> "Read a newer block, or ask a node that keeps more.";
            default -> null;
        };
    }
}
