package io.cairn.node.http;

import java.util.concurrent.atomic.LongAdder;

/** Counts of times from a quarter of a millisecond to about eight seconds, doubling. Any thread. */
public final class Histogram {
    private static final long FIRST_NANOS = 250_000;
    private static final int BOUNDS = 16;
    private static final double SECOND_NANOS = 1e9;

    private final LongAdder[] counts = new LongAdder[BOUNDS + 1];
    private final LongAdder sumNanos = new LongAdder();

    Histogram() {
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new LongAdder();
        }
    }

    /** Counts one time. */
    public void record(long nanos) {
        long quotient = Math.max(0, nanos - 1) / FIRST_NANOS;
        counts[Math.min(BOUNDS, Long.SIZE - Long.numberOfLeadingZeros(quotient))].increment();
        sumNanos.add(nanos);
    }

    void append(StringBuilder text, String name, String labels) {
        String prefix = labels.isEmpty() ? "" : labels + ",";
        long total = 0;
        for (int i = 0; i <= BOUNDS; i++) {
            total += counts[i].sum();
            String bound = i == BOUNDS ? "+Inf" : Double.toString((FIRST_NANOS << i) / SECOND_NANOS);
            text.append(name).append("_bucket{").append(prefix).append("le=\"").append(bound);
            text.append("\"} ").append(total).append('\n');
        }
        String braces = labels.isEmpty() ? "" : "{" + labels + "}";
        text.append(name).append("_sum").append(braces).append(' ');
        text.append(sumNanos.sum() / SECOND_NANOS).append('\n');
        text.append(name)
                .append("_count")
                .append(braces)
                .append(' ')
                .append(total)
                .append('\n');
    }
}
