package io.cairn.node.cli;

import io.cairn.client.key.KeyRing;
import io.cairn.client.key.Signer;
import io.cairn.engine.model.CairnException;
import java.io.Console;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys under CAIRN_HOME and how their passphrases are asked for. Never from a command line. */
final class Keys {
    private static final String PASSPHRASE_FILE = "CAIRN_PASSPHRASE_FILE";
    private static final int PASSPHRASE_BYTES_MAX = 4096;

    private final Terminal terminal;

    Keys(Terminal terminal) {
        this.terminal = terminal;
    }

    KeyRing ring() {
        return KeyRing.at(terminal.home().resolve("keys"));
    }

    Signer signer(@Nullable String name) {
        KeyRing ring = ring();
        KeyRing.StoredKey stored = name == null ? ring.only() : ring.find(name);
        return ring.load(stored, key -> passphrase("Passphrase of key " + key.name() + ": "))
                .signer();
    }

    /** The passphrase: from the file that CAIRN_PASSPHRASE_FILE names, else asked for on the terminal. */
    char[] passphrase(String prompt) {
        String file = terminal.variable(PASSPHRASE_FILE);
        if (file != null) {
            byte[] bytes = terminal.file(Path.of(file), PASSPHRASE_BYTES_MAX);
            return new String(bytes, StandardCharsets.UTF_8).stripTrailing().toCharArray();
        }
        char[] typed = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .map(console -> console.readPassword("%s", prompt))
                .orElse(null);
        if (typed == null) {
            throw new CairnException.Incorrect(
                    "passphrase-missing",
                    "passphrase",
                    "the key needs a passphrase and there is no terminal to ask: set " + PASSPHRASE_FILE);
        }
        return typed;
    }
}
