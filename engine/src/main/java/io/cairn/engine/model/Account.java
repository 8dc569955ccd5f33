package io.cairn.engine.model;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A user: a payment chain and an address on it, written {@code db3_user:<chain>:<address>}.
 *
 * <p>Every account has one canonical text, the only one that {@link #parse} takes:
 *
 * <ul>
 *   <li>{@code eth}: {@code 0x} and 40 lower-case hexadecimal digits;
 *   <li>{@code ar}: 43 characters, base64url without padding of 32 bytes;
 *   <li>{@code sol}: base58 of 32 bytes.
 * </ul>
 *
 * <p>Other spellings of an Ethereum address, with or without a checksum, are read and shown by
 * {@code crypto.Addresses}. An account says nothing about whether anybody holds its key.
 */
public final class Account implements Comparable<Account> {
    /** The longest text of an identity that is looked at. */
    public static final int TEXT_CHARS_MAX = 256;

    private static final String PREFIX = "db3_user:";
    private static final String MALFORMED = "identity-malformed";
    private static final String AT = "identity";

    private final PaymentChain chain;
    private final byte[] keyBytes;

    /** Made when it is first asked for: always the same, whoever makes it. */
    private @Nullable String text;

    private Account(PaymentChain chain, byte[] keyBytes) {
        this.chain = chain;
        this.keyBytes = keyBytes;
    }

    /** The account of a raw address: 20 bytes for {@code eth}, 32 for {@code ar} and {@code sol}. */
    public static Account of(PaymentChain chain, byte[] address) {
        Check.argument(address.length == chain.addressBytes(), "address", "wrong address length for this chain");
        byte[] keyBytes = new byte[1 + address.length];
        keyBytes[0] = (byte) chain.code();
        System.arraycopy(address, 0, keyBytes, 1, address.length);
        return new Account(chain, keyBytes);
    }

    /** Parses the canonical text; refuses anything else with {@code identity-malformed}. */
    public static Account parse(String text) {
        if (text.length() > TEXT_CHARS_MAX) {
            throw malformed("an identity has at most " + TEXT_CHARS_MAX + " characters");
        }
        if (!text.startsWith(PREFIX)) {
            throw malformed("a user's identity starts with " + PREFIX);
        }
        int separator = text.indexOf(':', PREFIX.length());
        if (separator < 0) {
            throw malformed("an identity has three parts separated by colons");
        }
        PaymentChain chain = PaymentChain.ofSymbol(text.substring(PREFIX.length(), separator));
        if (chain == null) {
            throw malformed("unknown chain, expected eth, ar or sol");
        }
        return of(chain, parseAddress(chain, text.substring(separator + 1)));
    }

    /** The account of {@link #keyBytes}; refuses other bytes with {@code identity-malformed}. */
    public static Account fromKeyBytes(byte[] keyBytes) {
        PaymentChain chain = keyBytes.length == 0 ? null : PaymentChain.ofCode(keyBytes[0]);
        if (chain == null || keyBytes.length != 1 + chain.addressBytes()) {
            throw malformed("not the key bytes of an account");
        }
        return new Account(chain, keyBytes.clone());
    }

    /** The account of the {@link #keyBytes} that stand at a place, whatever follows them. */
    public static Account fromKeyBytesAt(byte[] bytes, int from) {
        PaymentChain chain = from < bytes.length ? PaymentChain.ofCode(bytes[from]) : null;
        int end = chain == null ? from : from + 1 + chain.addressBytes();
        return fromKeyBytes(Arrays.copyOfRange(bytes, from, Math.min(end, bytes.length)));
    }

    /** The chain. */
    public PaymentChain chain() {
        return chain;
    }

    /** A copy of the raw address: 20 or 32 bytes. */
    public byte[] addressBytes() {
        return Arrays.copyOfRange(keyBytes, 1, keyBytes.length);
    }

    /** The form for state keys: one byte for the chain (eth 1, ar 2, sol 3), then the raw address. */
    public byte[] keyBytes() {
        return keyBytes.clone();
    }

    /** The canonical address without type and chain. */
    public String address() {
        return switch (chain) {
            case ETH -> "0x" + HexFormat.of().formatHex(keyBytes, 1, keyBytes.length);
            case AR -> Base64.getUrlEncoder().withoutPadding().encodeToString(addressBytes());
            case SOL -> Base58.encode(addressBytes());
        };
    }

    /** The canonical text. */
    public String text() {
        String known = text;
        if (known == null) {
            known = PREFIX + chain.symbol() + ':' + address();
            text = known;
        }
        return known;
    }

    @Override
    public int compareTo(Account other) {
        return Arrays.compareUnsigned(keyBytes, other.keyBytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Account account && Arrays.equals(keyBytes, account.keyBytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(keyBytes);
    }

    @Override
    public String toString() {
        return text();
    }

    private static byte[] parseAddress(PaymentChain chain, String address) {
        return switch (chain) {
            case ETH -> parseEthereum(address);
            case AR -> parseArweave(address);
            case SOL -> parseSolana(address);
        };
    }

    private static byte[] parseEthereum(String address) {
        boolean wellFormed = address.length() == 42 && address.startsWith("0x");
        for (int i = 2; wellFormed && i < address.length(); i++) {
            char c = address.charAt(i);
            wellFormed = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        }
        if (!wellFormed) {
            throw malformed("an eth address is 0x and 40 lower-case hexadecimal digits");
        }
        return HexFormat.of().parseHex(address, 2, address.length());
    }

    private static byte[] parseArweave(String address) {
        boolean wellFormed = address.length() == 43;
        for (int i = 0; wellFormed && i < address.length(); i++) {
            wellFormed = isBase64Url(address.charAt(i));
        }
        byte[] decoded = wellFormed ? Base64.getUrlDecoder().decode(address) : new byte[0];
        // The last character carries two spare bits; the decoder drops them, one text must stay one account.
        if (!wellFormed
                || !Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(decoded)
                        .equals(address)) {
            throw malformed("an ar address is base64url without padding of 32 bytes");
        }
        return decoded;
    }

    private static boolean isBase64Url(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    private static byte[] parseSolana(String address) {
        byte[] decoded = Base58.decode(address, PaymentChain.SOL.addressBytes());
        if (decoded == null) {
            throw malformed("a sol address is base58 of 32 bytes");
        }
        return decoded;
    }

    private static CairnException.Incorrect malformed(String what) {
        return new CairnException.Incorrect(MALFORMED, AT, what);
    }
}
