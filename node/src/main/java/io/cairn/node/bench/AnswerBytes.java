package io.cairn.node.bench;

import java.util.concurrent.atomic.LongAdder;

/** How long the answers of a workload are. Any thread. */
final class AnswerBytes {
    private final LongAdder bytes = new LongAdder();
    private final LongAdder answers = new LongAdder();

    void add(int length) {
        bytes.add(length);
        answers.increment();
    }

    double mean() {
        return bytes.sum() / (double) Math.max(1, answers.sum());
    }
}
