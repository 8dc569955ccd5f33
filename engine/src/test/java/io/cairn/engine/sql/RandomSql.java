package io.cairn.engine.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Tables, rows, questions and changes by chance, of SQL that PostgreSQL and this engine both know. */
final class RandomSql {
    private static final int COLUMNS = 7;
    private static final int TABLES = 3;

    private final SplittableRandom random;
    private final List<List<Kind>> tables = new ArrayList<>();
    private int lastId;

    /** What a value is. */
    enum Kind {
        INTEGER("integer"),
        BIGINT("bigint"),
        NUMERIC("numeric(12,2)"),
        DOUBLE("double precision"),
        TEXT("text"),
        BOOLEAN("boolean"),
        DATE("date"),
        TIMESTAMP("timestamp");

        private final String type;

        Kind(String type) {
            this.type = type;
        }
    }

    /** A column that an expression may name. */
    private record Name(String text, Kind kind) {}

    RandomSql(long seed) {
        this.random = new SplittableRandom(seed);
    }

    private int below(int bound) {
        return random.nextInt(bound);
    }

    private boolean oneIn(int many) {
        return below(many) == 0;
    }

    private String one(String... choices) {
        return choices[below(choices.length)];
    }

    private Kind kind() {
        return Kind.values()[below(Kind.values().length)];
    }

    /** Statements that make the tables and fill them. Column 0 of each is its key, {@code c0}. */
    List<String> tables() {
        List<String> statements = new ArrayList<>();
        for (int table = 0; table < TABLES; table++) {
            List<Kind> kinds = new ArrayList<>(List.of(Kind.INTEGER, Kind.INTEGER, Kind.TEXT));
            StringBuilder columns = new StringBuilder("c0 integer primary key, c1 integer, c2 text");
            for (int i = 3; i < 7; i++) {
                kinds.add(kind());
                columns.append(", c" + i + " " + kinds.getLast().type);
            }
            tables.add(kinds);
            statements.add("create table t" + table + " (" + columns + ")");
            if (oneIn(2)) {
                statements.add("create index i" + table + " on t" + table + " (c" + (1 + below(6)) + ")");
            }
            statements.add(insert(table, 6 + below(8)));
        }
        return statements;
    }

    private String insert(int table, int count) {
        StringBuilder rows = new StringBuilder();
        for (int row = 0; row < count; row++) {
            rows.append(row == 0 ? "(" : ", (").append(++lastId);
            for (Kind kind : tables.get(table).subList(1, 7)) {
                rows.append(", ").append(oneIn(5) ? "null" : literal(kind));
            }
            rows.append(')');
        }
        return "insert into t" + table + " values " + rows;
    }

    private String literal(Kind kind) {
        return switch (kind) {
            case INTEGER -> Integer.toString(below(21) - 6);
            case BIGINT -> one("0", "1", "-3", "5000000000", "-70000000000", "12") + "::bigint";
            case NUMERIC -> one("0.00", "1.50", "-2.25", "100.00", "12345.67", "-0.01", "3.10") + "::numeric(12,2)";
            case DOUBLE ->
                "'" + one("0", "1.5", "-2.25", "100", "1e20", "1e-7", "0.1", "123456789.125", "-3")
                        + "'::double precision";
            case TEXT -> "'" + one("", "a", "B", "ab", "Abc", "it''s", "x y", "a%b", "10", "zz top", "_") + "'::text";
            case BOOLEAN -> one("true", "false");
            case DATE -> "date '" + one("2024-02-29", "2026-01-01", "1999-12-31", "2026-07-15", "1970-01-01") + "'";
            case TIMESTAMP ->
                "timestamp '"
                        + one(
                                "2024-02-29 12:00:00",
                                "2026-01-01 00:00:00",
                                "1999-12-31 23:59:59.5",
                                "2026-07-15 01:02:03")
                        + "'";
        };
    }

