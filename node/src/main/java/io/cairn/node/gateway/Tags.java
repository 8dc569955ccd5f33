package io.cairn.node.gateway;

import java.util.List;

/** What was done, as PostgreSQL says it. */
final class Tags {
    private Tags() {}

    /**
     * For a statement without rows.
     *
     * @param words those that {@link Words#telling} finds
     */
    static String of(List<String> words, long changed) {
        String verb = words.isEmpty() ? "" : words.getFirst();
        return switch (verb) {
            case "INSERT" -> "INSERT 0 " + changed;
            case "UPDATE", "DELETE", "MERGE", "COPY" -> verb + " " + changed;
            case "CREATE", "DROP", "ALTER" -> verb + " " + object(words);
            case "TRUNCATE" -> "TRUNCATE TABLE";
            default -> verb;
        };
    }

    private static String object(List<String> words) {
        String second = words.size() > 1 ? words.get(1) : "";
        return second.equals("UNIQUE") ? "INDEX" : second.equals("OR") ? "VIEW" : second;
    }

    /** What a statement with rows is counted as: {@code INSERT 0} for one that inserts and returns. */
    static String verb(List<String> words) {
        String first = words.isEmpty() ? "SELECT" : words.getFirst();
        return switch (first) {
            case "INSERT" -> "INSERT 0";
            case "UPDATE", "DELETE", "MERGE" -> first;
            default -> "SELECT";
        };
    }
}
