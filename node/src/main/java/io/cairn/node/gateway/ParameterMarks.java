package io.cairn.node.gateway;

/** Turns the marks of parameters from PostgreSQL's form into the engine's. */
final class ParameterMarks {
    private ParameterMarks() {}

    /** {@code $1} as {@code ?1}, but for what stands in quotes and comments. */
    static String numbered(String sql) {
        StringBuilder out = new StringBuilder(sql.length());
        int at = 0;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            int end = at + 1;
            if (c == '\'' || c == '"') {
                end = endOf(sql, at + 1, String.valueOf(c));
            } else if (sql.startsWith("--", at)) {
                end = endOf(sql, at, "\n");
            } else if (sql.startsWith("/*", at)) {
                end = endOf(sql, at + 2, "*/");
            } else if (c == '$' && end < sql.length() && Character.isDigit(sql.charAt(end))) {
                out.append('?');
                at = end;
                continue;
            } else if (c == '$') {
                int tag = endOfTag(sql, at);
                end = tag < 0 ? end : endOf(sql, tag, sql.substring(at, tag));
            }
            out.append(sql, at, end);
            at = end;
        }
        return out.toString();
    }

    private static int endOf(String sql, int from, String mark) {
        int found = sql.indexOf(mark, from);
        return found < 0 ? sql.length() : found + mark.length();
    }

    /** Where the text of a dollar quote begins that opens here, or -1. */
    private static int endOfTag(String sql, int from) {
        int at = from + 1;
        while (at < sql.length() && (Character.isLetterOrDigit(sql.charAt(at)) || sql.charAt(at) == '_')) {
            at++;
        }
        return at < sql.length() && sql.charAt(at) == '$' ? at + 1 : -1;
    }
}
