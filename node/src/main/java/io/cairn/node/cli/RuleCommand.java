package io.cairn.node.cli;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ClientDatabase;
import io.cairn.engine.codec.Json;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.TokenShortage;
import io.cairn.engine.model.Value;
import io.cairn.engine.verify.Receipt;
import io.cairn.node.ruletest.RuleTrial;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Rules: why a write was let through or refused, and tables of cases. */
@Command(
        name = "rule",
        description = "Explain what rules decided, and try rules on a table of cases.",
        subcommands = {RuleCommand.Explain.class, RuleCommand.Test.class})
final class RuleCommand {
    private static final long FILE_BYTES_MAX = 16L << 20;

    /** Explains a receipt. */
    @Command(
            name = "explain",
            description = {
                "Tell which rule and line let a write through or refused it, and what every line of the rules did.",
                "What was decided is proved by the receipt; what lines did is the node's word, which runs the write once more.",
                "RECEIPT is the id of the mutation, or a file that `cairn receipt -o` has kept."
            })
    @SuppressWarnings("NullAway.Init")
    static final class Explain implements Callable<Integer> {
        @Mixin
        private Connection connection;

        @Parameters(index = "0", paramLabel = "RECEIPT", description = "id of the mutation, or file of its receipt")
        private String receipt;

        @Option(names = "--index", paramLabel = "N", description = "place of the mutation in a bundle")
        private int index;

        @Override
        public Integer call() {
            Hash mutation = mutation();
            try (CairnClient client = connection.reading()) {
                ClientDatabase database = connection.database(client);
                Receipt.Verified verified = database.receipt(mutation, index);
                Outcome outcome = verified.outcome();
                Value.Document lines = lines(database, mutation, outcome);
                if (connection.json()) {
                    Value detail = outcome.detail() == null ? Value.none() : outcome.detail();
                    connection
                            .terminal()
                            .print(Json.print(Value.Document.builder()
                                    .put("mutation", mutation.hex())
                                    .put("code", outcome.code())
                                    .put("at", outcome.at())
                                    .put("detail", detail)
                                    .put("lines", lines)
                                    .build()));
                } else {
                    words(outcome).forEach(connection.terminal()::print);
                    lineWords(lines).forEach(connection.terminal()::print);
                }
                return ExitCode.OK.number();
            }
        }

        /** What the node tells of the lines, or {@code {"code", "message"}}: why it does not. */
        private Value.Document lines(ClientDatabase database, Hash mutation, Outcome outcome) {
            try {
                Value.Document told = database.explanation(mutation, index);
                if (Value.of(outcome.code()).equals(told.get("code"))
                        && Value.of(outcome.at()).equals(told.get("at"))) {
                    return told;
                }
                throw new CairnException.ProofInvalid(
                        "explanation-wrong", "code", "the node explains another outcome than its receipt proves");
            } catch (CairnException.NotFound | CairnException.Forbidden | CairnException.Busy notTold) {
                return Value.Document.builder()
                        .put("code", notTold.code())
                        .put("message", notTold.getMessage())
                        .build();
            }
        }

        private Hash mutation() {
            if (receipt.isEmpty()) {
                throw new CairnException.Incorrect(
                        "usage", "RECEIPT", "RECEIPT is empty: name the id of a mutation, or the file of its receipt");
            }
            if (receipt.length() == 2 * Hash.BYTES && !Files.exists(Path.of(receipt))) {
                return Hash.parse(receipt);
            }
            byte[] bytes = connection.terminal().file(Path.of(receipt), FILE_BYTES_MAX);
            if (Json.parse(new String(bytes, StandardCharsets.UTF_8)) instanceof Value.Document) {
                Receipt parsed = Receipt.parse(new String(bytes, StandardCharsets.UTF_8));
                index = parsed.index();
                return Outcome.decode(parsed.outcome().bytes()).mutation();
            }
            throw new CairnException.Incorrect("receipt-malformed", "RECEIPT", "the file holds no receipt");
        }
    }

