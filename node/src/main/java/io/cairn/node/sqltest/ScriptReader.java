package io.cairn.node.sqltest;

import io.cairn.engine.model.CairnException;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the records of one script that are meant for one engine. */
final class ScriptReader {
    private static final String SEPARATOR = "----";

    private final BufferedReader in;
    private final String name;
    private final String engine;
    private int line;
    private long skipped;
    private boolean halted;

    /**
     * Reads a script.
     *
     * @param name of the script, for what is wrong with it
     * @param engine what {@code skipif} and {@code onlyif} call the engine
     */
    ScriptReader(BufferedReader in, String name, String engine) {
        this.in = in;
        this.name = name;
        this.engine = engine;
    }

    /** How many records were passed over because they are for other engines. */
    long skipped() {
        return skipped;
    }

    /**
     * The next record; null at the end or a halt.
     *
     * @throws CairnException.Incorrect {@code sqltest-malformed} where the script is no sqllogictest
     */
    @Nullable
    TestRecord next() throws IOException {
        while (!halted) {
            boolean meant = true;
            String text = readLine();
            while (text != null && isCondition(text)) {
                meant &= holds(text);
                text = readLine();
            }
            if (text == null) {
                return null;
            }
            if (text.isBlank() || text.startsWith("#")) {
                continue;
            }
            TestRecord read = record(words(text), meant);
            if (read != null && meant) {
                return read;
            }
            skipped += read == null ? 0 : 1;
        }
        return null;
    }

    private static boolean isCondition(String text) {
        return text.startsWith("skipif ") || text.startsWith("onlyif ");
    }

    private boolean holds(String condition) {
        String[] words = words(condition);
        boolean named = words.length > 1 && words[1].equalsIgnoreCase(engine);
        return named == words[0].equals("onlyif");
    }

    /** A record; null for what only steers. */
    private @Nullable TestRecord record(String[] words, boolean meant) throws IOException {
        return switch (words[0]) {
            case "halt" -> {
                halted |= meant;
                yield null;
            }
            // Matters to who writes scripts: expectations show whether they are hashed.
            case "hash-threshold" -> null;
            case "statement" -> statement(words);
            case "query" -> query(words);
            default -> throw malformed("no sqllogictest knows " + words[0]);
        };
    }

    private TestRecord statement(String[] words) throws IOException {
        int start = line;
        boolean succeeds = word(words, 1).equals("ok");
        if (!succeeds && !words[1].equals("error")) {
            throw malformed("a statement is ok or error, not " + words[1]);
        }
        List<String> sql = new ArrayList<>();
        for (String text = readLine(); text != null && !text.isBlank(); text = readLine()) {
            sql.add(text);
        }
        return new TestRecord.Statement(start, String.join("\n", sql), succeeds);
    }

    private TestRecord query(String[] words) throws IOException {
        int start = line;
        String types = word(words, 1);
        for (int i = 0; i < types.length(); i++) {
            if ("ITR".indexOf(types.charAt(i)) < 0) {
                throw malformed("the types of a query are of I, T and R, not " + types);
            }
        }
        TestRecord.Order order = words.length < 3 ? TestRecord.Order.NOSORT : order(words[2]);
        String label = words.length < 4 ? "" : words[3];
        List<String> sql = new ArrayList<>();
        String text = readLine();
        for (; text != null && !text.isBlank() && !text.equals(SEPARATOR); text = readLine()) {
            sql.add(text);
        }
        List<String> expected = new ArrayList<>();
        if (SEPARATOR.equals(text)) {
            for (text = readLine(); text != null && !text.isEmpty(); text = readLine()) {
                expected.add(text);
            }
        }
        return new TestRecord.Query(start, String.join("\n", sql), types, order, label, expected);
    }

    private TestRecord.Order order(String word) {
        return switch (word) {
            case "nosort" -> TestRecord.Order.NOSORT;
            case "rowsort" -> TestRecord.Order.ROWSORT;
            case "valuesort" -> TestRecord.Order.VALUESORT;
            default -> throw malformed("values are nosort, rowsort or valuesort, not " + word);
        };
    }

    private String word(String[] words, int index) {
        if (words.length <= index) {
            throw malformed("a word is missing behind " + words[words.length - 1]);
        }
        return words[index];
    }

    /** The words of a line without its comment. */
    private static String[] words(String text) {
        int comment = text.indexOf('#');
        return (comment < 0 ? text : text.substring(0, comment)).strip().split("\\s+");
    }

    private @Nullable String readLine() throws IOException {
        line++;
        return in.readLine();
    }

    private CairnException.Incorrect malformed(String why) {
        return new CairnException.Incorrect(
                "sqltest-malformed", name, String.format(Locale.ROOT, "%s:%d: %s", name, line, why));
    }
}
