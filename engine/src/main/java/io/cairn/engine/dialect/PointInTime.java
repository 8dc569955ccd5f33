package io.cairn.engine.dialect;

/** Which past state is meant. */
public sealed interface PointInTime {
    /** The state after a block. */
    record Block(long height) implements PointInTime {}

    /** The state at a time, as text that the engine reads as a timestamp. */
    record Time(String timestamp) implements PointInTime {}

    /**
     * What the client's parameter of that number says.
     *
     * @param isBlock whether it is the height of a block, else a timestamp
     */
    record Parameter(int number, boolean isBlock) implements PointInTime {}
}
