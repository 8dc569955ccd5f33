package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What statements about the catalog say in PostgreSQL's words: names of the system's schemas, types, functions. */
final class SystemNames {
    private static final Words SCHEMAS = Words.of("pg_catalog information_schema");
    private static final Words WORDS = Words.of("pg_catalog information_schema operator collate");
    private static final Words BEFORE_TABLES = Words.of("table view into exists references on index");
    private static final Words COLLATIONS = Words.of("default c posix ucs_basic unicode");

    /** The functions about the catalog, which the engine has. */
    private static final Words FUNCTIONS = Words.of(
            "array_lower array_ndims array_position array_upper col_description current_schemas current_setting oidvectortypes",
            "has_any_column_privilege has_column_privilege has_function_privilege has_language_privilege",
            "has_sequence_privilege has_tablespace_privilege has_type_privilege pg_char_to_encoding",
            "pg_collation_is_visible pg_conversion_is_visible pg_database_size pg_function_is_visible",
            "pg_get_constraintdef pg_get_function_arguments pg_get_function_identity_arguments pg_get_function_result",
            "pg_get_functiondef pg_get_partition_constraintdef pg_get_partkeydef pg_get_ruledef pg_get_serial_sequence",
            "pg_get_statisticsobjdef pg_get_statisticsobjdef_columns pg_get_triggerdef pg_get_viewdef pg_has_role",
            "pg_indexes_size pg_is_in_recovery pg_is_other_temp_schema pg_my_temp_schema pg_opclass_is_visible",
            "pg_operator_is_visible pg_opfamily_is_visible pg_partition_ancestors pg_relation_is_publishable",
            "pg_relation_size pg_sequence_last_value pg_size_pretty pg_stat_get_numscans",
            "pg_statistics_obj_is_visible pg_table_size pg_tablespace_location pg_tablespace_size",
            "pg_total_relation_size pg_type_is_visible pg_typeof shobj_description to_regclass to_regnamespace to_regtype",
            "current_schema array_remove getdatabaseencoding pg_get_function_sqlbody pg_ts_config_is_visible",
            "pg_ts_dict_is_visible pg_ts_parser_is_visible pg_ts_template_is_visible");

    /** Types that are names or numbers of objects. */
    private static final Words OBJECT_TYPES = Words.of("regclass regtype regnamespace regrole");

    private static final Words TEXT_TYPES = Words.of(
            "name char cstring regproc regprocedure regoper regoperator pg_node_tree sql_identifier character_data",
            "yes_or_no anyarray aclitem pg_lsn");
    private static final Words NUMBER_TYPES = Words.of("oid xid cid cardinal_number");
    private static final Words WRITTEN_TYPES = Words.of("text varchar name");

    /** Arrays of PostgreSQL that begin with 0. */
    private static final Words VECTORS = Words.of("indkey indclass indcollation indoption proargtypes i_indoption");

    /** Arrays that statements compare with a text. */
    private static final Words COMPARED_ARRAYS = Words.of("polroles");

    private SystemNames() {}

    static boolean isFunction(String name) {
        return FUNCTIONS.has(name) || SetFunctions.isOne(name);
    }

    /** A statement without what H2 needs no name for; most say nothing of it. */
    static List<Node> inEveryLevel(List<Node> nodes) {
        return speaks(nodes) ? Nodes.inEveryLevel(nodes, SystemNames::plain) : nodes;
    }

    private static boolean speaks(List<Node> nodes) {
        for (Node node : nodes) {
            boolean does = node instanceof Node.Group group ? speaks(group.nodes()) : WORDS.has(node.value());
            if (does) {
                return true;
            }
        }
        return false;
    }

    /** A level without what H2 needs no name for: schemas of functions and types, OPERATOR(), COLLATE. */
    private static List<Node> plain(List<Node> nodes) {
        List<Node> plain = new ArrayList<>(nodes.size());
        int at = 0;
        while (at < nodes.size()) {
            Node node = nodes.get(at);
            if (node.isWord("operator") && isRound(nodes, at + 1)) {
                plain.add(operator((Node.Group) nodes.get(at + 1)));
                at += 2;
            } else if (node.isWord("collate")) {
                at = behindCollation(nodes, at + 1);
            } else if (isSchema(nodes, at) && (isRound(nodes, at + 3) && !isTable(plain) || isType(plain))) {
                at += 2;
            } else {
                plain.add(node);
                at++;
            }
        }
        return plain;
    }

    private static boolean isRound(List<Node> nodes, int at) {
        return at < nodes.size() && nodes.get(at).isRound();
    }

    private static boolean isSchema(List<Node> nodes, int at) {
        return at + 2 < nodes.size()
                && nodes.get(at).isName()
                && SCHEMAS.has(nodes.get(at).value())
                && nodes.get(at + 1).is(".")
                && nodes.get(at + 2).isName();
    }

    /** Whether a table follows, with its columns in brackets. */
    private static boolean isTable(List<Node> before) {
        return !before.isEmpty()
                && before.getLast().is(TokenKind.WORD)
                && BEFORE_TABLES.has(before.getLast().value());
    }

    /** Whether a type follows: behind a cast's sign, or the AS of a CAST, behind which no alias has a schema. */
    private static boolean isType(List<Node> before) {
        return !before.isEmpty()
                && (before.getLast().is("::") || before.getLast().isWord("as"));
    }

    private static Node operator(Node.Group group) {
        Node last = group.nodes().isEmpty() ? group : group.nodes().getLast();
        boolean isPlain = group.nodes().size() == 1
                || group.nodes().size() == 3
                        && group.nodes().get(0).isWord("pg_catalog")
                        && group.nodes().get(1).is(".");
        if (!isPlain || !last.is(TokenKind.OPERATOR)) {
            throw Refusal.notSupported(group.start(), "an operator of this name");
        }
        return last;
    }

