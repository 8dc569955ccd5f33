package io.cairn.node.cli;

import io.cairn.client.key.KeyRing;
import io.cairn.client.key.Keystore;
import io.cairn.client.key.UserKey;
import io.cairn.engine.codec.Json;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.PaymentChain;
import io.cairn.engine.model.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keys under CAIRN_HOME. */
@Command(
        name = "key",
        description = "Make and show keys; they are kept under CAIRN_HOME (~/.cairn).",
        subcommands = {KeyCommand.New.class, KeyCommand.Show.class, KeyCommand.ListAll.class})
final class KeyCommand {
    private static Value.Document shape(KeyRing.StoredKey key) {
        Account account = key.account();
        return Value.Document.builder()
                .put("name", key.name())
                .put("account", account == null ? Value.none() : Value.of(account.text()))
                .put("encrypted", Value.of(key.encrypted()))
                .put("file", key.file().toString())
                .build();
    }

    private static void print(Terminal terminal, boolean json, KeyRing.StoredKey key) {
        Account account = key.account();
        terminal.print(
                json
                        ? Json.print(shape(key))
                        : key.name() + " " + (account == null ? "(account not told)" : account.text())
                                + (key.encrypted() ? " encrypted" : " not encrypted"));
    }

    /** Makes one. */
    @Command(
            name = "new",
            description = {
                "Make a key, or take one from standard input with --import.",
                "An eth key is encrypted under a passphrase where --passphrase is given; nothing secret is ever an argument."
            })
    @SuppressWarnings("NullAway.Init")
    static final class New implements Callable<Integer> {
        @Mixin
        private Root root;

        @Parameters(index = "0", paramLabel = "NAME", arity = "0..1", defaultValue = "main", description = "name: main")
        private String name;

        @Option(names = "--chain", paramLabel = "CHAIN", defaultValue = "eth", description = "eth, sol or ar: eth")
        private String chain;

        @Option(names = "--passphrase", description = "ask for a passphrase, or read CAIRN_PASSPHRASE_FILE")
        private boolean encrypted;

        @Option(names = "--import", description = "read the secret (hexadecimal, JWK or keystore) from standard input")
        private boolean imported;

        @Option(names = "--json", description = "print one JSON object")
        private boolean json;

        @Override
        public Integer call() {
            Keys keys = new Keys(root.terminal());
            char @Nullable [] passphrase = encrypted ? keys.passphrase("New passphrase: ") : null;
            try {
                KeyRing.StoredKey made = imported
                        ? keys.ring().add(name, read(keys), passphrase)
                        : keys.ring().create(name, chain(), passphrase);
                print(root.terminal(), json, made);
                return ExitCode.OK.number();
            } finally {
                if (passphrase != null) {
                    Arrays.fill(passphrase, '\0');
                }
            }
        }

        private UserKey read(Keys keys) {
            byte[] text = root.terminal().argument("-").strip().getBytes(StandardCharsets.UTF_8);
            boolean isJson = text.length > 0 && text[0] == '{';
            return isJson
                    ? Keystore.read(text, () -> keys.passphrase("Passphrase of the imported key: "))
                    : Keystore.readHex(chain(), text);
        }

        private PaymentChain chain() {
            for (PaymentChain candidate : PaymentChain.values()) {
                if (candidate.symbol().equals(chain.toLowerCase(Locale.ROOT))) {
                    return candidate;
                }
            }
            throw new CairnException.Incorrect("chain-unknown", "chain", "a chain is eth, sol or ar, not " + chain);
        }
    }

    /** Shows one. */
    @Command(name = "show", description = "Show a key's account; never its secret.")
    @SuppressWarnings("NullAway.Init")
    static final class Show implements Callable<Integer> {
        @Mixin
        private Root root;

        @Parameters(index = "0", paramLabel = "NAME", arity = "0..1", description = "name or address: the only key")
        private @Nullable String name;

        @Option(names = "--json", description = "print one JSON object")
        private boolean json;

        @Override
        public Integer call() {
            KeyRing ring = new Keys(root.terminal()).ring();
            print(root.terminal(), json, name == null ? ring.only() : ring.find(name));
            return ExitCode.OK.number();
        }
    }

    /** Lists all. */
    @Command(name = "list", description = "List all keys.")
    @SuppressWarnings("NullAway.Init")
    static final class ListAll implements Callable<Integer> {
        @Mixin
        private Root root;

        @Option(names = "--json", description = "print one JSON object")
        private boolean json;

        @Override
        public Integer call() {
            List<KeyRing.StoredKey> keys = new Keys(root.terminal()).ring().list();
            if (json) {
                List<Value> shown = new ArrayList<>();
                keys.forEach(key -> shown.add(shape(key)));
                root.terminal()
                        .print(Json.print(Value.Document.builder()
                                .put("keys", new Value.Array(shown))
                                .build()));
            } else {
                keys.forEach(key -> print(root.terminal(), false, key));
            }
            return ExitCode.OK.number();
        }
    }
}
