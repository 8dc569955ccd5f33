package io.cairn.engine.determinism;

/** A bad record on purpose: what the compiler makes for it depends on the JDK's number texts. */
final class PlantedRecords {
    private PlantedRecords() {}

    @Trapped("double-text")
    record Measure(double value) {}
}
