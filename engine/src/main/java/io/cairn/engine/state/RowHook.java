package io.cairn.engine.state;

/**
 * Sees every change of a row before it is stored, in the transaction of its mutation: indexes today, rules
 * and triggers later. May edit the state and may refuse by throwing a {@code CairnException}.
 */
interface RowHook {
    /** Called once per change. */
    void changed(RowChange change, Overlay state);
}
