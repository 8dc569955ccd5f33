package io.cairn.client.jdbc;

import io.cairn.engine.sql.SqlColumn;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.sql.SqlType;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's session variables, which programs set when they connect. Those that say how things are here can be set
 * to that and nothing else; those that change nothing here can be set to anything.
 */
final class Variables {
    private static final Map<String, String> FIXED = Map.of(
            "client_encoding", "UTF8",
            "datestyle", "ISO, MDY",
            "default_transaction_isolation", "serializable",
            "search_path", "\"$user\", public",
            "server_encoding", "UTF8",
            "standard_conforming_strings", "on",
            "timezone", "UTC",
            "transaction_isolation", "serializable");

    private static final Map<String, List<String>> SYNONYMS = Map.of(
            "client_encoding", List.of("utf-8", "unicode"),
            "datestyle", List.of("iso"),
            "search_path", List.of("public", "$user, public", "$user,public", "\"$user\",public"),
            "timezone", List.of("gmt", "etc/utc", "z"));

    private static final Map<String, String> FREE = Map.ofEntries(
            Map.entry("application_name", ""),
            Map.entry("check_function_bodies", "on"),
            Map.entry("client_min_messages", "notice"),
            Map.entry("default_table_access_method", "heap"),
            Map.entry("default_tablespace", ""),
            Map.entry("extra_float_digits", "1"),
            Map.entry("jit", "on"),
            Map.entry("lock_timeout", "0"),
            Map.entry("maintenance_work_mem", "64MB"),
            Map.entry("row_security", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("transaction_timeout", "0"),
            Map.entry("work_mem", "4MB"),
            Map.entry("xmloption", "content"));

    private static final Pattern SET = Pattern.compile(
            "\\s*set\\s+(?:session\\s+|local\\s+)?([a-z_]+)\\s*(?:=|\\bto\\b)\\s*(.*?)\\s*;?\\s*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern ISOLATION = Pattern.compile(
            "\\s*set\\s+(?:session\\s+characteristics\\s+as\\s+)?transaction\\s+isolation\\s+level\\s+[a-z ]+;?\\s*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SHOW = Pattern.compile(
            "\\s*show\\s+(transaction\\s+isolation\\s+level|[a-z_]+)\\s*;?\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern RESET = Pattern.compile("\\s*reset\\s+([a-z_]+)\\s*;?\\s*", Pattern.CASE_INSENSITIVE);

    private final Map<String, String> values = new TreeMap<>(FREE);

    /** Carries a statement out that is about variables; null where it is about something else. */
    @Nullable
    SqlResult run(SqlTemplate template, String text) throws SQLException {
        String word = template.words().isEmpty() ? "" : template.words().getFirst();
        boolean isOurs = word.equals("SET") || word.equals("RESET") || word.equals("SHOW");
        boolean isHistory = word.equals("SHOW")
                && template.words().size() > 1
                && Set.of("HISTORY", "READS").contains(template.words().get(1));
        if (!isOurs || isHistory) {
            return null;
        }
        Matcher set = SET.matcher(text);
        Matcher reset = RESET.matcher(text);
        Matcher show = SHOW.matcher(text);
        if (set.matches()) {
            set(set.group(1).toLowerCase(Locale.ROOT), unquoted(set.group(2)));
        } else if (reset.matches()) {
            reset(reset.group(1).toLowerCase(Locale.ROOT));
        } else if (show.matches()) {
            return show(show.group(1).toLowerCase(Locale.ROOT).replaceAll("\\s+", "_"));
        } else if (!ISOLATION.matcher(text).matches()) {
            throw Failures.of("42601", "SET, RESET or SHOW of something else than a variable", null);
        }
        return new SqlResult(List.of(), List.of(), 0);
    }

    private static String unquoted(String value) {
        boolean isQuoted = value.length() > 1 && value.startsWith("'") && value.endsWith("'");
        return isQuoted ? value.substring(1, value.length() - 1).replace("''", "'") : value;
    }

    private void set(String name, String value) throws SQLException {
        String fixed = FIXED.get(name);
        if (fixed == null) {
            requireKnown(values.containsKey(name), name);
            values.put(name, value);
            return;
        }
        String low = value.toLowerCase(Locale.ROOT);
        boolean isIsolation = name.endsWith("transaction_isolation");
        boolean isSame = low.equals(fixed.toLowerCase(Locale.ROOT))
                || low.equals("default")
                || SYNONYMS.getOrDefault(name, List.of()).contains(low);
        if (!isSame && !isIsolation) {
            throw Failures.unsupported(name + " of " + value + " instead of " + fixed);
        }
    }

    private void reset(String name) throws SQLException {
        requireKnown(FIXED.containsKey(name) || FREE.containsKey(name), name);
        if (FREE.containsKey(name)) {
            values.putAll(Map.of(name, FREE.getOrDefault(name, "")));
        }
    }

    private SqlResult show(String asked) throws SQLException {
        String name = asked.equals("transaction_isolation_level") ? "transaction_isolation" : asked;
        String value = FIXED.getOrDefault(name, values.getOrDefault(name, ""));
        requireKnown(FIXED.containsKey(name) || values.containsKey(name), name);
        SqlColumn column = new SqlColumn(name, SqlType.VARCHAR, 0, 0, false);
        return new SqlResult(List.of(column), List.of(List.of(value)), 0);
    }

    private static void requireKnown(boolean known, String name) throws SQLException {
        if (!known) {
            throw Failures.of("42704", "there is no variable " + name + " here", null);
        }
    }
}
