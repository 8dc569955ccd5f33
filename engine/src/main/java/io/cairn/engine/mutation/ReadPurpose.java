package io.cairn.engine.mutation;

import io.cairn.engine.model.CairnException;

/** What a question on record wants. */
public enum ReadPurpose {
    /** Rows, as the node says them. */
    ROWS,
    /** Rows with their proof; whose rights are limited gets them attested. */
    PROOF,
    /** The pages that a statement of a private transaction touches. */
    STEP;

    /** The word that is signed. */
    public String word() {
        return switch (this) {
            case ROWS -> "rows";
            case PROOF -> "proof";
            case STEP -> "step";
        };
    }

    static ReadPurpose of(String word) {
        for (ReadPurpose purpose : values()) {
            if (purpose.word().equals(word)) {
                return purpose;
            }
        }
        throw new CairnException.Incorrect("payload-field-type", "data/purpose", "a purpose is rows, proof or step");
    }
}
