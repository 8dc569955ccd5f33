package io.cairn.node.cli;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.Session;
import io.cairn.client.api.SessionInfo;
import io.cairn.client.api.SessionOptions;
import io.cairn.client.key.SessionFiles;
import io.cairn.client.key.Signer;
import io.cairn.engine.codec.Json;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.SessionScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sessions: keys that act for an account in one database. */
@Command(
        name = "session",
        description = {
            "Open, list and close sessions: keys that act for your account in one database, for some time, within a budget.",
            "Example: cairn session open work --scope documents,sql --for 8h; cairn set --session work …"
        },
        subcommands = {
            SessionCommand.Open.class,
            SessionCommand.ListAll.class,
            SessionCommand.Close.class,
            SessionCommand.Password.class
        })
final class SessionCommand {
    static SessionFiles files(Terminal terminal) {
        return SessionFiles.at(terminal.home().resolve("sessions"));
    }

    /** Opens one. */
    @Command(
            name = "open",
            description = {"Open a session with a new key, which is kept under CAIRN_HOME, or for the key of another."})
    @SuppressWarnings("NullAway.Init")
    static final class Open implements Callable<Integer> {
        @Mixin
        private Connection connection;

        @Parameters(index = "0", paramLabel = "NAME", arity = "0..1", defaultValue = "main", description = "name: main")
        private String name;

        @Option(
                names = "--scope",
                paramLabel = "WORD",
                split = ",",
                defaultValue = "documents,sql,read",
                description = "documents, sql, define, read: documents,sql,read")
        private List<String> scopes;

        @Option(
                names = "--collection",
                paramLabel = "NAME",
                description = "a collection whose documents it may write; all where none is named")
        private @Nullable List<String> collections;

        @Option(names = "--for", paramLabel = "TIME", defaultValue = "8h", description = "30m, 8h, 7d; at most 30d: 8h")
        private String life;

        @Option(names = "--entries", paramLabel = "NUMBER", description = "entries that it may be charged: no limit")
        private long entries;

        @Option(names = "--bytes", paramLabel = "NUMBER", description = "bytes that it may be charged: no limit")
        private long bytes;

        @Option(
                names = "--session-key",
                paramLabel = "ACCOUNT",
                description = "the key of another, instead of a new one")
        private @Nullable String sessionKey;

        @Option(
                names = "--wire",
                description = "for the key with which the node signs for you at its own PostgreSQL port")
        private boolean wire;

        @Override
        public Integer call() {
            SessionFiles files = files(connection.terminal());
            boolean isOwn = sessionKey == null && !wire;
            if (isOwn) {
                files.requireFree(name);
            }
            try (CairnClient client = connection.ownSigning()) {
                ClientDatabase database = connection.database(client);
                print(isOwn ? openNew(database, files) : openFor(database, keyOfOther(database)));
            }
            return ExitCode.OK.number();
        }

        private SessionOptions options() {
            return new SessionOptions(
                    scopes.stream()
                            .map(word -> SessionScope.of(word.strip(), "scope"))
                            .toList(),
                    collections == null ? List.of() : collections,
                    Lifetimes.parse(life),
                    entries,
                    bytes);
        }

        private Value.Document openNew(ClientDatabase database, SessionFiles files) {
            // Closed again by nobody: whoever cannot keep the file lets the session run out.
            Session opened = database.openSession(options());
            SessionFiles.Kept kept =
                    new SessionFiles.Kept(name, opened.chainId(), opened.account(), opened.untilMillis(), opened.key());
            return Value.Document.builder()
                    .put("name", name)
                    .put("database", database.address())
                    .put("account", kept.account().text())
                    .put("key", kept.key().account().text())
                    .put("until", kept.untilMillis())
                    .put("file", files.add(kept).toString())
                    .build();
        }

        private Account keyOfOther(ClientDatabase database) {
            return sessionKey == null ? database.wire().key() : Account.parse(sessionKey);
        }

        private Value.Document openFor(ClientDatabase database, Account key) {
            database.openSession(key, options());
            return Value.Document.builder()
                    .put("database", database.address())
                    .put("key", key.text())
                    .build();
        }

        private void print(Value.Document opened) {
            connection
                    .terminal()
                    .print(
                            connection.json()
                                    ? Json.print(opened)
                                    : (opened.get("name") instanceof Value.Text kept ? kept.value() + " " : "")
                                            + (opened.get("key") instanceof Value.Text key ? key.value() : ""));
        }
    }

    /** Lists all. */
    @Command(name = "list", description = "List the sessions that an account has opened in a database.")
    @SuppressWarnings("NullAway.Init")
    static final class ListAll implements Callable<Integer> {
        @Mixin
        private Connection connection;

