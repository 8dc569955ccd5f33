package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;

/**
 * Names of what a SELECT gives. Behind AS PostgreSQL takes any word, and H2 no keyword of its own. Where a name is not
 * given, PostgreSQL names an aggregate after its function and CASE after itself; H2 does so for other functions only, and
 * functions of JSON have names of our own there.
 */
final class Labels {
    private static final Words KEYWORDS = Words.of(
            "all and any array as asymmetric authorization between both case cast check constraint cross",
            "current_catalog current_date current_path current_role current_schema current_time current_timestamp",
            "current_user day default distinct else end except exists false fetch for foreign from full group groups",
            "having hour if ilike in inner intersect interval is join key leading left like limit localtime",
            "localtimestamp minus minute month natural not null offset on or order over partition primary qualify range",
            "regexp right row rownum rows second select session_user set some symmetric system_user table to top trailing",
            "true uescape union unique unknown user using value values when where window with year");

    private static final Words NAMED_AFTER_FUNCTION = Words.of(
            "json_value json_query json_exists round date_part date_trunc extract timezone",
            "array_agg avg bit_and bit_or bit_xor bool_and bool_or corr count covar_pop covar_samp cume_dist dense_rank",
            "every first_value json_agg jsonb_agg lag last_value lead max min mode nth_value ntile percent_rank",
            "percentile_cont percentile_disc rank regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope",
            "regr_sxx regr_sxy regr_syy row_number stddev stddev_pop stddev_samp string_agg sum var_pop var_samp variance");

    private static final Words ENDS =
            Words.of("from union intersect except where group having window order limit offset");

    private Labels() {}

    /** A level with names in quotes where H2 needs them, and names where it has others. */
    static List<Node> rewrite(List<Node> level) {
        int select = Nodes.find(level, 0, "select");
        if (select == level.size()) {
            return level;
        }
        List<Node> named = new ArrayList<>(level.size() + 4);
        named.addAll(level.subList(0, select));
        int at = select;
        while (at < level.size()) {
            if (!level.get(at).isWord("select")) {
                named.add(level.get(at++));
                continue;
            }
            int end = end(level, at);
            list(level.subList(at, end), named);
            at = end;
        }
        return named;
    }

    /** Where the list of a SELECT ends. */
    static int end(List<Node> level, int select) {
        int end = Nodes.find(level, select + 1, ENDS);
        while (end < level.size()
                && (level.get(end - 1).isWord("as")
                        || level.get(end - 1).is(".")
                        || level.get(end - 1).isWord("distinct")
                                && level.get(end).isWord("from"))) {
            end = Nodes.find(level, end + 1, ENDS);
        }
        return end;
    }

    private static void list(List<Node> list, List<Node> named) {
        List<List<Node>> items = Nodes.split(list);
        for (int i = 0; i < items.size(); i++) {
            List<Node> item = items.get(i);
            if (i > 0) {
                named.addAll(Nodes.of(","));
            }
            int last = item.size() - 1;
            if (last > 0 && item.get(last - 1).isWord("as") && isKeyword(item.get(last))) {
                named.addAll(item.subList(0, last));
                named.add(Nodes.quoted(item.get(last).value(), item.get(last).start()));
                continue;
            }
            named.addAll(item);
            String name = name(item, i == 0 ? behindSelect(item) : 0);
            if (!name.isEmpty()) {
                named.addAll(Nodes.template(
                        "AS ?", List.of(Nodes.quoted(name, item.get(last).start()))));
            }
        }
    }

    private static boolean isKeyword(Node node) {
        return node.is(TokenKind.WORD) && KEYWORDS.has(node.value());
    }

    private static int behindSelect(List<Node> item) {
        int at = 1;
        while (at < item.size()
                && (item.get(at).isWord("all")
                        || item.get(at).isWord("distinct")
                        || item.get(at).isWord("on"))) {
            at += item.get(at).isWord("on") ? 2 : 1;
        }
        return Math.min(at, item.size());
    }

    /** What PostgreSQL calls an item without a name that H2 calls otherwise; empty for any other. */
    private static String name(List<Node> item, int from) {
        if (from == item.size()) {
            return "";
        }
        int operator = item.size() - 2;
        if (operator > from && JsonCalls.function(item.get(operator)).isPresent()) {
            return "?column?";
        }
        if (Nodes.isAt(item, item.size() - 4, "at", "time", "zone")
                && item.stream().noneMatch(Labels::isOperator)) {
            return "timezone";
        }
        Node first = item.get(from);
        if (first.isWord("case")) {
            return Nodes.find(item, from, "end") == item.size() - 1 ? "case" : "";
        }
        boolean isCall = first.is(TokenKind.WORD)
                && NAMED_AFTER_FUNCTION.has(first.value())
                && from + 1 < item.size()
                && item.get(from + 1).isRound();
        if (!isCall) {
            return "";
        }
        int at = from + 2;
        at += Nodes.isAt(item, at, "within", "group") ? 3 : 0;
        at += Nodes.isAt(item, at, "filter") ? 2 : 0;
        at += Nodes.isAt(item, at, "over") ? 2 : 0;
        return at == item.size() ? first.value() : "";
    }

    private static boolean isOperator(Node node) {
        return node.is(TokenKind.OPERATOR);
    }
}
