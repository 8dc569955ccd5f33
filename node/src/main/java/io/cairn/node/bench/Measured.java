package io.cairn.node.bench;

import org.HdrHistogram.Histogram;

/**
 * A rate, the times it came with, and how busy the machine was.
 *
 * @param perSecond rows or operations a second
 * @param times how long operations took, in nanoseconds; empty where only the rate was taken
 * @param serverMicros processor time of the server for one row; negative where not taken
 * @param load the machine's load average of the last minute, our own work included
 */
record Measured(double perSecond, Histogram times, double serverMicros, double load) {
    private static final int DIGITS = 3;
    private static final double NANOS_PER_MILLI = 1e6;

    static Histogram histogram() {
        return new Histogram(DIGITS);
    }

    static Measured rate(double perSecond) {
        return new Measured(perSecond, histogram(), -1, Machine.load());
    }

    boolean hasTimes() {
        return times.getTotalCount() > 0;
    }

    double p50Millis() {
        return times.getValueAtPercentile(50) / NANOS_PER_MILLI;
    }

    double p99Millis() {
        return times.getValueAtPercentile(99) / NANOS_PER_MILLI;
    }
}
