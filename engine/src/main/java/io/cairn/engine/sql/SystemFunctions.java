package io.cairn.engine.sql;

import io.cairn.engine.dialect.Ascii;
import io.cairn.engine.model.CairnException;
import io.cairn.h2.engine.Database;
import io.cairn.h2.expression.Expression;
import io.cairn.h2.mode.ModeFunction;
import io.cairn.h2.value.TypeInfo;
import io.cairn.h2.value.Value;
import io.cairn.h2.value.ValueInteger;
import io.cairn.h2.value.ValueVarchar;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The functions of PostgreSQL that H2 lacks or has with another meaning. Their names begin with {@link #PREFIX}: the
 * dialect writes it, and no client can.
 */
final class SystemFunctions {
    static final String PREFIX = "CAIRN_";

    /** H2's bound of elements. */
    static final int ELEMENTS_MAX = 65_536;

    static final int MANY = 100;

    private static final Map<String, SystemFunction.Definition> DEFINITIONS = definitions();

    private SystemFunctions() {}

    private static Map<String, SystemFunction.Definition> definitions() {
        Map<String, SystemFunction.Definition> all = new TreeMap<>();
        for (List<SystemFunction.Definition> group : List.of(
                TextFunctions.all(),
                BytesFunctions.all(),
                NumberFunctions.all(),
                SeriesFunctions.all(),
                TimeFunctions.all(),
                IntervalFunctions.all(),
                ArrayFunctions.all(),
                JsonFunctions.all())) {
            group.forEach(definition -> all.put(definition.name(), definition));
        }
        return Collections.unmodifiableMap(all);
    }

    /** One of ours, or of those that H2 has in this mode; null for none. */
    static @Nullable Expression find(Object database, String name) {
        if (name.equals(OncePerRow.NAME)) {
            return new OncePerRow();
        }
        if (name.equals(Subscript.NAME)) {
            return new Subscript();
        }
        SystemFunction.Definition definition = DEFINITIONS.get(name);
        return definition == null
                ? ModeFunction.getFunction((Database) database, name)
                : new SystemFunction(definition);
    }

    /** A function that gives NULL where an argument is NULL. */
    static SystemFunction.Definition strict(String name, int least, int most, TypeInfo type, SystemFunction.Body body) {
        return new SystemFunction.Definition(upper(name), least, most, true, _ -> type, body);
    }

    /** A function that takes NULL for a value. */
    static SystemFunction.Definition lenient(
            String name, int least, int most, TypeInfo type, SystemFunction.Body body) {
        return new SystemFunction.Definition(upper(name), least, most, false, _ -> type, body);
    }

    /** A function whose type follows from its arguments. */
    static SystemFunction.Definition typed(
            String name,
            int least,
            int most,
            boolean isStrict,
            SystemFunction.Result result,
            SystemFunction.Body body) {
        return new SystemFunction.Definition(upper(name), least, most, isStrict, result, body);
    }

    private static String upper(String name) {
        return PREFIX + Ascii.upper(name);
    }

    static Value text(String text) {
        return ValueVarchar.get(text);
    }

    static Value integer(int number) {
        return ValueInteger.get(number);
    }

    static CairnException refused(String state, String what) {
        return new CairnException.Refused("sql-" + state, "statement", what);
    }
}
