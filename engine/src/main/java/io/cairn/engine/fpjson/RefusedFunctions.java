package io.cairn.engine.fpjson;

/** Functions of Ramda that are not provided for: they reach the host's objects, or need promises. */
final class RefusedFunctions {
    private RefusedFunctions() {}

    static void addTo(Library.Shelf shelf) {
        for (String name : new String[] {"invoker", "construct", "constructN", "bind"}) {
            shelf.variadic(name, refusing("would reach objects of the machine that runs the program"));
        }
        for (String name : new String[] {"andThen", "otherwise"}) {
            shelf.variadic(name, refusing("needs promises, and a program waits for nothing"));
        }
    }

    private static Function.Body refusing(String why) {
        return (_, _) -> {
            throw new Failure(Failure.REFUSED, why);
        };
    }
}
