package io.cairn.node.database;

import io.cairn.engine.model.CairnException;

/** How far a mutation must have come before its submitter is answered. */
public enum Wait {
    /** Durable: it has a place. */
    ORDERED,
    /** Its outcome on this node is known. */
    APPLIED,
    /** It is in a sealed block, so that a receipt can be had. */
    SEALED,
    /** Its block is certified by a quorum; with one replica that is its seal. */
    FINAL;

    /** The word of the API. */
    public String word() {
        return switch (this) {
            case ORDERED -> "ordered";
            case APPLIED -> "applied";
            case SEALED -> "sealed";
            case FINAL -> "final";
        };
    }

    /** The fate of a word. */
    public static Wait of(String word) {
        for (Wait wait : values()) {
            if (wait.word().equals(word)) {
                return wait;
            }
        }
        throw new CairnException.Incorrect("wait-unknown", "wait", "wait is ordered, applied, sealed or final");
    }
}
