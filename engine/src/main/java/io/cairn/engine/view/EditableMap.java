package io.cairn.engine.view;

/** A map that a transaction is writing. What was put is read at once. */
public interface EditableMap extends MapView {
    /** Sets a key. */
    void put(byte[] key, byte[] value);

    /** Removes a key, present or not. */
    void delete(byte[] key);
}
