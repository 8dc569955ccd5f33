package io.cairn.client.api;

/** How far a mutation must have come before its submitter is answered. */
public enum Wait {
    /** Durable: it has a place, and the node promised it. */
    ORDERED("ordered"),
    /** Its outcome is known. */
    APPLIED("applied"),
    /** It is in a sealed block, so that a receipt can be had. */
    SEALED("sealed"),
    /** Its block is certified. */
    FINAL("final");

    private final String word;

    Wait(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
