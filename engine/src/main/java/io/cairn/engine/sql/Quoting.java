package io.cairn.engine.sql;

import java.util.Set;
import java.util.StringTokenizer;
import java.util.TreeSet;

/** Names and strings as they are written in SQL. */
final class Quoting {
    /** PostgreSQL's words that are no names without quotes everywhere. */
    private static final Set<String> KEYWORDS = words(
            "all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both case",
            "cast char character check coalesce collate collation column concurrently constraint create cross current_catalog",
            "current_date current_role current_schema current_time current_timestamp current_user dec decimal default",
            "deferrable desc distinct do else end except exists extract false fetch float for foreign freeze from full grant",
            "greatest group grouping having ilike in initially inner inout int integer intersect interval into is isnull join",
            "lateral leading least left like limit localtime localtimestamp national natural nchar none normalize not notnull",
            "null nullif numeric offset on only or order out outer overlaps overlay placing position precision primary real",
            "references returning right row select session_user setof similar smallint some substring symmetric table",
            "tablesample then time timestamp to trailing treat trim true union unique user using values varchar variadic",
            "verbose when where window with xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse",
            "xmlpi xmlroot xmlserialize xmltable");

    private Quoting() {}

    private static Set<String> words(String... texts) {
        Set<String> words = new TreeSet<>();
        for (String text : texts) {
            StringTokenizer split = new StringTokenizer(text, " ");
            while (split.hasMoreTokens()) {
                words.add(split.nextToken());
            }
        }
        return words;
    }

    /** A name, in quotes where it needs them. */
    static String name(String name) {
        boolean isPlain = !name.isEmpty() && !KEYWORDS.contains(name);
        for (int i = 0; i < name.length() && isPlain; i++) {
            char c = name.charAt(i);
            isPlain = c >= 'a' && c <= 'z' || c == '_' || i > 0 && c >= '0' && c <= '9';
        }
        return isPlain ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A string; with a backslash in it, in the notation that says what that means. */
    static String literal(String text) {
        String quoted = "'" + text.replace("'", "''").replace("\\", "\\\\") + "'";
        return text.indexOf('\\') < 0 ? quoted : "E" + quoted;
    }
}
