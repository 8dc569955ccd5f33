package io.cairn.engine.fpjson;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The functions that a kind of program may call, and how their arguments are read. Immutable. */
public final class HostFunctions {
    /** How the argument of a call is read. */
    public enum Shape {
        /** There is none. */
        NONE,
        /** One expression. */
        EXPRESSION,
        /** A list of expressions. */
        EXPRESSIONS,
        /** An object, each of whose values is an expression. */
        FIELDS,
        /** Data with variables in it: nothing else is evaluated. */
        TEMPLATE,
        /** A separator, an expression, and the variables that take the pieces. */
        SPLIT
    }

    private final TreeMap<String, Shape> shapes = new TreeMap<>();

    /** The functions of the given names. */
    public HostFunctions(Map<String, Shape> shapes) {
        this.shapes.putAll(shapes);
    }

    /** How the argument of a function is read; null for a function that does not exist. */
    @Nullable
    Shape shape(String function) {
        return shapes.get(function);
    }

    /** The names, in order, as a person would be told. */
    String names() {
        return String.join("() ", shapes.keySet()) + "()";
    }
}
