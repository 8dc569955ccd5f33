package io.cairn.node.cli;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ClientDatabase;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.verify.Receipt;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The proof of the fate of a mutation, or of one run of a cron. */
@Command(
        name = "receipt",
        description = {
            "Fetch and check the receipt of a mutation, or of one run of a cron.",
            "Example: cairn receipt --cron cleanup --due 1700000010"
        })
@SuppressWarnings("NullAway.Init")
final class ReceiptCommand implements Callable<Integer> {
    @Mixin
    private Connection connection;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "MUTATION",
            description = "id of the mutation, bundle or run, 64 digits")
    private @Nullable String id;

    @Option(names = "--index", paramLabel = "N", description = "place in the bundle whose id MUTATION is")
    private @Nullable Integer index;

    @Option(names = "--cron", paramLabel = "NAME", description = "the cron whose run is meant")
    private @Nullable String cron;

    @Option(names = "--due", paramLabel = "SECONDS", description = "when the run of the cron was due")
    private @Nullable Long due;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "keep the receipt in a file instead of printing it")
    private @Nullable Path output;

    /** What is asked for. */
    private interface Asking {
        Receipt.Verified of(ClientDatabase database);
    }

    @Override
    public Integer call() {
        Asking asking = asking();
        try (CairnClient client = connection.reading()) {
            Receipt.Verified verified = asking.of(connection.database(client));
            String text = verified.receipt().toJson();
            if (output == null) {
                connection.terminal().print(text.stripTrailing());
            } else {
                connection.terminal().write(output, text.getBytes(StandardCharsets.UTF_8));
                connection
                        .terminal()
                        .say(verified.outcome().code() + ": entry "
                                + verified.outcome().sequence() + " in block "
                                + verified.header().header().height() + ", kept in " + output);
            }
            return ExitCode.OK.number();
        }
    }

    private Asking asking() {
        String mutation = id;
        if (mutation != null && cron == null && due == null) {
            Hash hash = Hash.parse(mutation);
            Integer place = index;
            return place == null ? database -> database.receipt(hash) : database -> database.receipt(hash, place);
        }
        String name = cron;
        Long seconds = due;
        if (mutation != null || index != null || name == null || seconds == null) {
            throw new CairnException.Incorrect(
                    "usage", "MUTATION", "name a mutation, or a run of a cron with --cron NAME --due SECONDS");
        }
        if (seconds < 0 || seconds > Long.MAX_VALUE / 1_000) {
            throw new CairnException.Incorrect("usage", "due", "--due is a time in seconds");
        }
        return database -> database.receiptOfRun(name, seconds);
    }
}
