package io.cairn.node.bench;

import io.cairn.engine.model.CairnException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs the benchmarks of SQL. */
public final class SqlBench {
    /** Every workload of {@code cairn bench sql}. */
    public static final List<String> NAMES = Stream.of(WireWorkloads.NAMES, EngineWorkloads.NAMES, TpchWorkload.NAMES)
            .flatMap(List::stream)
            .toList();

    private static final int CLIENTS_MAX = 100;

    private SqlBench() {}

    /**
     * Measures what the settings ask for. Leaves its files in the folder. Their scale is TPC-H's; at 0.1 everything else
     * has its standard size.
     *
     * @param clients how many at once over the wire, one load after the other
     * @param h2 the jar of a stock H2, for comparison
     */
    public static BenchReport run(BenchSettings settings, List<Integer> clients, Optional<Path> h2) {
        settings.requireOnly(NAMES);
        if (clients.isEmpty() || clients.stream().anyMatch(count -> count < 1 || count > CLIENTS_MAX)) {
            throw new CairnException.Incorrect(
                    "bench-settings-invalid", "clients", "clients go from 1 to " + CLIENTS_MAX);
        }
        settings.say("calibrating");
        double load = Machine.load();
        Calibration before = Calibration.run(settings.seconds());
        List<BenchResult> results = new ArrayList<>();
        boolean wire = WireWorkloads.NAMES.stream().anyMatch(settings::wants);
        boolean tpch = TpchWorkload.NAMES.stream().anyMatch(settings::wants);
        Optional<Postgres> postgres =
                settings.postgres() && (wire || tpch) ? Postgres.start(settings) : Optional.empty();
        try {
            if (wire) {
                settings.say("wire");
                results.addAll(WireWorkloads.run(settings, clients, postgres));
            }
            settings.say("engine");
            results.addAll(EngineWorkloads.run(settings));
            if (tpch) {
                settings.say("TPC-H");
                results.addAll(TpchWorkload.run(settings, postgres, h2));
            }
        } catch (IOException e) {
            throw new CairnException.Unavailable("bench-failed", "the benchmark failed: " + e.getMessage(), e);
        } finally {
            postgres.ifPresent(Postgres::close);
        }
        settings.say("calibrating again");
        return new BenchReport(results, before, Calibration.run(settings.seconds()), load);
    }
}
