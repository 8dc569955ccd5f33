package io.cairn.engine.fpjson;

/** Terms in messages: what kind they are, and their value where it is short. */
final class Describe {
    private static final int TEXT_MAX = 40;

    private Describe() {}

    static String of(Term term) {
        return switch (term) {
            case Term.Undefined _ -> "undefined";
            case Term.Null _ -> "null";
            case Term.Bool bool -> bool.isTrue() ? "true" : "false";
            case Term.Num number -> "the number " + number.toString();
            case Term.Text text -> "the text \"" + shortened(text.string()) + "\"";
            case Term.Bytes _ -> "a byte string";
            case Term.Placeholder _ -> "a placeholder";
            case Term.Reduced _ -> "a reduced value";
            case Term.Focus _ -> "the functor of a lens";
            case Items items -> "a list of " + items.size();
            case Fields fields -> "an object of " + fields.size() + " fields";
            case Function function -> function.name().isEmpty() ? "a function" : "the function " + function.name();
            case Regex _ -> "a regular expression";
            case Transformer _ -> "a transformer";
        };
    }

    private static String shortened(String text) {
        String cut = text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX) + "…";
        return Values.wellFormed(cut);
    }
}
