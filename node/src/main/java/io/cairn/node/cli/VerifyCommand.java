package io.cairn.node.cli;

import io.cairn.client.api.PinStore;
import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.verify.Answer;
import io.cairn.engine.verify.AnswerVerifier;
import io.cairn.engine.verify.AttestedAnswer;
import io.cairn.engine.verify.Question;
import io.cairn.engine.verify.Receipt;
import io.cairn.engine.verify.SqlAnswer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks receipts, answers and journals without a node. */
@Command(
        name = "verify",
        description = {
            "Check receipts, answers (.car) and journal folders offline.",
            "The node's key is --node-key, else node.pub beside the file, else the one remembered for the database."
        })
@SuppressWarnings("NullAway.Init")
final class VerifyCommand implements Callable<Integer> {
    private static final long FILE_BYTES_MAX = 64L << 20;
    private static final String MISSING = "file-not-found";

    @Mixin
    private Root root;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "receipts, answers and journal folders")
    private List<Path> files;

    @Option(names = "--node-key", paramLabel = "FILE", description = "file with the node's public key")
    private @Nullable Path nodeKey;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    @Override
    public Integer call() {
        List<Value> results = new ArrayList<>();
        int exit = ExitCode.OK.number();
        for (Path file : files) {
            Value.Document.Builder result = Value.Document.builder().put("file", file.toString());
            try {
                String found = verify(file);
                result.put("valid", Value.of(true)).put("says", found);
                if (!json) {
                    root.terminal().print("valid    " + file + ": " + found);
                }
            } catch (CairnException failure) {
                exit = Math.max(exit, exitCode(failure));
                result.put("valid", Value.of(false)).put("code", failure.code()).put("says", words(failure));
                if (!json) {
                    String verdict = failure.code().equals(MISSING) ? "missing  " : "INVALID  ";
                    root.terminal().print(verdict + file + ": " + words(failure) + " [" + failure.code() + "]");
                }
            }
            results.add(result.build());
        }
        if (json) {
            root.terminal()
                    .print(Json.print(Value.Document.builder()
                            .put("valid", Value.of(exit == ExitCode.OK.number()))
                            .put("files", new Value.Array(results))
                            .build()));
        }
        return exit;
    }

    private static String words(CairnException failure) {
        String said = failure.getMessage() == null ? failure.code() : failure.getMessage();
        return failure.code().equals("answer-malformed") ? "neither a receipt nor a whole answer: " + said : said;
    }

    /** A file that is not there is not found; whatever else is wrong with it, it proves nothing. */
    private static int exitCode(CairnException failure) {
        return failure.code().equals(MISSING) ? ExitCode.NOT_FOUND.number() : ExitCode.INVALID.number();
    }

    private String verify(Path file) {
        if (Files.isDirectory(file)) {
            return root.main().journals().verify(file, key(file, null));
        }
        byte[] bytes = root.terminal().file(file, FILE_BYTES_MAX);
        if (AttestedAnswer.isOne(bytes)) {
            return attested(file, bytes);
        }
        return bytes.length > 0 && bytes[0] == '{' ? receipt(file, bytes) : answer(file, bytes);
    }

    private String receipt(Path file, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        Receipt receipt = Receipt.parse(text);
        Receipt.Verified verified = receipt.verify(key(file, receipt.database()));
        return "receipt of mutation " + verified.outcome().mutation().hex() + ", "
                + verified.outcome().code() + ", entry " + verified.outcome().sequence() + " in block "
                + verified.header().header().height() + " of " + receipt.database();
    }

    private String answer(Path file, byte[] bytes) {
        Answer parsed;
        try {
            parsed = Answer.parse(bytes);
        } catch (CairnException.ProofInvalid other) {
            return sqlAnswer(file, bytes, other);
        }
        String database = parsed.question().database();
        Answer.Verified verified = Answer.verify(bytes, key(file, database));
        Question question = verified.answer().question();
        return "answer with " + verified.answer().documents().size() + " documents of " + question.collection()
                + " at block " + verified.header().header().height() + " of " + database;
    }

    private String sqlAnswer(Path file, byte[] bytes, CairnException.ProofInvalid other) {
        String database;
        try {
            database = SqlAnswer.parse(bytes).question().database();
        } catch (CairnException.ProofInvalid neither) {
            throw other;
        }
        SqlAnswer.Verified verified = new AnswerVerifier(key(file, database)).verifySql(bytes);
        return "answer with " + verified.result().rows().size() + " rows to "
                + Json.print(Value.of(verified.answer().question().text())) + " at block "
                + verified.header().header().height() + " of " + database;
    }

    /** The signatures are all that can be checked of it, and that has to be said. */
    private String attested(Path file, byte[] bytes) {
        AttestedAnswer unchecked = AttestedAnswer.decode(bytes);
        String database = unchecked.question().database();
        AttestedAnswer.Verified verified = new AnswerVerifier(key(file, database)).verifyAttested(bytes);
        AttestedAnswer answer = verified.answer();
        String caller = answer.question().caller();
        return "attested answer with " + answer.result().rows().size() + " rows to "
                + Json.print(Value.of(answer.question().text())) + " of "
                + (caller.isEmpty() ? "nobody in particular" : caller) + " at block "
                + verified.header().header().height() + " of " + database
                + ": signed by the node, which is its word and no proof of the rows";
    }

    private byte[] key(Path file, @Nullable String database) {
        if (nodeKey != null) {
            return HexFormat.of().parseHex(NodeKeyFile.read(root.terminal(), nodeKey));
        }
        Path beside = file.toAbsolutePath().resolveSibling("node.pub");
        if (Files.exists(beside)) {
            return HexFormat.of().parseHex(NodeKeyFile.read(root.terminal(), beside));
        }
        if (database != null) {
            PinStore pins = PinStore.inFolder(root.terminal().home().resolve("pins"));
            var pin = pins.load(database);
            if (pin.isPresent()) {
                return pin.get().nodeKeyBytes();
            }
        }
        throw new CairnException.NotFound(MISSING, "no node key to check against: name one with --node-key FILE");
    }
}
