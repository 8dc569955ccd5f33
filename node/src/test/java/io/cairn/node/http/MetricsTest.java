package io.cairn.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class MetricsTest {
    @Test
    void printsFiguresAsPrometheusReadsThem() {
        Metrics metrics = new Metrics();
        metrics.counter("b_total", "Counted.", "kind", "a\"\\\n").add(3);
        metrics.counter("b_total", "Counted.", "kind", "b").increment();
        metrics.gauge("a", "Now.", () -> 1.5);
        assertThat(metrics.text()).isEqualTo("""
                        # HELP a Now.
                        # TYPE a gauge
                        a 1.5
                        # HELP b_total Counted.
                        # TYPE b_total counter
                        b_total{kind="a\\"\\\\\\n"} 3
                        b_total{kind="b"} 1
                        """);
        assertThatThrownBy(() -> metrics.histogram("a", "Now.")).isInstanceOf(CairnException.Incorrect.class);
    }

    @Test
    void countsTimesUpToTheirBound() {
        Metrics metrics = new Metrics();
        Histogram times = metrics.histogram("t_seconds", "Times.", "route", "x");
        times.record(0);
        times.record(250_000);
        times.record(250_001);
        times.record(TimeUnit.MINUTES.toNanos(1));
        assertThat(metrics.text())
                .contains("t_seconds_bucket{route=\"x\",le=\"2.5E-4\"} 2\n")
                .contains("t_seconds_bucket{route=\"x\",le=\"5.0E-4\"} 3\n")
                .contains("t_seconds_bucket{route=\"x\",le=\"8.192\"} 3\n")
                .contains("t_seconds_bucket{route=\"x\",le=\"+Inf\"} 4\n")
                .contains("t_seconds_count{route=\"x\"} 4\n");
    }

    @Test
    void refillsBucketsWithTimeAndForgetsFullOnes() throws Exception {
        AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
        RateLimiter limiter = new RateLimiter(new RateSettings(10, 2, false), now::get);
        InetAddress client = InetAddress.getByName("192.0.2.1");
        assertThat(limiter.limits(client)).isTrue();
        assertThat(limiter.limits(InetAddress.getLoopbackAddress())).isFalse();
        assertThat(limiter.take(client)).isZero();
        assertThat(limiter.take(client)).isZero();
        long wait = limiter.take(client);
        assertThat(wait).isEqualTo(100_000_000);
        now.addAndGet(wait);
        assertThat(limiter.take(client)).isZero();
        assertThat(limiter.take(client)).isPositive();
        InetAddress one = InetAddress.getByName("2001:db8::1");
        InetAddress neighbour = InetAddress.getByName("2001:db8::2");
        limiter.take(one);
        limiter.take(one);
        assertThat(limiter.take(neighbour)).as("one subnet is one client").isPositive();
        byte[] many = {(byte) 198, 18, 0, 0};
        for (int i = 0; i < 70_000; i++) {
            many[1] = (byte) (i >> 16);
            many[2] = (byte) (i >> 8);
            many[3] = (byte) i;
            limiter.take(InetAddress.getByAddress(many));
            now.addAndGet(1_000_000);
        }
        assertThat(limiter.clients()).isLessThan(66_000);
    }
}
