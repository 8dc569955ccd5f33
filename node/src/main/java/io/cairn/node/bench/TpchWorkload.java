package io.cairn.node.bench;

import io.cairn.engine.model.CairnException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * A part of TPC-H, read only: our engine, PostgreSQL and H2, one query after the other in turns, on the same rows and
 * indexes. Their answers have to be the same.
 */
final class TpchWorkload {
    private static final int TIMES = 3;
    private static final int DIGITS = 9;
    private static final double NANOS_PER_SECOND = 1e9;

    /** The queries. */
    static final List<String> NAMES = List.copyOf(TpchQueries.QUERIES.keySet());

    private final BenchSettings settings;

    private TpchWorkload(BenchSettings settings) {
        this.settings = settings;
    }

    static List<BenchResult> run(BenchSettings settings, Optional<Postgres> postgres, Optional<Path> h2) {
        settings.say("  making rows of TPC-H, scale " + settings.scale());
        Map<String, Path> files = TpchRows.write(settings.folder().resolve("tpch"), settings.seed(), settings.scale());
        List<TpchServer> servers = new ArrayList<>();
        try {
            postgres.ifPresent(server -> servers.add(new TpchPostgres(server.client())));
            Optional<TpchServer> peer = TpchH2.start(h2);
            peer.ifPresent(servers::add);
            if (peer.isEmpty()) {
                settings.say("  H2 is left out: name its jar with --h2");
            }
            servers.add(new TpchCairn());
            return new TpchWorkload(settings).measure(servers, files, postgres);
        } finally {
            servers.forEach(TpchServer::close);
        }
    }

    private List<BenchResult> measure(List<TpchServer> servers, Map<String, Path> files, Optional<Postgres> postgres) {
        for (TpchServer server : servers) {
            settings.say("  loading into " + server.name());
            server.load(files);
        }
        List<BenchResult> results = new ArrayList<>();
        TpchQueries.QUERIES.forEach((name, query) -> {
            if (settings.wants(name)) {
                postgres.ifPresent(server -> {
                    server.sql("checkpoint;");
                    Quiet.await(server.pid());
                });
                BenchResult result = compare(name, query, servers);
                settings.say("  " + BenchReport.line(result));
                results.add(result);
            }
        });
        return results;
    }

    private BenchResult compare(String name, String query, List<TpchServer> servers) {
        TpchServer ours = servers.getLast();
        double cpu = CpuTime.ofThread();
        TpchServer.Answered answered = ours.answer(query, TIMES);
        cpu = CpuTime.ofThread() - cpu;
        BenchResult result = BenchResult.of(name, 1, measured(answered))
                .with("cpu_ms", cpu * 1000 / (TIMES + 1))
                .with("rows", answered.rows().size());
        Optional<Measured> postgres = Optional.empty();
        for (TpchServer server : servers.subList(0, servers.size() - 1)) {
            TpchServer.Answered theirs = server.answer(query, TIMES);
            requireSame(name, answered.rows(), server.name(), theirs.rows());
            Measured measured = measured(theirs);
            result = result.with(server.name() + "_ms", measured.p50Millis());
            postgres = server instanceof TpchPostgres ? Optional.of(measured) : postgres;
        }
        return result.against(postgres);
    }

    private static Measured measured(TpchServer.Answered answered) {
        Histogram times = Measured.histogram();
        answered.nanos().forEach(times::recordValue);
        return new Measured(NANOS_PER_SECOND / times.getMean(), times, -1, Machine.load());
    }

    /** Refuses answers that differ, which the benchmark may not paper over. */
    static void requireSame(String query, List<List<String>> ours, String who, List<List<String>> theirs) {
        boolean isSame = ours.size() == theirs.size();
        for (int row = 0; isSame && row < ours.size(); row++) {
            isSame = rounded(ours.get(row)).equals(rounded(theirs.get(row)));
        }
        if (!isSame) {
            throw new CairnException.Corrupt(
                    "answers-differ", query, "we answer " + ours + " where " + who + " answers " + theirs);
        }
    }

    /** Cells with numbers to nine digits: how many digits an average has, each database chooses for itself. */
    private static List<String> rounded(List<String> row) {
        return row.stream().map(TpchWorkload::rounded).toList();
    }

    private static String rounded(String cell) {
        try {
            BigDecimal number = new BigDecimal(cell).round(new MathContext(DIGITS));
            return number.stripTrailingZeros().toPlainString();
        } catch (NumberFormatException text) {
            return cell;
        }
    }
}