        @Option(names = "--account", paramLabel = "ACCOUNT", description = "whose sessions: your own")
        private @Nullable String account;

        @Override
        public Integer call() {
            Terminal terminal = connection.terminal();
            try (CairnClient client = connection.ownSigning()) {
                Account whose =
                        account == null ? client.signer().map(Signer::account).orElseThrow() : Account.parse(account);
                List<SessionInfo> sessions = connection.database(client).sessions(whose);
                List<SessionFiles.Kept> kept = files(terminal).list();
                if (connection.json()) {
                    List<Value> shown = new ArrayList<>();
                    sessions.forEach(session -> shown.add(shape(session, name(kept, session.key()))));
                    terminal.print(Json.print(Value.Document.builder()
                            .put("account", whose.text())
                            .put("sessions", new Value.Array(shown))
                            .build()));
                } else {
                    sessions.forEach(session -> terminal.print(line(session, name(kept, session.key()))));
                }
            }
            return ExitCode.OK.number();
        }

        private static Optional<String> name(List<SessionFiles.Kept> kept, Account key) {
            return kept.stream()
                    .filter(file -> file.key().account().equals(key))
                    .map(SessionFiles.Kept::name)
                    .findFirst();
        }

        private static Value shape(SessionInfo session, Optional<String> name) {
            return session.shown().toBuilder()
                    .put("name", name.isPresent() ? Value.of(name.get()) : Value.none())
                    .build();
        }

        private static String line(SessionInfo session, Optional<String> name) {
            return name.orElse("-") + " " + session.key().text() + " " + String.join(",", session.scopes())
                    + (session.closed() ? " closed" : " until " + Instant.ofEpochMilli(session.untilMillis()));
        }
    }

    /** Closes one. */
    @Command(
            name = "close",
            description = {
                "Close a session for good. One that is kept here closes itself; for another, name its key and sign with"
                        + " your account, or as an owner of the database."
            })
    @SuppressWarnings("NullAway.Init")
    static final class Close implements Callable<Integer> {
        @Mixin
        private Connection connection;

        @Parameters(
                index = "0",
                paramLabel = "NAME",
                arity = "0..1",
                defaultValue = "main",
                description = "name or key: main")
        private String name;

        @Option(names = "--account", paramLabel = "ACCOUNT", description = "whose session it is: your own")
        private @Nullable String account;

        @Override
        public Integer call() {
            Account key = name.startsWith("db3_user:") ? closeOf(Account.parse(name)) : closeKept();
            connection
                    .terminal()
                    .print(
                            connection.json()
                                    ? Json.print(Value.Document.builder()
                                            .put("key", key.text())
                                            .put("closed", Value.of(true))
                                            .build())
                                    : "closed " + key.text());
            return ExitCode.OK.number();
        }

        private Account closeOf(Account key) {
            try (CairnClient client = connection.ownSigning()) {
                connection.database(client).closeSession(key, account == null ? null : Account.parse(account));
            }
            return key;
        }

        private Account closeKept() {
            SessionFiles files = files(connection.terminal());
            SessionFiles.Kept kept = files.require(name);
            if (kept.untilMillis() >= System.currentTimeMillis()) {
                try (CairnClient client = connection.signingWith(kept.signer())) {
                    client.database(kept.chainId()).closeSession(kept.key().account(), null);
                }
            }
            files.delete(name);
            return kept.key().account();
        }
    }

    /** Prints a password for a node's wire. */
    @Command(
            name = "password",
            description = {
                "Print a password for PostgreSQL's clients at a node's own port: a signed one. Who has it reads"
                        + " what you may read until it ends, and writes where you have opened a session for the node.",
                "Example: PGPASSWORD=$(cairn session password) psql -h 127.0.0.1 -p 5432 -U me 0x…"
            })
    @SuppressWarnings("NullAway.Init")
    static final class Password implements Callable<Integer> {
        @Mixin
        private Connection connection;

        @Option(names = "--for", paramLabel = "TIME", defaultValue = "1h", description = "30m, 8h; at most 24h: 1h")
        private String life;

        @Override
        public Integer call() {
            try (CairnClient client = connection.ownSigning()) {
                ClientDatabase database = connection.database(client);
                String password = database.wirePassword(Lifetimes.parse(life));
                connection
                        .terminal()
                        .print(
                                connection.json()
                                        ? Json.print(Value.Document.builder()
                                                .put("database", database.address())
                                                .put("password", password)
                                                .build())
                                        : password);
            }
            return ExitCode.OK.number();
        }
    }
}
