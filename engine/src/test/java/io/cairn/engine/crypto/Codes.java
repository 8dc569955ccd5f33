package io.cairn.engine.crypto;

import io.cairn.engine.model.CairnException;

/** The code with which a verification refuses, "" where it holds; other failures go through. */
final class Codes {
    private Codes() {}

    static String of(Runnable verification) {
        try {
            verification.run();
            return "";
        } catch (CairnException.ProofInvalid e) {
            return e.code();
        }
    }
}
