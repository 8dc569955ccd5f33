package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Calls of functions that whoever runs the rewritten statements must register: PostgreSQL's functions that H2 lacks or
 * has with another meaning. Their names begin with {@code CAIRN_}, which no client may write.
 */
final class OwnCalls {
    private static final String PREFIX = "CAIRN_";

    /** Those whose own name follows that prefix. */
    private static final Words SAME = Words.of(
            "left right substr lpad rpad repeat reverse initcap translate split_part starts_with to_hex quote_ident quote_literal",
            "quote_nullable format concat concat_ws regexp_replace regexp_count regexp_match regexp_split_to_array",
            "string_to_array md5 sha224 sha256 sha384 sha512 encode decode div factorial cbrt scale min_scale trim_scale",
            "width_bucket array_append array_prepend array_cat array_remove array_replace array_fill array_position",
            "mod array_positions array_length array_upper array_lower array_ndims array_to_string num_nulls num_nonnulls",
            "to_char to_date to_timestamp make_date make_time make_timestamp date_trunc");

    /** PostgreSQL's names of functions on JSON, and ours. */
    private static final Map<String, String> OTHERS = others();

    /** Functions with a row for each element, and what makes the array of them. */
    private static final Map<String, List<String>> ROWS = rows();

    private static final Words BEFORE_TABLE = Words.of("join lateral");

    private OwnCalls() {}

    private static Map<String, String> others() {
        Map<String, String> names = new TreeMap<>();
        for (String kind : List.of("json", "jsonb")) {
            names.put(kind + "_build_object", "JSON_OBJECT");
            names.put(kind + "_build_array", "JSON_ARRAY");
            names.put(kind + "_strip_nulls", "JSON_STRIP_NULLS");
            names.put(kind + "_extract_path", "JSON_EXTRACT");
            names.put(kind + "_extract_path_text", "JSON_EXTRACT_TEXT");
            names.put(kind + "_typeof", "JSON_TYPE");
            names.put(kind + "_array_length", "JSON_LENGTH");
            names.put("to_" + kind, "TO_JSON");
        }
        names.put("jsonb_set", "JSON_SET");
        names.put("jsonb_pretty", "JSON_PRETTY");
        names.put("jsonb_exists", "JSON_HAS");
        names.put("jsonb_exists_any", "JSON_HAS_ANY");
        names.put("jsonb_exists_all", "JSON_HAS_ALL");
        names.put("jsonb_contains", "CONTAINS");
        names.put("jsonb_concat", "JSON_CONCAT");
        names.put("jsonb_delete", "JSON_DELETE");
        names.put("jsonb_delete_path", "JSON_DELETE_PATH");
        names.put("jsonb_path_exists", "JSON_EXISTS");
        names.put("jsonb_path_query_first", "JSON_FIRST");
        names.put("jsonb_path_query_array", "JSON_ALL");
        return names;
    }

    private static Map<String, List<String>> rows() {
        Map<String, List<String>> rows = new TreeMap<>();
        for (String kind : List.of("json", "jsonb")) {
            rows.put(kind + "_array_elements", List.of("JSON_ELEMENTS", "value"));
            rows.put(kind + "_array_elements_text", List.of("JSON_ELEMENTS_TEXT", "value"));
            rows.put(kind + "_object_keys", List.of("JSON_KEYS"));
            rows.put(kind + "_each", List.of("JSON_KEYS", "key", "JSON_VALUES", "value"));
            rows.put(kind + "_each_text", List.of("JSON_KEYS", "key", "JSON_VALUES_TEXT", "value"));
        }
        rows.put("jsonb_path_query", List.of("JSON_ELEMENTS", "jsonb_path_query"));
        rows.put("regexp_split_to_table", List.of("REGEXP_SPLIT_TO_ARRAY"));
        rows.put("string_to_table", List.of("STRING_TO_ARRAY"));
        return rows;
    }

    /** Every name that a statement may call for one of ours. */
    static List<String> names() {
        List<String> names = new ArrayList<>(SAME.sorted());
        names.addAll(OTHERS.keySet());
        names.addAll(ROWS.keySet());
        return names;
    }

    static boolean isName(String name) {
        return SAME.has(name) || OTHERS.containsKey(name) || ROWS.containsKey(name);
    }

    /** The function that stands for a name; empty for one that is none of ours. */
    static Optional<String> function(String name) {
        return SAME.has(name)
                ? Optional.of(PREFIX + Ascii.upper(name))
                : Optional.ofNullable(OTHERS.get(name)).map(other -> PREFIX + other);
    }

