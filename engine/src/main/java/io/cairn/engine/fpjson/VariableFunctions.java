package io.cairn.engine.fpjson;

/** FPJSON's own words: {@code let}, {@code var} and {@code $}. */
final class VariableFunctions {
    private VariableFunctions() {}

    static void addTo(Library.Shelf shelf) {
        shelf.exact("$", 1, (run, args) -> run.variables().resolve(args[0], run));
        shelf.exact("var", 2, (run, args) -> run.variables().resolve(args[0], run));
        shelf.exact("let", 2, VariableFunctions::let);
    }

    private static Term let(Run run, Term[] args) {
        if (!(args[0] instanceof Term.Text path)) {
            throw new Failure(Variables.PATH, "the path to set is text, not " + Describe.of(args[0]));
        }
        run.fuel().cells(path.string().length());
        run.variables().assign(path.string(), args[1], run.fuel());
        return args[1];
    }
}
