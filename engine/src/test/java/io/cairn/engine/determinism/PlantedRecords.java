package io.cairn.engine.determinism;

/** Bad records on purpose: what the compiler makes for them depends on identities or on the JDK's number texts. */
final class PlantedRecords {
    private PlantedRecords() {}

    @Trapped("identity")
    record Bytes(byte[] bytes) {}

    @Trapped("double-text")
    record Measure(double value) {}
}
