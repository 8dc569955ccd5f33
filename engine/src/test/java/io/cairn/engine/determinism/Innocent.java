package io.cairn.engine.determinism;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Good code that looks like bad code: no trap may catch any of it. */
@SuppressWarnings("unused")
final class Innocent {
    private final Map<String, Long> ordered = new LinkedHashMap<>();
    private final TreeMap<String, Long> sorted = new TreeMap<>();

    private enum Colour {
        RED
    }

    private record Pair(String name, long count) {}

    private record Number(double value) {
        @Override
        public String toString() {
            return "number";
        }
    }

    long sum() {
        long sum = new EnumMap<Colour, String>(Colour.class).size();
        for (Map.Entry<String, Long> entry : ordered.entrySet()) {
            sum += entry.getValue();
        }
        return sum + sorted.values().stream().mapToLong(Long::longValue).sum();
    }

    Map<Integer, List<String>> grouped(List<String> words) {
        return words.stream().collect(Collectors.groupingBy(String::length, TreeMap::new, Collectors.toList()));
    }

    String text(long count, char c, Colour colour) {
        return "count " + count + c + colour + new Pair("a", count).name() + new StringBuilder().append(count);
    }

    byte[] bytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(text.trim().replace("a", "b").getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    double exact(double value) {
        return Math.sqrt(Math.floor(value)) + StrictMath.sin(value) + new Number(value).value();
    }
}
