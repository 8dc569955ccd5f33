package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;

/**
 * Which names may be called: functions whose result follows from their arguments, the state, the entry's time and its
 * seed. Whatever is not listed is refused; a new release of H2 adds nothing by itself.
 */
final class Functions {
    private static final Words SCALARS = Words.of(
            // Numbers.
            "abs acos asin atan atan2 bitand bitcount bitget bitnand bitnor bitnot bitor bitxnor bitxor ceil ceiling cos",
            "cosh cot degrees exp floor gcd lcm ln log log10 lshift mod pi power radians rand random rotateleft",
            "rotateright round roundmagic rshift sign sin sinh sqrt tan tanh trunc truncate ulshift urshift",
            // Text and bytes.
            "ascii bit_length btrim char char_length character_length chr difference hash hextoraw insert space",
            "instr lcase length locate lower ltrim octet_length overlay position rawtohex regexp_like",
            "regexp_substr replace rtrim soundex stringdecode stringencode",
            "stringtoutf8 substring trim ucase upper utf8tostring",
            // Times.
            "dateadd datediff day_of_month day_of_week day_of_year dayname extract formatdatetime last_day",
            "monthname now parsedatetime timestampadd timestampdiff current_timestamp",
            "localtimestamp current_time localtime",
            // Any value.
            "cast coalesce convert gen_random_uuid greatest ifnull least nullif nvl nvl2 random_uuid uuid",
            // Arrays and JSON.
            "array_contains array_get array_max_cardinality array_slice",
            "cardinality json_array json_object trim_array",
            // Sequences and rows of numbers.
            "currval generate_series lastval nextval system_range unnest",
            // What catalogue queries of drivers ask.
            "current_database format_type has_database_privilege has_schema_privilege has_table_privilege",
            "obj_description pg_encoding_to_char pg_get_expr pg_get_indexdef pg_get_userbyid pg_table_is_visible version");

    private static final Words AGGREGATES = Words.of(
            "any any_value array_agg avg bit_and bit_and_agg bit_nand_agg bit_nor_agg bit_or bit_or_agg bit_xnor_agg",
            "bit_xor_agg bool_and bool_or corr count covar_pop covar_samp every gcd_agg group_concat histogram",
            "json_arrayagg json_objectagg lcm_agg listagg max median min mode percentile_cont percentile_disc regr_avgx",
            "regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy some stats_mode stddev",
            "stddev_pop stddev_samp stddevp string_agg sum var var_pop var_samp variance varp");

    private static final Words WINDOWS = Words.of(
            "cume_dist dense_rank first_value lag last_value lead nth_value ntile percent_rank rank ratio_to_report",
            "row_number");

    /** PostgreSQL's, which {@link Calls} turns into others. */
    private static final Words REWRITTEN = Words.of(
            "clock_timestamp date_part json_agg json_exists json_object_agg json_query json_value jsonb_agg jsonb_object_agg",
            "make_interval statement_timestamp strpos timezone transaction_timestamp");

    /** Types that take a length or precision. */
    private static final Words TYPES = Words.of(
            "bit blob bpchar char character clob dec decfloat decimal float interval numeric second time timestamp",
            "timestamptz timetz varbinary varchar varying binary geometry day hour minute month year java_object");

    /** Words that a bracket may follow without a call. */
    private static final Words STRUCTURE = Words.of(
            "all always and any array as between by case check conflict cross default distinct else enum escape except",
            "exists fetch filter first from full group having identity ilike in include inner insert intersect into is",
            "join key lateral left like limit materialized natural next not offset on only or order outer over partition",
            "references returning right row select set some then union unique using values when where with window");

    /** H2's own that are not listed above: no alias or table without quotes may make one of them look harmless. */
    private static final Words REFUSED = Words.of(
            "abort_session autocommit cancel_session casewhen compress csvread csvwrite data_type_sql database_path",
            "db_object_approximate_size db_object_approximate_total_size db_object_id db_object_size db_object_sql",
            "db_object_total_size decrypt disk_space_used encrypt envelope estimated_envelope expand file_read file_write",
            "h2version intersects link_schema lock_mode lock_timeout memory_free memory_used ora_hash",
            "pg_postmaster_start_time readonly secure_rand session_id set_config",
            "signal table table_distinct transaction_id truncate_value xmlattr xmlcdata xmlcomment xmlnode xmlstartdoc",
            "xmltext zero currtid2");

    private Functions() {}

    /** Every name that may be called, sorted. */
    static List<String> allowed() {
        List<String> names = new ArrayList<>();
        for (Words words : List.of(SCALARS, AGGREGATES, WINDOWS, REWRITTEN)) {
            names.addAll(words.sorted());
        }
        names.addAll(OwnCalls.names());
        return names.stream().sorted().distinct().toList();
    }

    /** Every name of H2 that may not be called, sorted. */
    static List<String> refused() {
        return REFUSED.sorted();
    }

