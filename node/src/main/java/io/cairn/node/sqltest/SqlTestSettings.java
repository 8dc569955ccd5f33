package io.cairn.node.sqltest;

/**
 * How scripts are run.
 *
 * @param engine what {@code skipif} and {@code onlyif} call the engine
 * @param limit records to run in all, about
 * @param scriptLimit records to run of each script
 * @param oneIn of how many questions one is asked; statements are all run
 * @param seed of which scripts come first, and which questions are asked
 * @param threads scripts at a time
 * @param keptMax failures that are kept word for word
 */
public record SqlTestSettings(
        String engine, long limit, long scriptLimit, int oneIn, long seed, int threads, int keptMax) {
    /** The name under which scripts know this engine: none does, so that only records for others are passed over. */
    public static final String ENGINE = "cairn";
}
