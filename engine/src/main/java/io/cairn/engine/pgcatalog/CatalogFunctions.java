package io.cairn.engine.pgcatalog;

import io.cairn.engine.pgcatalog.CatalogFunction.Arguments;
import io.cairn.engine.pgcatalog.CatalogFunction.Body;
import io.cairn.engine.pgcatalog.CatalogFunction.Form;
import io.cairn.h2.api.ErrorCode;
import io.cairn.h2.message.DbException;
import io.cairn.h2.value.TypeInfo;
import io.cairn.h2.value.Value;
import io.cairn.h2.value.ValueArray;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.StringTokenizer;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's functions about the catalog, by name. */
public final class CatalogFunctions {
    private static final TypeInfo TEXT = TypeInfo.TYPE_VARCHAR;
    private static final TypeInfo OID = TypeInfo.TYPE_INTEGER;
    private static final TypeInfo TEXTS = TypeInfo.getTypeInfo(Value.ARRAY, -1, 0, TypeInfo.TYPE_VARCHAR);

    private static final TypeInfo ANY_ARRAY = TypeInfo.TYPE_ARRAY_UNKNOWN;

    private static final SortedMap<String, Form> FORMS = new TreeMap<>();

    static {
        describing();
        naming();
        privileges();
        absent();
    }

    private CatalogFunctions() {}

    private static void describing() {
        define("FORMAT_TYPE", 2, 2, TEXT, CatalogFunctions::formatType);
        define("PG_TYPEOF", 1, 1, TEXT, CatalogFunctions::typeOf);
        define("OIDVECTORTYPES", 1, 1, TEXT, CatalogFunctions::typeNames);
        define("PG_GET_EXPR", 2, 3, TEXT, call -> call.isNull(0) ? null : call.text(0));
        define("PG_GET_INDEXDEF", 1, 3, TEXT, CatalogFunctions::indexDefinition);
        define("PG_GET_CONSTRAINTDEF", 1, 2, TEXT, CatalogFunctions::constraintDefinition);
        define("PG_GET_VIEWDEF", 1, 2, TEXT, CatalogFunctions::viewDefinition);
        define("PG_GET_USERBYID", 1, 1, TEXT, CatalogFunctions::user);
        define("PG_GET_SERIAL_SEQUENCE", 2, 2, TEXT, CatalogFunctions::serialSequence);
        define("OBJ_DESCRIPTION", 1, 2, TEXT, CatalogFunctions::objectComment);
        define(
                "COL_DESCRIPTION",
                2,
                2,
                TEXT,
                call -> call.isNull(0) || call.isNull(1)
                        ? null
                        : comment(call, PgDescriptions.PG_CLASS, call.number(1)));
        define("PG_TABLE_IS_VISIBLE", 1, 1, TypeInfo.TYPE_BOOLEAN, CatalogFunctions::isTableVisible);
        define("PG_TYPE_IS_VISIBLE", 1, 1, TypeInfo.TYPE_BOOLEAN, CatalogFunctions::isTypeVisible);
        define(
                "CURRENT_SCHEMAS",
                1,
                1,
                TEXTS,
                call -> call.value(0).isTrue() ? List.of("pg_catalog", "public") : List.of("public"));
        define("CURRENT_SETTING", 1, 2, TEXT, CatalogFunctions::setting);
        define("CURRENT_DATABASE", 0, 0, TEXT, call -> CatalogObjects.DATABASE_NAME);
        define("VERSION", 0, 0, TEXT, call -> "PostgreSQL 15.0 (Cairn)");
        define("PG_ENCODING_TO_CHAR", 1, 1, TEXT, call -> call.isNull(0) ? null : call.number(0) == 6 ? "UTF8" : "");
        define("PG_CHAR_TO_ENCODING", 1, 1, OID, call -> call.text(0).equals("UTF8") ? 6 : -1);
        define("GETDATABASEENCODING", 0, 0, TEXT, call -> "UTF8");
        define("ARRAY_REMOVE", 2, 2, ANY_ARRAY, CatalogFunctions::without);
        define("PG_IS_IN_RECOVERY", 0, 0, TypeInfo.TYPE_BOOLEAN, call -> false);
        define("PG_SIZE_PRETTY", 1, 1, TEXT, CatalogFunctions::size);
        define("PG_RELATION_IS_PUBLISHABLE", 1, 1, TypeInfo.TYPE_BOOLEAN, call -> false);
        define("PG_MY_TEMP_SCHEMA", 0, 0, OID, call -> 0);
        define("PG_IS_OTHER_TEMP_SCHEMA", 1, 1, TypeInfo.TYPE_BOOLEAN, call -> false);
    }

