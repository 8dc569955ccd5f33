package io.cairn.node.cli;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.Fate;
import io.cairn.client.api.Relayed;
import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Relaying: a user signs for a job, its signers approve, a relayer sends. */
@Command(
        name = "relay",
        description = {
            "Sign queries for a relayer job, approve what was signed, send it.",
            "Files hold the bytes of signed mutations and go from one to the next."
        },
        subcommands = {RelayCommand.Sign.class, RelayCommand.Approve.class, RelayCommand.Send.class})
final class RelayCommand {
    private static final long FILE_BYTES_MAX = 16L << 20;

    private static Value.Document shape(Relayed relayed, @Nullable Path file) {
        Value.Document.Builder shape = Value.Document.builder()
                .put("mutation", relayed.id().hex())
                .put("job", relayed.job())
                .put("account", relayed.account().text())
                .put("queries", relayed.queries())
                .put("nonce", relayed.nonce())
                .put("expires", relayed.expiresMillis());
        return (file == null ? shape : shape.put("file", file.toString())).build();
    }

    /** Tells a person, or a program, what a file holds. */
    private static void print(Connection connection, Relayed relayed, Path file) {
        Terminal terminal = connection.terminal();
        if (connection.json()) {
            terminal.print(Json.print(shape(relayed, file)));
            return;
        }
        terminal.print(
                "mutation " + relayed.id().hex() + " of " + relayed.account().text() + " for job "
                        + relayed.job() + ", nonce " + relayed.nonce() + ", until "
                        + Instant.ofEpochMilli(relayed.expiresMillis()));
        relayed.queries().values().forEach(query -> terminal.print("  " + Json.print(query)));
        terminal.print("kept in " + file);
    }

    /** Signs for a job. */
    @Command(
            name = "sign",
            description = {
                "Sign queries that only a relayer of the job can bring; nothing is sent.",
                "Example: cairn relay sign prices '[\"set\",{},\"bets\",\"b1\"]' -o bet.signed"
            })
    @SuppressWarnings("NullAway.Init")
    static final class Sign implements Callable<Integer> {
        @Mixin
        private Connection connection;

        @Parameters(index = "0", paramLabel = "JOB", description = "name of the relayer job")
        private String job;

        @Parameters(index = "1", paramLabel = "QUERIES", description = "a query or a list, or - for standard input")
        private String queries;

        @Option(
                names = "--for",
                paramLabel = "TIME",
                defaultValue = "24h",
                description = "how long it may be brought: 24h")
        private String life;

        @Option(
                names = "--nonce",
                paramLabel = "NUMBER",
                description = "to sign several before one of them is brought: the next one that the node knows of")
        private @Nullable Long nonce;

        @Option(
                names = {"-o", "--output"},
                paramLabel = "FILE",
                required = true,
                description = "where to keep what is signed")
        private Path output;

        @Override
        public Integer call() {
            if (!(Json.parse(connection.terminal().argument(queries)) instanceof Value.Array array)) {
                throw new CairnException.Incorrect("query-malformed", "QUERIES", "a query is an array");
            }
            try (CairnClient client = connection.signing()) {
                ClientDatabase database = connection.database(client);
                byte[] signed = database.signForRelay(job, array, Lifetimes.parse(life), nonce);
                connection.terminal().write(output, signed);
                print(connection, database.relayed(signed), output);
            }
            return ExitCode.OK.number();
        }
    }

    /** What approving and sending share. */
    @Command
    @SuppressWarnings("NullAway.Init")
    abstract static class OnSigned implements Callable<Integer> {
        @Mixin
        private Connection connection;

        @Parameters(index = "0", paramLabel = "FILE", description = "what cairn relay sign has kept")
        private Path file;

        @Option(
                names = "--extra",
                paramLabel = "JSON",
                defaultValue = "{}",
                description = "what the relayer adds, an object, or - for standard input: {}")
        private String extra;

        Connection connection() {
            return connection;
        }

        abstract void call(ClientDatabase database, Relayed relayed, byte[] signed, Value.Document added);

        byte[] read(Path from) {
            return connection.terminal().file(from, FILE_BYTES_MAX);
        }

        @Override
        public final Integer call() {
            Value.Document added = connection.terminal().document(extra);
            byte[] signed = read(file);
            try (CairnClient client = connection.signing()) {
                ClientDatabase database = connection.database(client);
                call(database, of(file, () -> database.relayed(signed)), signed, added);
            }
            return ExitCode.OK.number();
        }

        /** What is wrong with a file's bytes names the file. */
        static <T> T of(Path file, Supplier<T> reading) {
            try {
                return reading.get();
            } catch (CairnException.Incorrect wrong) {
                throw new CairnException.Incorrect(wrong.code(), wrong.at(), file + ": " + wrong.getMessage());
            }
        }
    }

    /** Approves. */
    @Command(
            name = "approve",
            description = {
                "Sign agreement to what was signed, with what the relayer adds; nothing is sent.",
                "Example: cairn relay approve bet.signed --extra '{\"price\":182}' -o bet.alice"
            })
    @SuppressWarnings("NullAway.Init")
    static final class Approve extends OnSigned {
        @Option(
                names = {"-o", "--output"},
                paramLabel = "FILE",
                required = true,
                description = "where to keep the approval")
        private Path output;

        @Override
        void call(ClientDatabase database, Relayed relayed, byte[] signed, Value.Document added) {
            connection().terminal().write(output, database.approveRelay(signed, added));
            print(connection(), relayed, output);
        }
    }

    /** Sends. */
    @Command(
            name = "send",
            description = {
                "Bring what was signed to the database, with what you add and the approvals.",
                "Example: cairn relay send bet.signed --extra '{\"price\":182}' --approval bet.alice --approval bet.bob"
            })
    static final class Send extends OnSigned {
        @Option(names = "--approval", paramLabel = "FILE", description = "what cairn relay approve has kept")
        private List<Path> approvals = List.of();

        @Override
        void call(ClientDatabase database, Relayed relayed, byte[] signed, Value.Document added) {
            List<byte[]> attached = new ArrayList<>();
            approvals.forEach(approval -> attached.add(read(approval)));
            Fate fate;
            try {
                fate = database.relay(signed, added, attached);
            } catch (CairnException.Incorrect wrong) {
                throw ofApproval(wrong);
            } catch (CairnException.Refused refused) {
                if (refused.at().equals("data/mutation/nonce") && !connection().json()) {
                    String whose = "nonce " + relayed.nonce() + " of "
                            + relayed.account().text();
                    connection()
                            .terminal()
                            .say(whose
                                    + " is used up: it was brought before, or its signer sent something else with it");
                }
                throw refused;
            }
            Shown.write(connection().terminal(), connection().json(), fate);
        }

        /** The client knows approvals by their number, who calls it by their file. */
        private CairnException.Incorrect ofApproval(CairnException.Incorrect wrong) {
            for (int i = 0; i < approvals.size(); i++) {
                if (wrong.at().equals("approvals/" + i)) {
                    return new CairnException.Incorrect(
                            wrong.code(), wrong.at(), approvals.get(i) + ": " + wrong.getMessage());
                }
            }
            return wrong;
        }
    }
}