    /** An expression of a kind over columns. */
    private String expression(Kind kind, List<Name> names, int depth) {
        List<Name> fitting = names.stream().filter(name -> name.kind() == kind).toList();
        if (!fitting.isEmpty() && (depth <= 0 || oneIn(3))) {
            return fitting.get(below(fitting.size())).text();
        }
        if (depth <= 0) {
            return oneIn(12) ? "cast(null as " + kind.type + ")" : literal(kind);
        }
        String same = expression(kind, names, depth - 1);
        return switch (below(kind == Kind.BOOLEAN ? 9 : 7)) {
            case 0 -> "coalesce(" + same + ", " + expression(kind, names, depth - 1) + ")";
            case 1 ->
                "(case when " + condition(names, depth - 1) + " then " + same
                        + (oneIn(3) ? "" : " else " + expression(kind, names, depth - 1)) + " end)";
            case 2 -> one("greatest", "least", "nullif") + "(" + same + ", " + expression(kind, names, depth - 1) + ")";
            default -> special(kind, same, names, depth - 1);
        };
    }

    /** A column or literal. */
    private String known(Kind kind, List<Name> names) {
        String plain = expression(kind, names, 0);
        return plain.startsWith("cast(null") ? literal(kind) : plain;
    }

    private String special(Kind kind, String same, List<Name> names, int depth) {
        return switch (kind) {
            case INTEGER ->
                switch (below(9)) {
                    case 7 -> "(" + known(Kind.DATE, names) + " - " + expression(Kind.DATE, names, depth) + ")";
                    case 0 -> "length(" + expression(Kind.TEXT, names, depth) + ")";
                    case 1 -> "abs(" + same + ")";
                    case 2 -> "(" + same + " / " + expression(kind, names, depth) + ")";
                    case 3 -> "mod(" + same + ", " + one("3", "7", "-4") + ")";
                    case 4 -> "cast(" + expression(Kind.BIGINT, names, 0) + " % 1000 as integer)";
                    case 5 ->
                        "extract(" + one("year", "month", "day", "dow", "doy") + " from "
                                + expression(Kind.DATE, names, depth) + ")::integer";
                    case 6 -> "position('a' in " + expression(Kind.TEXT, names, depth) + ")";
                    default -> "(" + same + one(" + ", " - ", " * ") + expression(kind, names, depth) + ")";
                };
            case BIGINT ->
                switch (below(4)) {
                    case 0 -> expression(Kind.INTEGER, names, depth) + "::bigint";
                    case 1 -> "(select count(*) from t" + below(TABLES) + ")";
                    case 2 -> "abs(" + same + ")";
                    default -> "(" + same + one(" + ", " - ") + expression(Kind.INTEGER, names, depth) + ")";
                };
            case NUMERIC ->
                switch (below(7)) {
                    case 5 ->
                        "extract(" + one("year", "month", "dow", "epoch", "second") + " from "
                                + known(Kind.TIMESTAMP, names) + ")";
                    case 0 -> "round(" + same + ", " + one("0", "1", "2") + ")";
                    case 1 -> one("floor", "ceil", "abs", "trunc") + "(" + same + ")";
                    case 2 -> "cast(" + expression(Kind.INTEGER, names, depth) + " as numeric(12,2))";
                    case 3 -> "(" + same + " / " + expression(kind, names, depth) + ")";
                    default -> "(" + same + one(" + ", " - ", " * ") + expression(kind, names, depth) + ")";
                };
            case DOUBLE ->
                switch (below(4)) {
                    case 0 -> "sqrt(abs(" + same + "))";
                    case 1 -> "cast(" + expression(Kind.INTEGER, names, depth) + " as double precision)";
                    default -> "(" + same + one(" + ", " - ", " * ") + expression(kind, names, depth) + ")";
                };
            case TEXT ->
                switch (below(10)) {
                    case 8 ->
                        "(" + known(Kind.TIMESTAMP, names) + " - " + expression(Kind.TIMESTAMP, names, depth)
                                + ")::text";
                    case 0 -> one("upper", "lower", "trim", "btrim", "ltrim") + "(" + same + ")";
                    case 1 -> "substring(" + same + " from " + one("1", "2") + " for " + one("1", "2") + ")";
                    case 2 -> one("left", "right") + "(" + same + ", " + one("1", "2", "9") + ")";
                    case 3 -> "replace(" + same + ", 'a', 'xy')";
                    case 4 -> expression(Kind.INTEGER, names, depth) + "::text";
                    case 5 -> expression(oneIn(2) ? Kind.DATE : Kind.NUMERIC, names, 0) + "::text";
                    case 6 -> expression(Kind.TIMESTAMP, names, 0) + "::text";
                    default -> "(" + same + " || " + expression(kind, names, depth) + ")";
                };
            case BOOLEAN -> condition(names, depth);
            case DATE ->
                switch (below(3)) {
                    case 0 -> "(" + same + one(" + ", " - ") + one("1", "30", "400") + ")";
                    case 1 -> "cast(" + expression(Kind.TIMESTAMP, names, depth) + " as date)";
                    default ->
                        "date_trunc('" + one("month", "year") + "', " + expression(Kind.TIMESTAMP, names, depth)
                                + ")::date";
                };
            case TIMESTAMP ->
                switch (below(4)) {
                    case 2 ->
                        "(" + known(Kind.DATE, names) + one(" + ", " - ") + "interval '"
                                + one("1 day 2 hours", "1 year 2 months", "01:30") + "')";
                    case 0 ->
                        "(" + known(kind, names) + one(" + ", " - ") + "interval '"
                                + one("1 day", "3 hours", "1 month", "90 minutes") + "')";
                    case 1 -> "cast(" + expression(Kind.DATE, names, depth) + " as timestamp)";
                    default -> "date_trunc('" + one("month", "year", "hour", "day") + "', " + same + ")";
                };
        };
    }

