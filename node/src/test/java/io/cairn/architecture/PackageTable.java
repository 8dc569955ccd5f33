package io.cairn.architecture;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The code map of ARCHITECTURE.md: the rows between {@code <!-- packages -->} and {@code <!-- /packages -->}, whose
 * cells are package, what it owns, packages it may use, libraries it may use, where to start.
 *
 * <p>Packages are named below {@code io.cairn}; in the third cell a name without a dot is a neighbour in the same
 * module. A dash is an empty cell.
 */
record PackageTable(Map<String, Row> rows) {
    /** What one package may use. */
    record Row(Set<String> packages, Set<String> libraries) {}

    static PackageTable parse(String document) {
        int begin = document.indexOf("<!-- packages -->");
        int end = document.indexOf("<!-- /packages -->");
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("ARCHITECTURE.md has lost the markers around its table of packages");
        }
        Map<String, Row> rows = new TreeMap<>();
        document.substring(begin, end)
                .lines()
                .filter(line -> line.startsWith("| `"))
                .forEach(line -> addRow(rows, line));
        return new PackageTable(rows);
    }

    private static void addRow(Map<String, Row> rows, String line) {
        List<String> cells =
                Arrays.stream(line.split("\\|")).skip(1).map(String::strip).toList();
        if (cells.size() != 5) {
            throw new IllegalArgumentException("a row has five cells: " + line);
        }
        String name = cells.getFirst().replace("`", "");
        String module = name.substring(0, name.indexOf('.') + 1);
        Set<String> packages = names(cells.get(2))
                .map(used -> used.contains(".") ? used : module + used)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> libraries = names(cells.get(3)).collect(Collectors.toCollection(TreeSet::new));
        if (rows.put(name, new Row(packages, libraries)) != null) {
            throw new IllegalArgumentException("two rows for " + name);
        }
    }

    private static Stream<String> names(String cell) {
        return Arrays.stream(cell.replace("`", "").split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty() && !name.equals("-"));
    }

    /** The packages that each package may use. */
    Map<String, Set<String>> graph() {
        Map<String, Set<String>> graph = new TreeMap<>();
        rows.forEach((name, row) -> graph.put(name, row.packages()));
        return graph;
    }
}
