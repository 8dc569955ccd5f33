package io.cairn.client.jdbc;

import io.cairn.engine.sql.SqlColumn;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.sql.SqlType;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An array. {@code getObject} with a class such as {@code Integer[].class} reads one as that. */
final class CairnArray implements Array {
    private static final int DEPTH_MAX = 6;

    private final String typeName;
    private final @Nullable Object[] elements;

    CairnArray(String typeName, @Nullable Object[] elements) {
        this.typeName = typeName;
        this.elements = elements.clone();
    }

    /** PostgreSQL's text of an array of one type, of as many dimensions as it has. */
    static CairnArray parse(String text, SqlType element) throws SQLException {
        Class<?> component = JdbcType.javaClass(element);
        for (int depth = 1; depth < DEPTH_MAX && text.startsWith("{", depth); depth++) {
            component = component.arrayType();
        }
        return new CairnArray(JdbcType.name(element), (Object[]) java(new Reader(text).read(), component, element));
    }

    /** PostgreSQL's text of an array as an array of Java. */
    static Object java(String text, Class<?> wanted) throws SQLException {
        return java(new Reader(text).read(), wanted.getComponentType(), SqlType.VARCHAR);
    }

    private static Object java(List<?> read, Class<?> component, SqlType type) throws SQLException {
        Object array = java.lang.reflect.Array.newInstance(component, read.size());
        for (int i = 0; i < read.size(); i++) {
            Object element = read.get(i);
            if (element instanceof List<?> inner) {
                Class<?> below = component.isArray() ? component.getComponentType() : component;
                if (!component.isArray() && component != Object.class) {
                    throw Failures.unsupported("an array of arrays as an array of " + component.getName());
                }
                java.lang.reflect.Array.set(array, i, java(inner, below, type));
            } else if (element instanceof String cell) {
                java.lang.reflect.Array.set(
                        array, i, new Cell(elementType(cell, component, type), cell).as(boxed(component)));
            } else if (component.isPrimitive()) {
                throw Failures.conversion("an array with nulls has no form of " + component.getName());
            }
        }
        return array;
    }

    private static SqlType elementType(String cell, Class<?> component, SqlType type) {
        return component == byte[].class && cell.startsWith("\\x") ? SqlType.BYTES : type;
    }

    private static Class<?> boxed(Class<?> type) {
        return type.isPrimitive()
                ? java.lang.reflect.Array.get(java.lang.reflect.Array.newInstance(type, 1), 0)
                        .getClass()
                : type;
    }

    /** Reads {@code {a,"b c",NULL,{d}}}. */
    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        List<@Nullable Object> read() throws SQLException {
            List<@Nullable Object> read = level(1);
            if (at != text.length()) {
                throw malformed();
            }
            return read;
        }

        private SQLException malformed() {
            return Failures.conversion("no array: " + text);
        }

        private char peek() throws SQLException {
            if (at >= text.length()) {
                throw malformed();
            }
            return text.charAt(at);
        }

        private List<@Nullable Object> level(int depth) throws SQLException {
            if (peek() != '{' || depth > DEPTH_MAX) {
                throw malformed();
            }
            at++;
            List<@Nullable Object> elements = new ArrayList<>();
            if (peek() == '}') {
                at++;
                return elements;
            }
            while (true) {
                switch (peek()) {
                    case '{' -> elements.add(level(depth + 1));
                    case '"' -> elements.add(quoted());
                    default -> elements.add(plain());
                }
                char next = peek();
                at++;
                if (next == '}') {
                    return elements;
                }
                if (next != ',') {
                    throw malformed();
                }
            }
        }

        private String quoted() throws SQLException {
            StringBuilder element = new StringBuilder();
            at++;
            while (peek() != '"') {
                if (peek() == '\\') {
                    at++;
                }
                element.append(peek());
                at++;
            }
            at++;
            return element.toString();
        }

        private @Nullable String plain() throws SQLException {
            int start = at;
            while (peek() != ',' && peek() != '}') {
                at++;
            }
            String element = text.substring(start, at);
            return element.equalsIgnoreCase("null") ? null : element;
        }
    }

    @Override
    public String getBaseTypeName() {
        return typeName;
    }

    @Override
    public int getBaseType() {
        return JdbcType.number(JdbcType.named(typeName));
    }

    @Override
    public Object getArray() {
        return elements.clone();
    }

    @Override
    public Object getArray(@Nullable Map<String, Class<?>> map) throws SQLException {
        requireNoMap(map);
        return getArray();
    }

    @Override
    public Object getArray(long index, int count) throws SQLException {
        int from = Math.clamp(index - 1, 0, elements.length);
        if (index < 1 || count < 0) {
            throw Failures.argument("elements are counted from 1");
        }
        return Arrays.copyOfRange(elements, from, Math.min(elements.length, from + count));
    }

    @Override
    public Object getArray(long index, int count, @Nullable Map<String, Class<?>> map) throws SQLException {
        requireNoMap(map);
        return getArray(index, count);
    }

    private static void requireNoMap(@Nullable Map<String, Class<?>> map) throws SQLException {
        if (map != null && !map.isEmpty()) {
            throw Failures.unsupported("a map of types");
        }
    }

    @Override
    public ResultSet getResultSet() throws SQLException {
        return getResultSet(1, elements.length);
    }

    @Override
    public ResultSet getResultSet(@Nullable Map<String, Class<?>> map) throws SQLException {
        requireNoMap(map);
        return getResultSet();
    }

    @Override
    public ResultSet getResultSet(long index, int count) throws SQLException {
        @Nullable Object[] part = (Object[]) getArray(index, count);
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (int i = 0; i < part.length; i++) {
            rows.add(Arrays.asList(Long.toString(index + i), part[i] == null ? null : text(part[i])));
        }
        List<SqlColumn> columns = List.of(
                new SqlColumn("INDEX", SqlType.BIGINT, 0, 0, false),
                new SqlColumn("VALUE", JdbcType.named(typeName), 0, 0, true));
        return new CairnResultSet(null, new SqlResult(columns, rows, 0));
    }

    @Override
    public ResultSet getResultSet(long index, int count, @Nullable Map<String, Class<?>> map) throws SQLException {
        requireNoMap(map);
        return getResultSet(index, count);
    }

    @Override
    public void free() {
        // Holds nothing but memory.
    }

    /** As PostgreSQL prints it. */
    @Override
    public String toString() {
        return text(elements);
    }

    private static String text(@Nullable Object[] elements) {
        StringBuilder text = new StringBuilder("{");
        for (Object element : elements) {
            text.append(text.length() > 1 ? "," : "");
            if (element == null) {
                text.append("NULL");
            } else if (element instanceof Object[] inner) {
                text.append(text(inner));
            } else {
                text.append('"')
                        .append(text(element).replace("\\", "\\\\").replace("\"", "\\\""))
                        .append('"');
            }
        }
        return text.append('}').toString();
    }

    private static String text(Object element) {
        return switch (element) {
            case Object[] inner -> text(inner);
            case byte[] bytes -> "\\x" + HexFormat.of().formatHex(bytes);
            case Boolean truth -> truth ? "t" : "f";
            default -> element.toString();
        };
    }
}