    private String condition(List<Name> names, int depth) {
        Kind kind = kind();
        String left = expression(kind, names, depth - 1);
        String plain = switch (below(depth <= 0 ? 5 : 11)) {
            case 0 -> left + " is " + one("", "not ") + "null";
            case 1 -> left + " is " + one("", "not ") + "distinct from " + expression(kind, names, depth - 1);
            case 2 ->
                expression(Kind.TEXT, names, depth - 1)
                        + one(" like ", " not like ", " ilike ")
                        + one("'%a%'", "'_b'", "'a%'", "'%'", "'a\\%b'");
            case 3 -> left + one("", " not") + " in (" + literal(kind) + ", " + literal(kind) + ")";
            case 5 -> condition(names, depth - 1) + one(" and ", " or ") + condition(names, depth - 1);
            case 6 -> "not " + condition(names, depth - 1);
            case 7 -> left + one("", " not") + " between " + literal(kind) + " and " + literal(kind);
            case 8 -> exists(names);
            case 9 ->
                expression(Kind.INTEGER, names, 0) + one(" in ", " not in ", " = any ", " < all ") + "(select c1 from t"
                        + below(TABLES) + " where c0 < " + below(20) + ")";
            case 10 -> left + " = (select min(q.c" + column(kind) + ") from t0 q)";
            default -> left + one(" = ", " <> ", " < ", " >= ") + expression(kind, names, depth - 1);
        };
        return "(" + plain.replace("(select min(q.c-1) from t0 q)", literal(kind)) + ")";
    }

    private int column(Kind kind) {
        return kind == Kind.BOOLEAN ? -1 : tables.getFirst().indexOf(kind);
    }

    private String exists(List<Name> names) {
        int table = below(TABLES);
        // A name of the query around is none of the table within.
        return "exists (select 1 from t" + table + " e (e0, e1, e2, e3, e4, e5, e6) where e1 " + one("=", "<", ">")
                + " " + expression(Kind.INTEGER, names, 0) + ")";
    }

    /** Tables joined, the columns of which may be named. */
    private String from(List<Name> names) {
        StringBuilder from = new StringBuilder();
        int count = 1 + below(3);
        for (int i = 0; i < count; i++) {
            int table = below(TABLES);
            String alias = "a" + i;
            List<Name> before = List.copyOf(names);
            for (int column = 0; column < 7; column++) {
                names.add(new Name(alias + ".c" + column, tables.get(table).get(column)));
            }
            if (i == 0) {
                from.append("t" + table + " a0");
                continue;
            }
            String join = i == 1
                    ? one("join", "left join", "full join", "right join", "cross join")
                    : one("join", "left join");
            from.append(" " + join + " t" + table + " " + alias);
            if (!join.equals("cross join")) {
                boolean isSimple = join.equals("full join") || oneIn(2);
                String other = before.get(7 * below(i)).text();
                from.append(" on ")
                        .append(isSimple ? other.replace("c0", "c1") + " = " + alias + ".c1" : condition(names, 1));
            }
        }
        return from.toString();
    }