    /** Object ids from names, names from object ids, and what is asked of arrays of either. */
    private static void naming() {
        define("TO_REGCLASS", 1, 1, OID, call -> call.isNull(0) ? null : CatalogNames.relation(call, false));
        define("TO_REGTYPE", 1, 1, OID, call -> call.isNull(0) ? null : CatalogNames.type(call, false));
        define("TO_REGNAMESPACE", 1, 1, OID, call -> call.isNull(0) ? null : CatalogNames.schema(call, false));
        define("CAIRN_REGCLASS", 1, 1, OID, call -> call.isNull(0) ? null : CatalogNames.relation(call, true));
        define("CAIRN_REGTYPE", 1, 1, OID, call -> call.isNull(0) ? null : CatalogNames.type(call, true));
        define("CAIRN_REGNAMESPACE", 1, 1, OID, call -> call.isNull(0) ? null : CatalogNames.schema(call, true));
        define("CAIRN_REGROLE", 1, 1, OID, call -> call.isNull(0) ? null : CatalogNames.role(call));
        define("CAIRN_REGCLASS_NAME", 1, 1, TEXT, call -> call.isNull(0) ? null : CatalogNames.ofRelation(call));
        define("CAIRN_REGTYPE_NAME", 1, 1, TEXT, call -> call.isNull(0) ? null : CatalogNames.ofType(call));
        define("CAIRN_REGNAMESPACE_NAME", 1, 1, TEXT, call -> call.isNull(0) ? null : CatalogNames.ofSchema(call));
        define("CAIRN_REGROLE_NAME", 1, 1, TEXT, CatalogFunctions::user);
        define("ARRAY_UPPER", 2, 2, OID, call -> call.isNull(0) || length(call) == 0 ? null : length(call));
        define("ARRAY_LOWER", 2, 2, OID, call -> call.isNull(0) || length(call) == 0 ? null : 1);
        define("ARRAY_NDIMS", 1, 1, OID, call -> call.isNull(0) || length(call) == 0 ? null : 1);
        define("ARRAY_POSITION", 2, 2, OID, CatalogFunctions::position);
        define("CAIRN_ELEMENT", 2, 2, null, CatalogFunctions::element);
        all(
                "FUNCTION OPERATOR OPCLASS OPFAMILY COLLATION CONVERSION STATISTICS_OBJ TS_DICT TS_PARSER TS_TEMPLATE TS_CONFIG",
                name -> define("PG_" + name + "_IS_VISIBLE", 1, 1, TypeInfo.TYPE_BOOLEAN, call -> true));
        all(
                "ANY_COLUMN COLUMN DATABASE FUNCTION LANGUAGE SCHEMA SEQUENCE TABLE TABLESPACE TYPE",
                name -> define("HAS_" + name + "_PRIVILEGE", 2, 4, TypeInfo.TYPE_BOOLEAN, call -> true));
        define("PG_HAS_ROLE", 2, 3, TypeInfo.TYPE_BOOLEAN, call -> true);
    }

    private static void privileges() {}

