package io.cairn.node.http;

import io.cairn.engine.model.Check;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/**
 * A node's figures, in the Prometheus text form 0.0.4. Any thread; asking for the same figure again gives the same.
 *
 * <p>Times are counted in seconds, sizes in bytes, as Prometheus wants them; names say so.
 */
public final class Metrics {
    /** The content type of {@link #text()}. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final ConcurrentSkipListMap<String, Family> families = new ConcurrentSkipListMap<>();

    /** Nothing counted yet. */
    public Metrics() {}

    /**
     * A number that only grows.
     *
     * @param labels names and values in turn
     */
    public LongAdder counter(String name, String help, String... labels) {
        return (LongAdder) family(name, "counter", help).computeIfAbsent(labels(labels), _ -> new LongAdder());
    }

    /** A number read when asked for; a second one of the same name and labels is not taken. */
    public void gauge(String name, String help, DoubleSupplier value, String... labels) {
        family(name, "gauge", help).putIfAbsent(labels(labels), value);
    }

    /** A number kept elsewhere that only grows. */
    public void counterOf(String name, String help, DoubleSupplier value, String... labels) {
        family(name, "counter", help).putIfAbsent(labels(labels), value);
    }

    /** How long something takes. */
    public Histogram histogram(String name, String help, String... labels) {
        return (Histogram) family(name, "histogram", help).computeIfAbsent(labels(labels), _ -> new Histogram());
    }

    /** All figures as they are now. */
    public String text() {
        StringBuilder text = new StringBuilder(8192);
        families.forEach((name, family) -> {
            text.append("# HELP ").append(name).append(' ').append(family.help).append('\n');
            text.append("# TYPE ").append(name).append(' ').append(family.type).append('\n');
            for (Map.Entry<String, Object> figure : family.copy().entrySet()) {
                append(text, name, figure.getKey(), figure.getValue());
            }
        });
        return text.toString();
    }

    private static void append(StringBuilder text, String name, String labels, Object figure) {
        if (figure instanceof Histogram histogram) {
            histogram.append(text, name, labels);
        } else {
            text.append(name);
            if (!labels.isEmpty()) {
                text.append('{').append(labels).append('}');
            }
            text.append(' ')
                    .append(figure instanceof DoubleSupplier read ? number(read.getAsDouble()) : figure.toString())
                    .append('\n');
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private Family family(String name, String type, String help) {
        Family family = families.computeIfAbsent(name, _ -> new Family(type, help));
        Check.argument(family.type.equals(type), "metric", name + " is a " + family.type);
        return family;
    }

    private static String labels(String... namesAndValues) {
        Check.argument(namesAndValues.length % 2 == 0, "labels", "labels are names and values in turn");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            text.append(i == 0 ? "" : ",").append(namesAndValues[i]).append("=\"");
            text.append(namesAndValues[i + 1]
                    .replace("\\", "\\\\")
                    .replace("\"", "\\\"")
                    .replace("\n", "\\n"));
            text.append('"');
        }
        return text.toString();
    }

    private static final class Family {
        private final String type;
        private final String help;
        private final Map<String, Object> figures = new TreeMap<>();

        private Family(String type, String help) {
            this.type = type;
            this.help = help;
        }

        private synchronized Object computeIfAbsent(String labels, Function<String, Object> create) {
            return figures.computeIfAbsent(labels, create);
        }

        private synchronized void putIfAbsent(String labels, Object figure) {
            figures.putIfAbsent(labels, figure);
        }

        private synchronized Map<String, Object> copy() {
            return new TreeMap<>(figures);
        }
    }
}