    private String where(List<Name> names) {
        return oneIn(3) ? "" : " where " + condition(names, 2);
    }

    /** A question; its answer is in an order that the question fixes, or is to be sorted. */
    String query() {
        return switch (below(6)) {
            case 0 -> oneIn(3) ? groupedByName() : oneIn(2) ? grouped() : groupedByExpression();
            case 1 -> windowed();
            case 2 -> united();
            case 3 -> "with q as (" + plain(2) + ") select * from q";
            default -> plain(1 + below(4));
        };
    }

    private String plain(int width) {
        List<Name> names = new ArrayList<>();
        String from = from(names);
        StringBuilder list = new StringBuilder();
        StringBuilder order = new StringBuilder();
        for (int i = 0; i < width; i++) {
            list.append(i == 0 ? "" : ", ").append(expression(kind(), names, 2)).append(" as r" + i);
            order.append(i == 0 ? " order by " : ", ")
                    .append(i + 1)
                    .append(one("", " desc", " nulls first", " desc nulls last"));
        }
        String limit = oneIn(2) ? "" : " limit " + below(8) + (oneIn(2) ? "" : " offset " + below(4));
        return "select " + (oneIn(4) ? "distinct " : "") + list + " from " + from + where(names) + order + limit;
    }

    private String aggregate(List<Name> names) {
        return switch (below(9)) {
            case 0 -> "count(*)";
            case 1 -> "count(distinct " + expression(kind(), names, 1) + ")";
            case 2 -> "sum(" + expression(one("a", "b").equals("a") ? Kind.INTEGER : Kind.NUMERIC, names, 1) + ")";
            case 3 ->
                "cast(avg(" + expression(oneIn(2) ? Kind.INTEGER : Kind.NUMERIC, names, 1) + ") as numeric(20,4))";
            case 4 -> one("bool_and(", "bool_or(", "every(") + expression(Kind.BOOLEAN, names, 1) + ")";
            case 5 ->
                "string_agg(" + expression(Kind.TEXT, names, 0) + ", ',' order by " + expression(Kind.TEXT, names, 0)
                        + keys(names) + ")";
            case 6 -> "count(" + expression(kind(), names, 1) + ") filter (where " + condition(names, 1) + ")";
            case 7 -> "sum(" + expression(Kind.BIGINT, names, 0) + ")";
            default -> {
                Kind kind = kind();
                yield one("min(", "max(") + expression(kind == Kind.BOOLEAN ? Kind.DATE : kind, names, 1) + ")";
            }
        };
    }

    /** The keys of all tables, so that no two rows are alike. */
    private static String keys(List<Name> names) {
        StringBuilder keys = new StringBuilder();
        for (int i = 0; i < names.size(); i += COLUMNS) {
            keys.append(", ").append(names.get(i).text());
        }
        return keys.toString();
    }

    private String grouped() {
        List<Name> names = new ArrayList<>();
        String from = from(names);
        String where = where(names);
        if (oneIn(4)) {
            return "select " + aggregate(names) + ", " + aggregate(names) + " from " + from + where;
        }
        Name key = names.get(below(names.size()));
        Name other = names.get(below(names.size()));
        return "select " + key.text() + " as k, " + other.text() + " as l, " + aggregate(names) + ", "
                + aggregate(names)
                + " from " + from + where + " group by " + key.text() + ", " + other.text()
                + (oneIn(2)
                        ? ""
                        : " having "
                                + one("count(*) > 1", "min(a0.c0) < 9", "max(a0.c1) is not null", "sum(a0.c1) >= 0"));
    }

    /** What is made of expressions that are grouped by, and now and then of others, which are refused. */
    private String groupedByExpression() {
        List<Name> names = new ArrayList<>();
        String from = from(names);
        String where = where(names);
        Name first = key(names);
        Name second = key(names);
        List<Name> keys = List.of(first, second);
        String beside = expression(kind(), oneIn(6) ? names : keys, 1);
        return "select " + expression(first.kind(), keys, 1) + ", " + aggregate(names) + ", " + beside + " from " + from
                + where + " group by " + first.text() + ", " + second.text()
                + (oneIn(2) ? "" : " having " + condition(keys, 0));
    }

