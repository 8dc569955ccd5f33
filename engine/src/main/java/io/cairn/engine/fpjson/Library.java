package io.cairn.engine.fpjson;

import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The functions by name: Ramda's, and {@code let}, {@code var}, {@code $}. */
public final class Library {
    private static final Shelf SHELF = new Shelf(new TreeMap<>());

    static {
        VariableFunctions.addTo(SHELF);
        TypeFunctions.addTo(SHELF);
        MathFunctions.addTo(SHELF);
        LogicFunctions.addTo(SHELF);
        RelationFunctions.addTo(SHELF);
        SetFunctions.addTo(SHELF);
        StringFunctions.addTo(SHELF);
        ListFunctions.addTo(SHELF);
        ListPartFunctions.addTo(SHELF);
        ListChangeFunctions.addTo(SHELF);
        ListSearchFunctions.addTo(SHELF);
        FoldFunctions.addTo(SHELF);
        GroupFunctions.addTo(SHELF);
        SortFunctions.addTo(SHELF);
        ObjectFunctions.addTo(SHELF);
        PathFunctions.addTo(SHELF);
        MergeFunctions.addTo(SHELF);
        LensFunctions.addTo(SHELF);
        CallFunctions.addTo(SHELF);
        CompositionFunctions.addTo(SHELF);
        ArityFunctions.addTo(SHELF);
        ApplicativeFunctions.addTo(SHELF);
        RefusedFunctions.addTo(SHELF);
    }

    private Library() {}

    /** All names of functions, sorted. */
    public static List<String> names() {
        return List.copyOf(SHELF.functions().keySet());
    }

    /** The function of that name, or null where there is none. */
    static @Nullable Function find(String name) {
        return SHELF.functions().get(name);
    }

    /** Where groups of functions put theirs. */
    record Shelf(TreeMap<String, Function> functions) {
        /** A function that takes so many arguments and ignores more. */
        void exact(String name, int arity, Function.Body body) {
            functions.put(name, Function.exact(name, arity, body));
        }

        /** A function that takes at least so many arguments. */
        void open(String name, int arity, Function.Body body) {
            functions.put(name, Function.open(name, arity, arity, body));
        }

        /** A function that takes at least so many arguments, and says to take none. */
        void silent(String name, int arity, Function.Body body) {
            functions.put(name, Function.open(name, arity, 0, body));
        }

        /** A function that takes whatever it is given at once. */
        void variadic(String name, Function.Body body) {
            functions.put(name, Function.variadic(name, 0, body));
        }
    }
}
