package io.cairn.node.bench;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Waits until servers rest: what one put off, such as merges, checkpoints and vacuums, is not measured as the other's.
 */
final class Quiet {
    private static final double BUSY_SECONDS_MAX = 0.02;
    private static final long LOOK_MILLIS = 250;
    private static final int LOOKS_MAX = 40;

    private Quiet() {}

    /** Waits until two looks in a row see processes and those below them use next to nothing, ten seconds at most. */
    static void await(long... pids) {
        List<Long> all = Arrays.stream(pids).boxed().toList();
        double before = used(all);
        for (int look = 0, restful = 0; look < LOOKS_MAX && restful < 2; look++) {
            sleep();
            double now = used(all);
            restful = now - before <= BUSY_SECONDS_MAX ? restful + 1 : 0;
            before = now;
        }
    }

    private static double used(List<Long> pids) {
        return pids.stream()
                .flatMap(pid -> Stream.concat(
                        Stream.of(pid),
                        ProcessHandle.of(pid).stream()
                                .flatMap(ProcessHandle::descendants)
                                .map(ProcessHandle::pid)))
                .mapToDouble(CpuTime::seconds)
                .sum();
    }

    private static void sleep() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
