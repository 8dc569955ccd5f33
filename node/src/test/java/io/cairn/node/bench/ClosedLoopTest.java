package io.cairn.node.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class ClosedLoopTest {
    private static final long SELF = ProcessHandle.current().pid();

    private record Pausing(AtomicInteger calls, AtomicInteger closed) implements ClosedLoop.Client {
        @Override
        public int once() {
            LockSupport.parkNanos(1_000_000);
            calls.incrementAndGet();
            return 3;
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    @Test
    void countsRowsOfTheMeasuredTimeOnly() {
        AtomicInteger calls = new AtomicInteger();
        AtomicInteger closed = new AtomicInteger();
        Measured measured = ClosedLoop.run(2, 1, SELF, _ -> new Pausing(calls, closed));
        assertThat(measured.perSecond()).isEqualTo(3.0 * measured.times().getTotalCount());
        assertThat(measured.times().getTotalCount()).isPositive().isLessThan(calls.get());
        assertThat(measured.p50Millis()).isGreaterThanOrEqualTo(0.9);
        assertThat(closed).hasValue(2);
    }

    @Test
    void failsWhereOneClientFails() {
        ClosedLoop.Clients failing = number -> new ClosedLoop.Client() {
            @Override
            public int once() throws IOException {
                if (number == 1) {
                    throw new IOException("cut off");
                }
                LockSupport.parkNanos(1_000_000);
                return 1;
            }

            @Override
            public void close() {
                // Holds nothing.
            }
        };
        assertThatThrownBy(() -> ClosedLoop.run(2, 1, SELF, failing))
                .isInstanceOf(CairnException.Unavailable.class)
                .hasMessageContaining("cut off");
    }
}