    /** What does not exist, or what a state does not say. */
    private static void absent() {
        all(
                "PG_RELATION_SIZE PG_TOTAL_RELATION_SIZE PG_TABLE_SIZE PG_INDEXES_SIZE PG_DATABASE_SIZE PG_TABLESPACE_SIZE",
                name -> define(name, 1, 2, TypeInfo.TYPE_BIGINT, call -> null));
        all(
                "PG_GET_TRIGGERDEF PG_GET_RULEDEF PG_GET_FUNCTIONDEF PG_GET_FUNCTION_RESULT PG_GET_FUNCTION_ARGUMENTS",
                name -> define(name, 1, 2, TEXT, call -> null));
        all(
                "PG_GET_FUNCTION_SQLBODY PG_GET_FUNCTION_IDENTITY_ARGUMENTS PG_GET_PARTKEYDEF PG_GET_STATISTICSOBJDEF_COLUMNS",
                name -> define(name, 1, 2, TEXT, call -> null));
        all(
                "PG_GET_STATISTICSOBJDEF SHOBJ_DESCRIPTION PG_TABLESPACE_LOCATION PG_GET_PARTITION_CONSTRAINTDEF",
                name -> define(name, 1, 2, TEXT, call -> null));
        all(
                "PG_PARTITION_ANCESTORS PG_SEQUENCE_LAST_VALUE PG_STAT_GET_NUMSCANS",
                name -> define(name, 1, 1, TypeInfo.TYPE_BIGINT, call -> null));
    }

    private static void define(String name, int least, int most, @Nullable TypeInfo result, Body body) {
        FORMS.put(name, new Form(least, most, result, body));
    }

    private interface Definer {
        void define(String name);
    }

    private static void all(String names, Definer definer) {
        StringTokenizer split = new StringTokenizer(names, " ");
        while (split.hasMoreTokens()) {
            definer.define(split.nextToken());
        }
    }

    /**
     * A call of a function, without its arguments yet.
     *
     * @param name the function's name in capitals
     * @return an expression of H2; null for a name that is none of these
     */
    public static @Nullable Object find(String name) {
        Form form = FORMS.get(name);
        return form == null ? null : new CatalogFunction(name, form);
    }

    private static @Nullable Object formatType(Arguments call) {
        if (call.isNull(0)) {
            return null;
        }
        return PgType.format(call.objects(), call.number(0), call.isNull(1) ? -1 : call.number(1), !call.isNull(1));
    }

    private static Object typeOf(Arguments call) {
        TypeInfo type = call.types().getFirst();
        return type.getValueType() == Value.NULL
                ? "unknown"
                : PgType.format(call.objects(), PgType.of(type).oid(), -1, false);
    }

    private static @Nullable Object typeNames(Arguments call) {
        if (call.isNull(0)) {
            return null;
        }
        StringJoiner names = new StringJoiner(", ");
        for (Value oid : ((ValueArray) call.value(0)).getList()) {
            names.add(PgType.format(call.objects(), oid.getInt(), -1, false));
        }
        return names.toString();
    }

    private static @Nullable Object indexDefinition(Arguments call) {
        if (call.isNull(0)
                || !(call.objects().relation(call.number(0)).orElse(null) instanceof Relation.Indexed indexed)) {
            return null;
        }
        int column = call.count() > 1 && !call.isNull(1) ? call.number(1) : 0;
        if (column == 0) {
            return Definitions.index(
                    call.objects(), indexed, call.count() > 2 && call.value(2).isTrue());
        }
        var columns = PgRelations.keyColumns(indexed);
        return column > columns.size()
                ? ""
                : Identifiers.quoted(columns.get(column - 1).column.getName());
    }

    private static @Nullable Object constraintDefinition(Arguments call) {
        if (call.isNull(0)) {
            return null;
        }
        boolean isShort = call.count() > 1 && call.value(1).isTrue();
        return call.objects()
                .constraint(call.number(0))
                .map(constraint -> Definitions.constraint(call.objects(), constraint, isShort))
                .orElse(null);
    }

    private static @Nullable Object viewDefinition(Arguments call) {
        if (call.isNull(0)) {
            return null;
        }
        Integer oid = CatalogNames.relation(call, true);
        return oid == null ? null : Definitions.view(call.objects(), oid).orElse(null);
    }

    private static @Nullable Object user(Arguments call) {
        if (call.isNull(0)) {
            return null;
        }
        int oid = call.number(0);
        return oid == CatalogObjects.OWNER ? CatalogObjects.OWNER_NAME : "unknown (OID=" + oid + ")";
    }

