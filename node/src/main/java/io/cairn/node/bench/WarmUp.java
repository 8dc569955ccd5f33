package io.cairn.node.bench;

import java.io.IOException;

/**
 * Loads a server until its work costs what it will go on costing. A node's code is compiled while it runs, which takes
 * tens of seconds of a processor; until then the compiler's work is most of what an operation costs.
 *
 * <p>Looks at processor time for an operation, which says more than a rate while others use the machine.
 */
final class WarmUp {
    private static final int ROUNDS_MAX = 12;
    private static final int STEADY_ROUNDS = 3;

    /** A round that costs no less than so many times the cheapest before it has gained nothing. */
    private static final double GAIN = 0.95;

    private WarmUp() {}

    /** A load of some seconds. */
    interface Round {
        /** Runs it and gives the processor time of the servers for one operation, in microseconds. */
        double run() throws IOException;
    }

    /** Runs rounds until three in a row gain nothing; a run of few seconds gets few of them, twice as many as seconds. */
    static void run(int seconds, Round round) throws IOException {
        double least = Double.MAX_VALUE;
        int steady = 0;
        for (int done = 0; steady < STEADY_ROUNDS && done < Math.min(ROUNDS_MAX, 2 * seconds); done++) {
            double now = round.run();
            steady = now < GAIN * least ? 0 : steady + 1;
            least = Math.min(least, now);
        }
    }

    /** The same for clients of our own. */
    static void run(int count, int seconds, long server, ClosedLoop.Clients clients) throws IOException {
        run(seconds, () -> ClosedLoop.run(count, seconds, server, clients).serverMicros());
    }
}
