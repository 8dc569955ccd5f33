package io.cairn.node.bench;

import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * A fixed piece of arithmetic, timed before and after: where it drifts, others used the machine and the figures
 * between mean little.
 *
 * @param onePerSecond hashes of 65 bytes a second, one thread
 * @param twoPerSecond the same, two threads together
 */
record Calibration(double onePerSecond, double twoPerSecond) {
    /** A larger change between two calibrations makes a run unsteady. */
    static final double DRIFT_MAX = 0.15;

    private static final int BYTES = 65;
    private static final int ROUND = 1_000;
    private static final long NANOS_MAX = 1_500_000_000;
    private static final long NANOS_FOR_SECOND = 300_000_000;

    /** Hashes for a while that goes with the seconds of each load. */
    static Calibration run(int seconds) {
        long nanos = Math.min(NANOS_MAX, seconds * NANOS_FOR_SECOND);
        hash(nanos / 5);
        return new Calibration(hash(nanos), two(nanos));
    }

    private static double hash(long nanos) {
        byte[] input = new byte[BYTES];
        long begin = System.nanoTime();
        long hashes = 0;
        long passed = 0;
        while (passed < nanos) {
            for (int i = 0; i < ROUND; i++) {
                // Each input depends on the hash before, so that none can be left out.
                input[0] = Sha256.hash(input).toBytes()[0];
            }
            hashes += ROUND;
            passed = System.nanoTime() - begin;
        }
        return hashes * 1e9 / passed;
    }

    private static double two(long nanos) {
        double[] rates = new double[2];
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < rates.length; i++) {
            int slot = i;
            threads.add(Thread.ofPlatform().start(() -> rates[slot] = hash(nanos)));
        }
        threads.forEach(ClosedLoop::join);
        return rates[0] + rates[1];
    }

    /** The larger of the two changes, as a part of the first rate. */
    double driftTo(Calibration later) {
        return Math.max(
                Math.abs(later.onePerSecond / onePerSecond - 1), Math.abs(later.twoPerSecond / twoPerSecond - 1));
    }

    Value.Document shape() {
        return Value.Document.builder()
                .put("sha256_per_second_1", Math.round(onePerSecond))
                .put("sha256_per_second_2", Math.round(twoPerSecond))
                .build();
    }
}
