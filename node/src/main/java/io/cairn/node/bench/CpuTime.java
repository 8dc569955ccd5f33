package io.cairn.node.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringTokenizer;

/**
 * Processor time of a process: unlike a rate, it says what work costs even while others use the machine.
 *
 * <p>Read from {@code /proc/PID/stat}, in steps of 10 ms; 0 where the system does not tell.
 */
final class CpuTime {
    private static final int USER_FIELD = 11;
    private static final double TICKS_PER_SECOND = 100;
    private static final double NANOS_PER_SECOND = 1e9;

    private CpuTime() {}

    /** Seconds that a process has used. */
    static double seconds(long pid) {
        return ticks(pid, 0) / TICKS_PER_SECOND;
    }

    /** Seconds that a process and those of its children that have ended have used. */
    static double secondsWithChildren(long pid) {
        return (ticks(pid, 0) + ticks(pid, 2)) / TICKS_PER_SECOND;
    }

    /** Seconds that the calling thread has used. */
    static double ofThread() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / NANOS_PER_SECOND;
    }

    private static double ticks(long pid, int skip) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
            // The name of the program stands in brackets and may hold anything.
            StringTokenizer fields = new StringTokenizer(stat.substring(stat.lastIndexOf(')') + 1));
            for (int i = 0; i < USER_FIELD + skip; i++) {
                fields.nextToken();
            }
            return Double.parseDouble(fields.nextToken()) + Double.parseDouble(fields.nextToken());
        } catch (IOException absent) {
            return 0;
        }
    }
}
