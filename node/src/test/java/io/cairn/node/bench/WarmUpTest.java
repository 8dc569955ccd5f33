package io.cairn.node.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    @Test
    void goesOnWhileOperationsGetCheaperAndEndsAfterThreeRoundsThatGainNothing() throws IOException {
        Queue<Double> costs = new ArrayDeque<>(List.of(900.0, 500.0, 510.0, 300.0, 299.0, 310.0, 305.0, 100.0));

        WarmUp.run(10, costs::remove);

        assertThat(costs).containsExactly(100.0);
    }

    @Test
    void isShortForAShortRun() throws IOException {
        Queue<Double> costs = new ArrayDeque<>(List.of(900.0, 500.0, 300.0));

        WarmUp.run(1, costs::remove);

        assertThat(costs).containsExactly(300.0);
    }
}