    /** A name that a column of FROM, one of the result or both have. */
    private String groupedByName() {
        List<Name> names = new ArrayList<>();
        String from = from(names);
        String where = where(names);
        Name key = names.get(below(names.size()));
        String column = key.text().substring(key.text().indexOf('.') + 1);
        String label = oneIn(4) ? "k" : column;
        return "select " + expression(key.kind(), List.of(key), 1) + " as " + label + ", " + aggregate(names) + " from "
                + from + where + " group by " + one(key.text(), label)
                + (oneIn(2) ? "" : " having " + condition(List.of(oneIn(3) ? new Name(column, key.kind()) : key), 0));
    }

    /** An expression with a column in it: PostgreSQL takes a number for a place, and nothing else that is constant. */
    private Name key(List<Name> names) {
        Name name = names.get(below(names.size()));
        return new Name("coalesce(" + name.text() + ", " + expression(name.kind(), names, 1) + ")", name.kind());
    }

    private String windowed() {
        List<Name> names = new ArrayList<>();
        int table = below(TABLES);
        for (int column = 0; column < 7; column++) {
            names.add(new Name("c" + column, tables.get(table).get(column)));
        }
        StringBuilder list = new StringBuilder("c0");
        for (int i = 0; i < 2; i++) {
            String partition = oneIn(2) ? "" : "partition by " + expression(kind(), names, 1) + " ";
            String frame = oneIn(3)
                    ? " rows between " + one("1 preceding", "unbounded preceding") + " and "
                            + one("current row", "1 following")
                    : "";
            String over =
                    " over (" + partition + "order by " + expression(kind(), names, 0) + one("", " desc") + ", c0";
            list.append(", ")
                    .append(
                            switch (below(6)) {
                                case 0 -> one("row_number()", "rank()", "dense_rank()", "ntile(3)") + over + ")";
                                case 1 -> one("lag", "lead") + "(" + expression(kind(), names, 0) + ")" + over + ")";
                                case 2 ->
                                    one("first_value", "last_value") + "(" + expression(kind(), names, 0) + ")" + over
                                            + frame + ")";
                                case 3 -> "count(*)" + over + frame + ")";
                                case 4 -> one("min", "max") + "(c1)" + over + frame + ")";
                                default -> "sum(c1)" + over + frame + ")";
                            });
        }
        return "select " + list + " from t" + table + where(names) + " order by c0";
    }

    private String united() {
        Kind kind = kind();
        return side(kind) + one(" union ", " union all ", " except ", " intersect ") + side(kind) + " order by 1"
                + one("", " desc", " nulls first");
    }

    private String side(Kind kind) {
        List<Name> names = new ArrayList<>();
        String from = from(names);
        return "select " + expression(kind, names, 1) + " from " + from + where(names);
    }

    /** A change. */
    String change() {
        int table = below(TABLES);
        List<Name> names = new ArrayList<>();
        for (int column = 0; column < 7; column++) {
            names.add(new Name("t" + table + ".c" + column, tables.get(table).get(column)));
        }
        int column = 1 + below(6);
        String set = "c" + column + " = " + expression(tables.get(table).get(column), names, 2);
        return switch (below(6)) {
            case 0 -> insert(table, 1 + below(3));
            case 1 -> "delete from t" + table + " where " + condition(names, 2);
            case 2 -> insert(table, 1) + " on conflict (c0) do nothing";
            case 3 -> {
                lastId -= Math.min(lastId, 1 + below(5));
                yield insert(table, 1) + " on conflict (c0) do update set c1 = excluded.c1, c2 = t" + table
                        + ".c2 || 'u'";
            }
            default -> "update t" + table + " set " + set + (oneIn(4) ? "" : " where " + condition(names, 2));
        };
    }

    /** Everything that is in the tables. */
    List<String> contents() {
        List<String> queries = new ArrayList<>();
        for (int table = 0; table < TABLES; table++) {
            queries.add("select * from t" + table + " order by c0");
        }
        return queries;
    }
}
