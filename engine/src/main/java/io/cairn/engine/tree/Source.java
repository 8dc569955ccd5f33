package io.cairn.engine.tree;

/** A stored page that went into a draft. */
final class Source {
    private final Child page;
    private final byte[] record;
    private boolean registered;
    private boolean kept;

    Source(Child page, byte[] record) {
        this.page = page;
        this.record = record;
    }

    Child page() {
        return page;
    }

    byte[] record() {
        return record;
    }

    /** True the first time only. */
    boolean register() {
        boolean first = !registered;
        registered = true;
        return first;
    }

    /** The draft came out as this very page again. */
    void keep() {
        kept = true;
    }

    boolean kept() {
        return kept;
    }
}
