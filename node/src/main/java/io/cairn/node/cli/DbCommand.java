package io.cairn.node.cli;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.Fate;
import io.cairn.client.api.HeadStatement;
import io.cairn.client.api.ReadOptions;
import io.cairn.client.api.SqlReading;
import io.cairn.engine.codec.Json;
import io.cairn.engine.crypto.Addresses;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Role;
import io.cairn.engine.mutation.Visibility;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Databases, their collections and members. */
@Command(
        name = "db",
        description = "Make and show databases, their collections and members.",
        subcommands = {
            DbCommand.Create.class,
            DbCommand.ListAll.class,
            DbCommand.Show.class,
            DbCommand.Collection.class,
            SchemaCommand.class,
            DbCommand.Member.class,
            DbCommand.Reads.class
        })
final class DbCommand {
    /** Makes one. */
    @Command(name = "create", description = "Make a database that belongs to your key.")
    @SuppressWarnings("NullAway.Init")
    static final class Create implements Callable<Integer> {
        @Mixin
        private Connection connection;

        @Option(names = "--description", paramLabel = "TEXT", defaultValue = "", description = "what it is for")
        private String description;

        @Option(names = "--private", description = "only members may read")
        private boolean ownerOnly;

        @Override
        public Integer call() {
            try (CairnClient client = connection.signing()) {
                ClientDatabase made =
                        client.createDatabase(description, ownerOnly ? Visibility.OWNER_ONLY : Visibility.PUBLIC);
                String text = connection.json()
                        ? Json.print(Value.Document.builder()
                                .put("database", made.address())
                                .put("chainId", made.pin().chainId())
                                .put("nodeKey", made.pin().nodeKey())
                                .build())
                        : made.address();
                connection.terminal().print(text);
                return ExitCode.OK.number();
            }
        }
    }

    /** Lists all. */
    @Command(name = "list", description = "List the databases of the node.")
    @SuppressWarnings("NullAway.Init")
    static final class ListAll implements Callable<Integer> {
        @Mixin
        private Connection connection;

        @Override
        public Integer call() {
            try (CairnClient client = connection.reading()) {
                List<String> addresses = client.databases();
                if (connection.json()) {
                    List<Value> shown = new ArrayList<>();
                    addresses.forEach(address -> shown.add(Value.of(address)));
                    connection
                            .terminal()
                            .print(Json.print(Value.Document.builder()
                                    .put("databases", new Value.Array(shown))
                                    .build()));
                } else {
                    addresses.forEach(connection.terminal()::print);
                }
                return ExitCode.OK.number();
            }
        }
    }

    /** Shows one. */
    @Command(
            name = "show",
            description = {
                "Show a database: settings, collections and members, as the node tells them, and its newest block,",
                "signed now over a number of ours and checked to continue what was seen before."
            })
    @SuppressWarnings("NullAway.Init")
    static final class Show implements Callable<Integer> {
        @Mixin
        private Connection connection;

        @Override
        public Integer call() {
            try (CairnClient client = connection.reading()) {
                ClientDatabase database = connection.database(client);
                HeadStatement head = database.head();
                Value.Document shown = database.info().shown().toBuilder()
                        .put("head", Shown.head(head))
                        .build();
                connection.terminal().print(connection.json() ? Json.print(shown) : Json.printPretty(shown));
                return ExitCode.OK.number();
            }
        }
    }

    /** Makes a collection or changes who may add. */
    @Command(name = "collection", description = "Make a collection, or change who may add to it.")
    @SuppressWarnings("NullAway.Init")
    static final class Collection implements Callable<Integer> {
        @Mixin
        private Connection connection;

        @Parameters(index = "0", paramLabel = "NAME", description = "name of the collection")
        private String name;

        @Option(names = "--strangers-may-add", description = "accounts without a role may add documents")
        private boolean strangersMayAdd;

        @Option(names = "--change", description = "change a collection that is there")
        private boolean change;

        @Override
        public Integer call() {
            try (CairnClient client = connection.signing()) {
                ClientDatabase database = connection.database(client);
                Fate fate = change
                        ? database.setCollection(name, strangersMayAdd)
                        : database.createCollection(name, strangersMayAdd);
                Shown.write(connection.terminal(), connection.json(), fate);
                return ExitCode.OK.number();
            }
        }
    }

    /** Lists reads on record. */
    @Command(
            name = "reads",
            description = {
                "Show the reads on record, the newest first; the list is proved complete. For owners.",
                "cairn sql \"alter database set read_record = 'on'\" has reads put on record."
            })
    @SuppressWarnings("NullAway.Init")
    static final class Reads implements Callable<Integer> {
        @Mixin
        private Connection connection;

        @Option(names = "--of", paramLabel = "TABLE", description = "only those that name this table, or a view of it")
        private @Nullable String table;

        @Option(names = "--by", paramLabel = "ACCOUNT", description = "only those of this account")
        private @Nullable String account;

        @Option(names = "--before", paramLabel = "SEQUENCE", description = "only those before this entry of the log")
        private @Nullable Long before;

        @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "at most so many (100)")
        private long limit;

        @Override
        public Integer call() {
            try (CairnClient client = connection.signing()) {
                SqlReading reading = connection.database(client).sql(statement(), List.of(), ReadOptions.PROVED);
                for (List<@Nullable String> row : reading.result().rows()) {
                    Value.Document.Builder shown = Value.Document.builder();
                    for (int i = 0; i < row.size(); i++) {
                        String cell = row.get(i);
                        shown.put(
                                reading.result().columns().get(i).name(), cell == null ? Value.none() : Value.of(cell));
                    }
                    connection.terminal().print(Json.print(shown.build()));
                }
                return ExitCode.OK.number();
            }
        }

        private String statement() {
            return "show reads"
                    + (table == null ? "" : " of " + table)
                    + (account == null ? "" : " by '" + account.replace("'", "''") + "'")
                    + (before == null ? "" : " before " + before)
                    + " limit " + limit;
        }
    }

    /** Gives and takes roles. */
    @Command(name = "member", description = "Give an account a role, or take it.")
    @SuppressWarnings("NullAway.Init")
    static final class Member implements Callable<Integer> {
        @Mixin
        private Connection connection;

        @Parameters(
                index = "0",
                paramLabel = "ACCOUNT",
                description = "identity, such as db3_user:eth:0x…, or an Ethereum address alone")
        private String account;

        @Parameters(index = "1", paramLabel = "ROLE", description = "owner, writer, reader or none")
        private String role;

        @Override
        public Integer call() {
            Account member = Addresses.parseAnyForm(account);
            Role given = role.equals("none") ? null : Role.of(role, "role");
            try (CairnClient client = connection.signing()) {
                Fate fate = connection.database(client).setMember(member, given);
                Shown.write(connection.terminal(), connection.json(), fate);
                return ExitCode.OK.number();
            }
        }
    }
}
