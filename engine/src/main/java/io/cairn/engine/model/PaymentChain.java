package io.cairn.engine.model;

import org.jspecify.annotations.Nullable;

/** A chain whose keys sign and whose addresses name users. The codes are part of state keys and never change. */
public enum PaymentChain {
    /** Ethereum and its family: an address is the last 20 bytes of a Keccak-256 hash. */
    ETH(1, "eth", 20),
    /** Arweave: an address is the SHA-256 hash of an RSA modulus. */
    AR(2, "ar", 32),
    /** Solana: an address is an Ed25519 public key. */
    SOL(3, "sol", 32);

    private final int code;
    private final String symbol;
    private final int addressBytes;

    PaymentChain(int code, String symbol, int addressBytes) {
        this.code = code;
        this.symbol = symbol;
        this.addressBytes = addressBytes;
    }

    /** The byte that stands for this chain in state keys. */
    public int code() {
        return code;
    }

    /** The lower-case word that stands for this chain in identities. */
    public String symbol() {
        return symbol;
    }

    /** The length of a raw address in bytes. */
    public int addressBytes() {
        return addressBytes;
    }

    /** The chain of a code, or null where there is none. */
    static @Nullable PaymentChain ofCode(int code) {
        return switch (code) {
            case 1 -> ETH;
            case 2 -> AR;
            case 3 -> SOL;
            default -> null;
        };
    }

    /** The chain of a symbol, or null where there is none. */
    static @Nullable PaymentChain ofSymbol(String symbol) {
        return switch (symbol) {
            case "eth" -> ETH;
            case "ar" -> AR;
            case "sol" -> SOL;
            default -> null;
        };
    }
}
