package io.cairn.engine.crypto;

import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.PaymentChain;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Identities as people and wallets write them: Ethereum addresses in mixed case (EIP-55). */
public final class Addresses {
    private static final String ETHEREUM = "db3_user:eth:0x";
    private static final int HEX_DIGITS = 40;

    private Addresses() {}

    /** The text of an account with an Ethereum address in EIP-55 case; other chains have one spelling. */
    public static String display(Account account) {
        if (account.chain() != PaymentChain.ETH) {
            return account.text();
        }
        return ETHEREUM + checksummed(HexFormat.of().formatHex(account.addressBytes()));
    }

    /**
     * Parses an identity, an Ethereum address in any case; refuses with {@code identity-malformed} what
     * {@link Account#parse} refuses, and mixed case that is not the EIP-55 checksum.
     */
    public static Account parse(String text) {
        if (text.length() != ETHEREUM.length() + HEX_DIGITS || !text.startsWith(ETHEREUM)) {
            return Account.parse(text);
        }
        String digits = text.substring(ETHEREUM.length());
        String lower = lower(digits);
        Account account = Account.parse(ETHEREUM + lower);
        boolean oneCase = digits.equals(lower) || digits.equals(upper(lower));
        if (!oneCase && !digits.equals(checksummed(lower))) {
            throw new CairnException.Incorrect(
                    "identity-malformed", "identity", "the mixed case of this address is not its EIP-55 checksum");
        }
        return account;
    }

    /** As {@link #parse}, and an Ethereum address alone, as wallets show it, is read too. */
    public static Account parseAnyForm(String text) {
        if (!text.startsWith("0x") && !text.startsWith("db3_user:")) {
            throw new CairnException.Incorrect(
                    "identity-malformed",
                    "identity",
                    "an account is an Ethereum address, 0x and 40 hexadecimal digits, or an identity such as db3_user:eth:0x…");
        }
        return parse(text.startsWith("0x") ? "db3_user:eth:" + text : text);
    }

    private static String checksummed(String lower) {
        byte[] hash = Keccak256.hash(lower.getBytes(StandardCharsets.US_ASCII));
        StringBuilder text = new StringBuilder(lower);
        for (int i = 0; i < lower.length(); i++) {
            int nibble = (hash[i / 2] >> (i % 2 == 0 ? 4 : 0)) & 0xf;
            if (nibble >= 8) {
                text.setCharAt(i, upper(lower.charAt(i)));
            }
        }
        return text.toString();
    }

    private static String lower(String digits) {
        StringBuilder text = new StringBuilder(digits);
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            text.setCharAt(i, c >= 'A' && c <= 'F' ? (char) (c - 'A' + 'a') : c);
        }
        return text.toString();
    }

    private static String upper(String lower) {
        StringBuilder text = new StringBuilder(lower);
        for (int i = 0; i < lower.length(); i++) {
            text.setCharAt(i, upper(lower.charAt(i)));
        }
        return text.toString();
    }

    private static char upper(char c) {
        return c >= 'a' && c <= 'f' ? (char) (c - 'a' + 'A') : c;
    }
}
