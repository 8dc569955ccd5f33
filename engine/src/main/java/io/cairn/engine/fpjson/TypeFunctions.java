package io.cairn.engine.fpjson;

/** What things are. */
final class TypeFunctions {
    private TypeFunctions() {}

    static void addTo(Library.Shelf shelf) {
        shelf.exact("is", 2, (_, args) -> Term.Bool.of(Types.is(args[0], args[1])));
        shelf.exact("isNil", 1, (_, args) -> Term.Bool.of(Properties.isNil(args[0])));
        shelf.exact(
                "propIs", 3, (run, args) -> Term.Bool.of(Types.is(args[0], PathFunctions.prop(run, args[1], args[2]))));
        shelf.exact("type", 1, (_, args) -> new Term.Text(Types.name(args[0])));
    }
}
