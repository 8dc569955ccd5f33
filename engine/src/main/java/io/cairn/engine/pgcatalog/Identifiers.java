package io.cairn.engine.pgcatalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.StringTokenizer;
import java.util.TreeSet;

/** Names of objects in texts. */
final class Identifiers {
    /** Words that PostgreSQL takes for a name in quotes only. */
    private static final SortedSet<String> RESERVED = new TreeSet<>();

    static {
        StringTokenizer words = new StringTokenizer("""
                all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean
                both case cast char character check coalesce collate collation column concurrently constraint create
                cross current_catalog current_date current_role current_schema current_time current_timestamp
                current_user dec decimal default deferrable desc distinct do else end except exists extract false
                fetch float for foreign freeze from full grant greatest group grouping having ilike in initially
                inner inout int integer intersect interval into is isnull join lateral leading least left like limit
                localtime localtimestamp national natural nchar none normalize not notnull null nullif numeric
                offset on only or order out outer overlaps overlay placing position precision primary real
                references returning right row select session_user setof similar smallint some substring symmetric
                table tablesample then time timestamp to trailing treat trim true union unique user using values
                varchar variadic verbose when where window with xmlattributes xmlconcat xmlelement xmlexists
                xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable
                """);
        while (words.hasMoreTokens()) {
            RESERVED.add(words.nextToken());
        }
    }

    private Identifiers() {}

    /** A name, in quotes where it needs them. */
    static String quoted(String name) {
        boolean isPlain = !name.isEmpty() && !isDigit(name.charAt(0)) && !RESERVED.contains(name);
        for (int i = 0; i < name.length() && isPlain; i++) {
            char c = name.charAt(i);
            isPlain = c == '_' || c >= 'a' && c <= 'z' || isDigit(c);
        }
        return isPlain ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A text with its letters of ASCII in lower case. */
    static String lower(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            lower.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
        }
        return lower.toString();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /**
     * A name with a schema or without.
     *
     * @param schema the schema, if it is named
     */
    record Qualified(Optional<String> schema, String name) {}

    /** The name that a text is, unquoted letters of ASCII in lower case. */
    static Qualified read(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean isQuoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                boolean isDoubled = isQuoted && i + 1 < text.length() && text.charAt(i + 1) == '"';
                if (isDoubled) {
                    part.append(c);
                    i++;
                } else {
                    isQuoted = !isQuoted;
                }
            } else if (c == '.' && !isQuoted) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(!isQuoted && c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
            }
        }
        parts.add(part.toString());
        String schema = parts.size() > 1 ? parts.get(parts.size() - 2) : null;
        return new Qualified(Optional.ofNullable(schema), parts.getLast());
    }
}