    /** Refuses the calls in a level that are not allowed. */
    static void check(List<Node> nodes) {
        for (int i = 1; i < nodes.size(); i++) {
            if (nodes.get(i).isRound()
                    && nodes.get(i - 1) instanceof Node.Leaf leaf
                    && leaf.token().isName()) {
                checkCall(nodes, i, leaf.token());
            }
        }
    }

    private static void checkCall(List<Node> nodes, int group, Token name) {
        // H2 calls its own functions by quoted names too, in any case.
        String called = Ascii.lower(name.value());
        boolean isWord = name.kind() == TokenKind.WORD;
        if (isAllowed(called)
                || (isWord && STRUCTURE.has(called))
                || isNamePosition(nodes, group - 1)
                || Nodes.isAt(nodes, group - 3, "at", "time", "zone")) {
            return;
        }
        if (called.equals("table") && isWord && group > 1 && isDeltaTable(nodes.get(group - 2))) {
            return;
        }
        Node.Group arguments = (Node.Group) nodes.get(group);
        if (isWord && TYPES.has(called) && arguments.nodes().stream().allMatch(Functions::isModifier)) {
            return;
        }
        if (isWord && isGroupingSet(nodes, group, called)) {
            throw Refusal.notSupported(name.start(), "GROUPING SETS, ROLLUP and CUBE; UNION ALL of queries may be");
        }
        if (isWord && Nodes.isAt(nodes, group - 2, "tablesample")) {
            throw Refusal.notSupported(nodes.get(group - 2).start(), "TABLESAMPLE");
        }
        if (REFUSED.has(called)) {
            throw Refusal.notAllowed(name, "a function that no statement may call");
        }
        if (!isAlias(nodes, group, arguments)) {
            throw Refusal.refusal("sql-no-function", name.start(), "no function of that name: " + name.text());
        }
    }

    private static boolean isAllowed(String name) {
        return OwnCalls.isName(name)
                || SystemNames.isFunction(name)
                || SCALARS.has(name)
                || AGGREGATES.has(name)
                || WINDOWS.has(name)
                || REWRITTEN.has(name);
    }

    static boolean isAggregate(String name) {
        return AGGREGATES.has(name);
    }

    private static boolean isGroupingSet(List<Node> nodes, int group, String called) {
        boolean isInList = group > 1
                && (nodes.get(group - 2).isWord("by") || nodes.get(group - 2).is(","));
        return switch (called) {
            case "grouping" -> true;
            case "sets" -> Nodes.isAt(nodes, group - 2, "grouping");
            case "rollup", "cube" -> isInList;
            default -> false;
        };
    }

    private static boolean isDeltaTable(Node node) {
        return node.isWord("final") || node.isWord("old") || node.isWord("new");
    }

    private static boolean isModifier(Node node) {
        return node.is(TokenKind.NUMBER) || node.is(",");
    }

    /** Whether the name there is one of a table that is made, changed or referred to, so that columns follow. */
    private static boolean isNamePosition(List<Node> nodes, int name) {
        int first = name;
        while (first >= 2 && nodes.get(first - 1).is(".")) {
            first -= 2;
        }
        int before = first - 1;
        if (before < 0) {
            return false;
        }
        Node node = nodes.get(before);
        if (node.isWord("into") || node.isWord("table") || node.isWord("references") || node.isWord("view")) {
            return true;
        }
        if (node.isWord("on") || node.isWord("using")) {
            return Nodes.isAt(nodes, 0, "create", "index") || Nodes.isAt(nodes, 0, "create", "unique", "index");
        }
        if (Nodes.isAt(nodes, before - 2, "if", "not", "exists")) {
            return true;
        }
        // The name of a common table expression: nothing else has brackets behind AS there.
        boolean named = node.isWord("with") || node.isWord("recursive") || node.is(",");
        return named
                && areNames(((Node.Group) nodes.get(name + 1)).nodes())
                && Nodes.isAt(nodes, name + 2, "as")
                && (isRoundAt(nodes, name + 3)
                        || Nodes.isAt(nodes, name + 3, "materialized")
                        || Nodes.isAt(nodes, name + 3, "not", "materialized"));
    }

    /** An alias with column names: nothing but names within, and none of them is called. */
    private static boolean isAlias(List<Node> nodes, int group, Node.Group arguments) {
        Node before = group > 1 ? nodes.get(group - 2) : arguments;
        boolean isBehindTable = before.isWord("as") || before.isName() || (group > 1 && before.isRound());
        return isBehindTable && areNames(arguments.nodes());
    }

    private static boolean isRoundAt(List<Node> nodes, int at) {
        return at < nodes.size() && nodes.get(at).isRound();
    }

    private static boolean areNames(List<Node> nodes) {
        return Nodes.split(nodes).stream()
                .allMatch(column -> column.size() == 1 && column.getFirst().isName());
    }
}
