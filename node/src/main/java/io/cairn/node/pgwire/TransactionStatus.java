package io.cairn.node.pgwire;

/** Where a session is between the beginning and the end of a block. */
public enum TransactionStatus {
    /** No block is open. */
    IDLE('I'),
    /** A block is open. */
    IN_BLOCK('T'),
    /** A statement of the block has failed. */
    FAILED('E');

    private final char letter;

    TransactionStatus(char letter) {
        this.letter = letter;
    }

    /** As ReadyForQuery has it. */
    char letter() {
        return letter;
    }
}
