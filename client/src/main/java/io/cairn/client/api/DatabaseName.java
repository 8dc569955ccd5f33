package io.cairn.client.api;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.record.DatabaseAddress;
import org.jspecify.annotations.Nullable;

/** How a user names a database: by its address, and by its network and genesis where the name holds them. */
record DatabaseName(
        String address, @Nullable String network, @Nullable Hash genesis) {
    private static final int ADDRESS_CHARS = 42;

    static DatabaseName parse(String text) {
        String identity = DatabaseAddress.identity("");
        if (text.startsWith(identity)) {
            return new DatabaseName(address(text.substring(identity.length())), null, null);
        }
        int first = text.indexOf('/');
        int last = text.lastIndexOf('/');
        if (first < 0 || first == last) {
            return new DatabaseName(address(text), null, null);
        }
        return new DatabaseName(
                address(text.substring(first + 1, last)),
                text.substring(0, first),
                Hash.parse(text.substring(last + 1)));
    }

    /** Refuses what is no address with {@code database-address-malformed}. */
    static String address(String text) {
        boolean valid = text.length() == ADDRESS_CHARS && text.startsWith("0x");
        for (int i = 2; valid && i < text.length(); i++) {
            char c = text.charAt(i);
            valid = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        }
        if (!valid) {
            throw new CairnException.Incorrect(
                    "database-address-malformed",
                    "db",
                    "a database's address is 0x and 40 lower-case hexadecimal digits, not " + text);
        }
        return text;
    }
}
