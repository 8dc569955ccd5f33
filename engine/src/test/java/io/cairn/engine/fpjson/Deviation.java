package io.cairn.engine.fpjson;

import java.util.List;
import java.util.function.BiPredicate;

/**
 * Where Cairn means to answer otherwise than the reference; docs/fpjson.md names the same.
 *
 * @param reason why
 * @param example a request whose answers differ
 * @param covers the requests, with the reference's answers, that may differ for this reason
 */
record Deviation(String reason, String example, BiPredicate<String, String> covers) {
    static final List<Deviation> ALL = List.of(
            new Deviation(
                    "functions that reach the host's objects or need promises are refused, also where the reference"
                            + " only curries them",
                    "{\"program\":[\"constructN\",0,[\"typ\",\"Array\"]]}",
                    (request, _) ->
                            names(request, "invoker", "construct", "constructN", "bind", "andThen", "otherwise")),
            new Deviation(
                    "dropLastWhile works as a transducer; ramda loses its step as soon as something was held back",
                    "{\"program\":[\"transduce\",[\"dropLastWhile\",[\"gt\",[\"__\"],0]],[\"flip\",[\"append\"]],"
                            + "[],[5,-1]]}",
                    (request, _) -> names(request, "dropLastWhile")),
            new Deviation(
                    "a function's text is its name, not the source of another language",
                    "{\"program\":[\"toString\",[\"inc\"]]}",
                    (request, answer) ->
                            answer.contains("function") || (names(request, "test", "match") && names(request, "inc"))),
            new Deviation(
                    "an object with a function in its field 0 is an object, and is not applied",
                    "{\"program\":[\"objOf\",\"0\",[\"inc\"]]}",
                    (request, answer) -> answer.equals("null") && names(request, "inc") && request.contains("\"0\"")),
            new Deviation(
                    "what tryCatch hands over is an object of name, code and message, which can be read",
                    "{\"program\":[[\"tryCatch\",[\"head\"],[\"identity\"]],null]}",
                    (request, _) -> names(request, "tryCatch")),
            new Deviation(
                    "patterns see whole letters, also outside of Unicode's first plane, not halves of them",
                    "{\"program\":[\"match\",[\"reg\",\"^.$\"],\"😀\"]}",
                    (request, _) -> names(request, "reg") && request.contains("😀")),
            new Deviation(
                    "two transducers that end a fold one after the other do not leak the wrapped result",
                    "{\"program\":[\"into\",[],[\"compose\",[\"find\",[\"F\"]],[\"find\",[\"T\"]]],[1]]}",
                    (_, answer) -> answer.contains("@@transducer/value")),
            new Deviation(
                    "groupBy as a transducer keeps its groups apart; ramda puts everything into one list",
                    "{\"program\":[\"into\",[],[\"groupBy\",[\"toString\"]],[1,2]]}",
                    (request, _) -> request.contains("[\"groupBy\",[") && names(request, "into", "transduce")),
            new Deviation(
                    "chain as a transducer ends what follows once; ramda ends it after each list that it flattens",
                    "{\"program\":[\"into\",[],[\"compose\",[\"chain\",[\"of\"]],[\"aperture\",2]],[1,2,3]]}",
                    (request, _) -> request.contains("[\"chain\",[") && names(request, "into", "transduce")),
            new Deviation(
                    "a variable is a value: setting part of it does not change what was read before",
                    "{\"program\":[[\"let\",\"a.b\",1],[\"let\",\"c\",{\"var\":\"a\"}],[\"let\",\"a.b\",2],"
                            + "{\"var\":\"c.b\"}]}",
                    (_, _) -> false),
            new Deviation(
                    "a path does not lead through what is neither list nor object",
                    "{\"program\":[[\"let\",\"a\",1],[\"let\",\"a.b\",2]]}",
                    (_, _) -> false),
            new Deviation(
                    "data that begins with [] loses nothing",
                    "{\"program\":[\"identity\",{\"var\":\"x\"}],\"vars\":{\"x\":[\"[]\",1]}}",
                    (request, _) -> names(request, "toString") && request.contains("[]")),
            new Deviation(
                    "what a function gives is data, also where it begins with a function's name",
                    "{\"program\":[[[\"identity\",[\"of\",[\"[]\",\"add\"]]],1],"
                            + "[\"filter\",[\"T\"],{\"var\":\"x\"}]],\"vars\":{\"x\":[\"[]\",\"add\",1]}}",
                    (_, _) -> false),
            new Deviation(
                    "what JavaScript's objects inherit is no field",
                    "{\"program\":[\"type\",[\"prop\",\"constructor\",{}]]}",
                    (_, _) -> false),
            new Deviation(
                    "names that JavaScript's objects inherit are no functions",
                    "{\"program\":[\"constructor\",1]}",
                    (_, _) -> false),
            new Deviation(
                    "__proto__ is an ordinary field",
                    "{\"program\":[\"keys\",[\"assoc\",\"__proto__\",1,{}]]}",
                    (_, _) -> false),
            new Deviation(
                    "let without arguments is the function", "{\"program\":[\"type\",[\"let\"]]}", (_, _) -> false),
            new Deviation(
                    "lists have no holes: an element that was skipped is undefined",
                    "{\"program\":[\"keys\",[\"assoc\",1,5,[]]]}",
                    (_, _) -> false),
            new Deviation(
                    "integers beyond 2^53 keep their value until something is computed from them",
                    "{\"program\":[\"identity\",9007199254740993]}",
                    (_, _) -> false));

    private static boolean names(String request, String... functions) {
        for (String function : functions) {
            if (request.contains("[\"" + function + "\"")) {
                return true;
            }
        }
        return false;
    }
}