    /** Texts are compared by their characters' numbers, which is what these collations mean. */
    private static int behindCollation(List<Node> nodes, int at) {
        int end = Nodes.nameEnd(nodes, at);
        Node name = nodes.get(end - 1);
        if (!COLLATIONS.has(Ascii.lower(name.value()))) {
            throw Refusal.notSupported(name.start(), "the collation " + name.value());
        }
        return end;
    }

    /** A type in H2's words, where it is one of PostgreSQL's system. */
    static List<Node> type(Types.Type type) {
        List<Node> nodes = new ArrayList<>(type.nodes());
        Node first = nodes.getFirst();
        String name = first.value();
        boolean isCharacter = name.equals("char") && !first.is(TokenKind.QUOTED);
        if (TEXT_TYPES.has(name) && !isCharacter) {
            nodes.set(0, Nodes.word("VARCHAR", first.start()));
        } else if (NUMBER_TYPES.has(name) || OBJECT_TYPES.has(name)) {
            nodes.set(0, Nodes.word("INTEGER", first.start()));
        } else if (name.equals("int2vector")) {
            return Nodes.of("SMALLINT ARRAY");
        } else if (name.equals("oidvector")) {
            return Nodes.of("INTEGER ARRAY");
        }
        return nodes;
    }

    static boolean isObjectType(Types.Type type) {
        return !type.isArray()
                && type.nodes().size() == 1
                && OBJECT_TYPES.has(type.nodes().getFirst().value());
    }

    /**
     * A cast to a name of an object: its number where it is compared or named by a text, else its name.
     *
     * @param before what stands before the operand
     * @param behind what stands behind the cast
     */
    static List<Node> object(List<Node> operand, Types.Type type, List<Node> before, List<Node> behind) {
        boolean isNamed = operand.size() == 1
                && (operand.getFirst().is(TokenKind.STRING)
                        || operand.getFirst().is(TokenKind.PARAMETER));
        boolean isCast = behind.size() > 1 && behind.getFirst().is("::");
        boolean isWritten = isCast && WRITTEN_TYPES.has(behind.get(1).value());
        boolean isCompared = !before.isEmpty() && isComparison(before.getLast())
                || !behind.isEmpty() && isComparison(behind.getFirst());
        boolean isNumber = !isWritten && (isNamed || isCast || isCompared);
        String function = "CAIRN_" + Ascii.upper(type.nodes().getFirst().value()) + (isNumber ? "" : "_NAME");
        return Nodes.template(function + "(?)", operand);
    }

    private static boolean isComparison(Node node) {
        return node.is("=") || node.is("<>") || node.is("!=") || node.isWord("in") || node.isWord("any");
    }

    /** An element of an array or of JSON; null where it has none there, and from 0 where PostgreSQL counts from there. */
    static List<Node> element(List<Node> array, Node.Group index) {
        return Nodes.template(
                isVector(array) ? "CAIRN_ELEMENT(?, (?) + 1)" : "CAIRN_SUBSCRIPT(?, ?)", array, index.nodes());
    }

    /** Where the numbers of a vector's elements begin. */
    static boolean isVector(List<Node> array) {
        return !array.isEmpty() && VECTORS.has(array.getLast().value());
    }

    /** Whether the operand is an array that statements compare with a text such as {@code '{0}'}. */
    static boolean isComparedArray(List<Node> operand) {
        return COMPARED_ARRAYS.has(operand.getLast().value());
    }

    static boolean isArrayText(Node node) {
        return node.is(TokenKind.STRING)
                && node.value().startsWith("{")
                && node.value().endsWith("}");
    }

    static boolean isObjects(Types.Type type) {
        return type.isArray() && OBJECT_TYPES.has(type.nodes().getFirst().value());
    }

    /** The numbers of objects that a text of an array names. */
    static List<Node> objects(Node literal, Types.Type type) {
        String function = "CAIRN_" + Ascii.upper(type.nodes().getFirst().value());
        return Nodes.of("ARRAY["
                + elements(literal).stream()
                        .map(element -> function + "(" + element + ")")
                        .collect(Collectors.joining(", "))
                + "]");
    }

    /** An array from PostgreSQL's text of it, of one dimension. */
    static List<Node> array(Node literal) {
        return Nodes.of("ARRAY[" + String.join(", ", elements(literal)) + "]");
    }

    private static List<String> elements(Node literal) {
        String text = literal.value();
        List<String> elements = new ArrayList<>();
        StringBuilder element = new StringBuilder();
        boolean isQuoted = false;
        boolean wasQuoted = false;
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isQuoted && c == '\\' && i + 1 < text.length()) {
                i++;
                element.append(text.charAt(i));
            } else if (c == '"') {
                isQuoted = !isQuoted;
                wasQuoted = true;
            } else if (!isQuoted && (c == ',' || i == text.length() - 1)) {
                addElement(elements, element.toString(), wasQuoted);
                element.setLength(0);
                wasQuoted = false;
            } else if (!isQuoted && c == '{') {
                throw Refusal.notSupported(literal.start(), "an array of arrays as a text");
            } else {
                element.append(c);
            }
        }
        return elements;
    }

    private static void addElement(List<String> elements, String element, boolean wasQuoted) {
        String text = wasQuoted ? element : element.trim();
        if (!wasQuoted && Ascii.lower(text).equals("null")) {
            elements.add("NULL");
        } else if (wasQuoted || !text.isEmpty()) {
            elements.add(Ascii.quoted(text, '\''));
        }
    }
}