    /** What a receipt says, in words. */
    static List<String> words(Outcome outcome) {
        List<String> words = new ArrayList<>();
        Value.Document detail = outcome.detail();
        words.add(
                outcome.isOk()
                        ? "accepted"
                        : "refused: " + outcome.code() + (outcome.at().isEmpty() ? "" : " at " + outcome.at()));
        if (detail == null) {
            words.add(outcome.isOk() ? "no rule and no trigger had a part in it" : "no rule had a part in it");
            return words;
        }
        field(detail, "allowed", "allowed by (collection/rule/line, from 0): ", words);
        field(detail, "operation", "operation: ", words);
        field(detail, "collection", "collection: ", words);
        field(detail, "rule", "rule: ", words);
        field(detail, "line", "line: ", words);
        if (detail.get("inputs") instanceof Value.Document inputs) {
            inputs.forEach(input -> words.add("  $" + input.getKey() + " = " + Json.print(input.getValue())));
        }
        field(detail, "code", "because: ", words);
        field(detail, "at", "where: ", words);
        TokenShortage shortage = TokenShortage.of(detail);
        if (shortage != null) {
            words.add("tokens: " + shortage.words());
        }
        if (detail.get("linked") instanceof Value.Array(var linked)) {
            words.add("read of other databases: " + linked.size());
            linked.forEach(read -> words.add("  " + Json.print(read)));
        }
        if (detail.get("derived") instanceof Value.Array(var derived)) {
            words.add("written by programs: "
                    + Json.print(detail.get("count") == null ? Value.none() : detail.get("count")));
            derived.forEach(write -> words.add("  " + Json.print(write)));
        }
        return words;
    }

    /** What lines did, in words. */
    static List<String> lineWords(Value.Document told) {
        List<String> words = new ArrayList<>();
        if (!(told.get("rules") instanceof Value.Array(var rules))) {
            words.add("what each line did is not shown: " + text(told, "message"));
            return words;
        }
        for (Value each : rules) {
            if (each instanceof Value.Document rule && rule.get("lines") instanceof Value.Array(var lines)) {
                words.add("rule " + text(rule, "rule") + " of " + text(rule, "collection") + ", " + text(rule, "key")
                        + ", on " + text(rule, "operation") + " " + text(rule, "document"));
                for (Value line : lines) {
                    words.addAll(line instanceof Value.Document shown ? TracedLines.words(shown) : List.of());
                }
            }
        }
        if (Value.of(true).equals(told.get("cut"))) {
            words.add("there is more, which is not shown: it is too long");
        }
        return words;
    }

    private static String text(Value.Document document, String name) {
        Value value = document.get(name);
        if (value instanceof Value.Text(var text)) {
            return text;
        }
        return value == null ? "" : Json.print(value);
    }

    private static void field(Value.Document detail, String name, String label, List<String> words) {
        Value value = detail.get(name);
        if (value != null) {
            words.add(label + (value instanceof Value.Text(var text) ? text : Json.print(value)));
        }
    }

    /** Tries a table of cases. */
    @Command(
            name = "test",
            description = {
                "Try the cases of a file on a database in memory; the exit code is not 0 where one is not as expected.",
                "The file: {\"setup\": [queries of the owner], \"cases\": [{\"name\", \"as\", \"query\", \"expect\","
                        + " \"documents\", \"time\"}]};",
                "@alice in a text is the address of the user alice. Example: examples/social/rules.test.json"
            })
    @SuppressWarnings("NullAway.Init")
    static final class Test implements Callable<Integer> {
        @Mixin
        private Root root;

        @Parameters(index = "0", paramLabel = "FILE", description = "the table of cases, JSON")
        private Path file;

        @Option(names = "--json", description = "print one JSON object")
        private boolean json;

        @Override
        public Integer call() {
            String text = new String(root.terminal().file(file, FILE_BYTES_MAX), StandardCharsets.UTF_8);
            if (!(Json.parse(text) instanceof Value.Document table)) {
                throw new CairnException.Incorrect("rule-test-malformed", "FILE", "the file holds no object");
            }
            List<RuleTrial.Result> results = RuleTrial.run(table);
            long failed =
                    results.stream().filter(result -> result.problem() != null).count();
            List<Value> shown = new ArrayList<>();
            for (RuleTrial.Result result : results) {
                shown.add(shape(result));
                if (!json) {
                    root.terminal()
                            .print((result.problem() == null ? "passed  " : "FAILED  ") + result.name() + ": "
                                    + (result.problem() == null ? result.code() : result.problem()));
                }
            }
            if (json) {
                root.terminal()
                        .print(Json.print(Value.Document.builder()
                                .put("cases", results.size())
                                .put("failed", failed)
                                .put("results", new Value.Array(shown))
                                .build()));
            } else {
                root.terminal().print(results.size() + " cases, " + failed + " failed");
            }
            return failed == 0 ? ExitCode.OK.number() : ExitCode.INVALID.number();
        }

        private static Value shape(RuleTrial.Result result) {
            Value.Document.Builder shape =
                    Value.Document.builder().put("name", result.name()).put("code", result.code());
            shape.put("passed", Value.of(result.problem() == null));
            if (result.problem() != null) {
                shape.put("problem", result.problem());
            }
            if (result.detail() != null) {
                shape.put("detail", result.detail());
            }
            return shape.build();
        }
    }
}
