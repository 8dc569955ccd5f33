package io.cairn.node.shell;

import io.cairn.engine.dialect.Vocabulary;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes keywords, functions, tables, columns, commands and names of files by what stands before them. */
record NameCompleter(Names names) implements Completer {
    private static final Set<String> BEFORE_TABLES =
            Set.of("from", "join", "into", "update", "table", "view", "truncate");
    private static final List<String> COMMANDS = List.of(
            "\\?",
            "\\q",
            "\\d",
            "\\dt",
            "\\di",
            "\\dv",
            "\\ds",
            "\\g",
            "\\gx",
            "\\e",
            "\\r",
            "\\p",
            "\\x",
            "\\timing",
            "\\format",
            "\\o",
            "\\i",
            "\\history",
            "\\proof",
            "\\at",
            "\\conninfo");
    private static final int FILES_MAX = 500;

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        String before = line.line().substring(0, line.cursor() - line.word().length());
        for (String name : candidates(before, line.word())) {
            boolean goesOn = name.endsWith("/") || name.endsWith("(");
            candidates.add(new Candidate(name, name, null, null, null, null, !goesOn));
        }
    }

    /** Everything that may stand behind a text and begins with {@code word}. */
    List<String> candidates(String before, String word) {
        if (StatementParser.isFile(before)) {
            return files(word);
        }
        List<String> all = new ArrayList<>();
        String line = before.substring(before.lastIndexOf('\n') + 1);
        List<String> words = words(before);
        String previous = words.isEmpty() ? "" : words.getLast().toLowerCase(Locale.ROOT);
        if (word.startsWith("\\")) {
            all.addAll(COMMANDS);
        } else if (line.startsWith("\\format")) {
            all.addAll(List.of("table", "json", "csv", "parquet"));
        } else if (line.startsWith("\\x") || line.startsWith("\\timing")) {
            all.addAll(List.of("on", "off", "auto"));
        } else if (before.endsWith(".")) {
            all.addAll(columnsOf(previous, words));
        } else if (line.startsWith("\\d") || BEFORE_TABLES.contains(previous)) {
            tables().keySet().forEach(name -> all.add(quoted(name)));
        } else {
            words.stream().distinct().forEach(table -> all.addAll(columns(table)));
            if (all.isEmpty()) {
                // The list of columns is written before the tables are named.
                tables().keySet().forEach(table -> all.addAll(columns(table)));
            }
            boolean isUpper = !word.isEmpty() && word.equals(word.toUpperCase(Locale.ROOT));
            Vocabulary.keywords().forEach(keyword -> all.add(isUpper ? keyword.toUpperCase(Locale.ROOT) : keyword));
            Vocabulary.functions().forEach(function -> all.add(function + "("));
            tables().keySet().forEach(name -> all.add(quoted(name)));
        }
        String start = word.toLowerCase(Locale.ROOT);
        return all.stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(start))
                .distinct()
                .toList();
    }

    private Map<String, List<String>> tables() {
        return names.tables();
    }

    /** The columns of a table by its name, or by the alias that the words of the statement give it. */
    private Set<String> columnsOf(String name, List<String> words) {
        Set<String> found = new TreeSet<>(columns(name));
        for (int i = 0; i + 1 < words.size(); i++) {
            int alias = words.get(i + 1).equalsIgnoreCase("as") ? i + 2 : i + 1;
            if (alias < words.size() && words.get(alias).equalsIgnoreCase(name)) {
                found.addAll(columns(words.get(i)));
            }
        }
        return found;
    }

    private List<String> columns(String table) {
        List<String> columns = tables().get(table);
        if (columns == null) {
            columns = tables().getOrDefault(table.toLowerCase(Locale.ROOT), List.of());
        }
        return columns.stream().map(NameCompleter::quoted).toList();
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            boolean isPart = i < text.length() && (Character.isLetterOrDigit(text.charAt(i)) || text.charAt(i) == '_');
            if (!isPart) {
                if (i > start) {
                    words.add(text.substring(start, i));
                }
                start = i + 1;
            }
        }
        return words;
    }

    /** A name as it has to be written. */
    private static String quoted(String name) {
        boolean isPlain = !name.isEmpty() && !Character.isDigit(name.charAt(0));
        for (int i = 0; i < name.length() && isPlain; i++) {
            char c = name.charAt(i);
            isPlain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
        }
        return isPlain ? name : '"' + CellText.clean(name).replace("\"", "\"\"") + '"';
    }

    private static List<String> files(String word) {
        int slash = word.lastIndexOf('/') + 1;
        List<String> found = new ArrayList<>();
        Path folder = Path.of(slash == 0 ? "." : word.substring(0, slash));
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = word.substring(0, slash) + entry.getFileName();
                if (name.startsWith(word) && found.size() < FILES_MAX) {
                    found.add(Files.isDirectory(entry) ? name + "/" : name);
                }
            }
        } catch (IOException unreadable) {
            return List.of();
        }
        found.sort(null);
        return found;
    }
}