    /** Whether a function has a row for each element of arrays that another makes. */
    static boolean hasRows(String name) {
        return ROWS.containsKey(name);
    }

    /**
     * The arrays that such a function lays out.
     *
     * @return the name of the column, empty where it has its function's, and what makes the array, of each
     */
    static List<Laid> arrays(Node name, Node.Group arguments) {
        List<String> made = ROWS.getOrDefault(name.value(), List.of());
        List<Laid> arrays = new ArrayList<>();
        for (int i = 0; i < made.size(); i += 2) {
            List<Node> array = Nodes.template(PREFIX + made.get(i) + "(?)", arguments(name, arguments.nodes()));
            arrays.add(new Laid(i + 1 < made.size() ? made.get(i + 1) : "", array));
        }
        return arrays;
    }

    /** An array, and the name of the column of its elements. */
    record Laid(String column, List<Node> array) {}

    /** An item of FROM whose functions with rows are arrays that are laid out. */
    static List<Node> inFrom(List<Node> item) {
        List<Node> rewritten = new ArrayList<>();
        int at = 0;
        while (at < item.size()) {
            boolean isTable = at == 0
                    || BEFORE_TABLE.has(item.get(at - 1).value())
                            && item.get(at - 1).is(TokenKind.WORD);
            List<String> arrays =
                    item.get(at).is(TokenKind.WORD) ? ROWS.get(item.get(at).value()) : null;
            if (isTable && arrays != null && isCall(item, at)) {
                at = laidOut(item, at, arrays, rewritten);
            } else if (isTable && isMoments(item, at)) {
                at = laidOut(item, at, List.of("SERIES"), rewritten);
            } else if (isTable && isSeries(item, at)) {
                Node.Group call = (Node.Group) item.get(at + 1);
                rewritten.add(item.get(at));
                rewritten.add(new Node.Group(call.open(), NumberSeries.arguments(call.nodes()), call.close()));
                at += 2;
            } else {
                rewritten.add(item.get(at++));
            }
        }
        return rewritten;
    }

    private static boolean isCall(List<Node> item, int at) {
        return at + 1 < item.size() && item.get(at + 1).isRound();
    }

    private static boolean isSeries(List<Node> item, int at) {
        return item.get(at).isWord("generate_series") && isCall(item, at);
    }

    private static boolean isMoments(List<Node> item, int at) {
        return isSeries(item, at) && MomentSeries.isOne(Nodes.split(((Node.Group) item.get(at + 1)).nodes()));
    }

    /** Writes the call there, and its alias, and gives the place behind them. */
    private static int laidOut(List<Node> item, int at, List<String> arrays, List<Node> out) {
        Node name = item.get(at);
        List<Node> arguments = ((Node.Group) item.get(at + 1)).nodes();
        List<List<Node>> calls = new ArrayList<>();
        List<List<Node>> columns = new ArrayList<>();
        int next = at + 2;
        next += Nodes.isAt(item, next, "with", "ordinality") ? 2 : 0;
        boolean isCounted = next > at + 2;
        int alias = Nodes.isAt(item, next, "as") ? next + 1 : next;
        boolean hasAlias = alias < item.size() && item.get(alias).isName() && !FullJoins.isJoin(item, alias);
        List<Node> table = List.of(hasAlias ? item.get(alias) : name);
        for (int i = 0; i < arrays.size(); i += 2) {
            calls.add(Nodes.template(PREFIX + arrays.get(i) + "(?)", arguments(name, arguments)));
            columns.add(i + 1 < arrays.size() ? List.of(Nodes.word(arrays.get(i + 1), name.start())) : table);
        }
        if (isCounted) {
            columns.add(List.of(Nodes.word("ordinality", name.start())));
        }
        int behind = hasAlias ? alias + 1 : next;
        boolean hasColumns =
                hasAlias && behind < item.size() && item.get(behind).isRound();
        List<Node> named = hasColumns ? ((Node.Group) item.get(behind)).nodes() : Nodes.join(columns);
        out.addAll(Nodes.template(
                isCounted ? "UNNEST(?) WITH ORDINALITY AS ?(?)" : "UNNEST(?) AS ?(?)",
                Nodes.join(calls),
                table,
                named));
        return hasColumns ? behind + 1 : behind;
    }

    private static List<Node> arguments(Node name, List<Node> arguments) {
        if (name.isWord("generate_series")) {
            return MomentSeries.arguments(arguments);
        }
        return name.isWord("jsonb_path_query") ? Nodes.template(PREFIX + "JSON_ALL(?)", arguments) : arguments;
    }
}
