package io.cairn.node.demo;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The records under {@code examples/data}, which travel in the jar. */
final class ExampleData {
    private static final List<String> NUMBERS =
            List.of("latitude", "longitude", "Cost Other", "Cost Repair", "Cost Total $", "Speed IAS in knots");

    private ExampleData() {}

    /** A document for a collection. */
    record Item(String collection, Value.Document document) {}

    static List<Item> load() {
        List<Item> items = new ArrayList<>();
        csv("zipcodes", items);
        csv("birdstrikes", items);
        for (String line : lines("earthquakes.jsonl")) {
            items.add(new Item("earthquakes", (Value.Document) Json.parse(line)));
        }
        return items;
    }

    /** So many of the records, or all: as many from each collection, spread over it, its first one included. */
    static List<Item> some(int wanted) {
        Map<String, List<Item>> collections =
                load().stream().collect(Collectors.groupingBy(Item::collection, TreeMap::new, Collectors.toList()));
        List<Item> some = new ArrayList<>();
        for (List<Item> all : collections.values()) {
            int count = Math.clamp(wanted / collections.size(), 1, all.size());
            for (int i = 0; i < count; i++) {
                some.add(all.get((int) ((long) i * all.size() / count)));
            }
        }
        return some;
    }

    private static void csv(String name, List<Item> items) {
        List<String> lines = lines(name + ".csv");
        List<String> header = cells(lines.getFirst());
        for (String line : lines.subList(1, lines.size())) {
            List<String> cells = cells(line);
            Value.Document.Builder document = Value.Document.builder();
            for (int i = 0; i < header.size(); i++) {
                document.put(header.get(i), value(header.get(i), cells.get(i)));
            }
            items.add(new Item(name, document.build()));
        }
    }

    /** Numbers only in columns of measures: a ZIP code that begins with zeros is a text. */
    private static Value value(String column, String cell) {
        if (NUMBERS.contains(column)) {
            return cell.isEmpty() ? Value.none() : Value.of(Double.parseDouble(cell));
        }
        return Value.of(cell);
    }

    /** Cells of one line (RFC 4180; none of the files breaks a line inside quotes). */
    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                boolean escaped = quoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
                if (escaped) {
                    cell.append(c);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    private static List<String> lines(String file) {
        try (InputStream in = ExampleData.class.getResourceAsStream("/examples/" + file)) {
            if (in == null) {
                throw new CairnException.Fault("examples-missing", "the jar holds no examples/" + file);
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new CairnException.Fault("examples-missing", "cannot read examples/" + file, e);
        }
    }
}