    private static @Nullable Object serialSequence(Arguments call) {
        if (call.isNull(0) || call.isNull(1)) {
            return null;
        }
        Integer oid = CatalogNames.relation(call, true);
        return call.objects()
                .serialSequence(oid == null ? 0 : oid, call.text(1))
                .orElse(null);
    }

    private static @Nullable Object objectComment(Arguments call) {
        if (call.isNull(0)) {
            return null;
        }
        String kind = call.count() > 1 ? call.text(1) : null;
        for (Map.Entry<String, Integer> known : PgDescriptions.KINDS.entrySet()) {
            if (known.getKey().equals(kind)) {
                return comment(call, known.getValue(), 0);
            }
        }
        return kind == null ? comment(call, 0, 0) : null;
    }

    private static @Nullable Object comment(Arguments call, int kind, int column) {
        return call.objects().comment(kind, call.number(0), column).orElse(null);
    }

    private static @Nullable Object isTableVisible(Arguments call) {
        return call.isNull(0)
                ? null
                : call.objects()
                        .relation(call.number(0))
                        .map(relation -> CatalogObjects.isVisible(relation.namespace()))
                        .orElse(null);
    }

    private static @Nullable Object isTypeVisible(Arguments call) {
        if (call.isNull(0)) {
            return null;
        }
        return call.objects().domains().stream()
                .filter(domain -> CatalogObjects.FIRST + domain.getId() == call.number(0))
                .map(domain -> CatalogObjects.isVisible(CatalogObjects.oid(domain.getSchema())))
                .findFirst()
                .orElse(true);
    }

    private static @Nullable Object setting(Arguments call) {
        if (call.isNull(0)) {
            return null;
        }
        String name = call.text(0);
        for (Map.Entry<String, String> setting : PgTables.SETTINGS) {
            if (Identifiers.lower(setting.getKey()).equals(Identifiers.lower(name))) {
                return setting.getValue();
            }
        }
        if (call.count() > 1 && call.value(1).isTrue()) {
            return null;
        }
        throw DbException.get(ErrorCode.INVALID_VALUE_2, name, "setting");
    }

    private static @Nullable Object size(Arguments call) {
        if (call.isNull(0)) {
            return null;
        }
        List<String> units = List.of("bytes", "kB", "MB", "GB", "TB", "PB");
        long size = call.value(0).getLong();
        int unit = 0;
        long limit = 10 * 1024;
        while (unit < units.size() - 1 && Math.abs(size) >= limit) {
            // PostgreSQL keeps one bit for rounding until the last step.
            size = unit == 0 ? size >> 9 : size >> 10;
            limit = 20 * 1024 - 1;
            unit++;
        }
        return (unit == 0 ? size : (size + 1) / 2) + " " + units.get(unit);
    }

    private static int length(Arguments call) {
        return call.value(0) instanceof ValueArray array ? array.getList().length : 0;
    }

    private static @Nullable Object position(Arguments call) {
        if (call.value(0) instanceof ValueArray array) {
            Value[] elements = array.getList();
            for (int i = 0; i < elements.length; i++) {
                boolean isSame = call.isNull(1)
                        ? elements[i].containsNull()
                        : elements[i].getString() != null
                                && elements[i].getString().equals(call.text(1));
                if (isSame) {
                    return i + 1;
                }
            }
        }
        return null;
    }

    private static @Nullable Object without(Arguments call) {
        if (!(call.value(0) instanceof ValueArray array)) {
            return null;
        }
        return Arrays.stream(array.getList())
                .filter(element -> call.isNull(1)
                        ? !element.containsNull()
                        : element.containsNull() || !element.getString().equals(call.text(1)))
                .toList();
    }

    /** An element of an array, and null where it has none: H2 refuses that. */
    private static @Nullable Object element(Arguments call) {
        if (call.isNull(1) || !(call.value(0) instanceof ValueArray array)) {
            return null;
        }
        int place = call.number(1);
        return place < 1 || place > array.getList().length ? null : array.getList()[place - 1];
    }
}
