package io.cairn.engine.fpjson;

import java.util.Map;
import java.util.TreeMap;

/** Terms as Ramda's {@code toString} writes them: fields sorted, a space after commas and colons. */
final class TextForm {
    private final Run run;
    private final StringBuilder out = new StringBuilder();

    private TextForm(Run run) {
        this.run = run;
    }

    static String of(Run run, Term term) {
        TextForm form = new TextForm(run);
        form.write(term);
        return form.out.toString();
    }

    private void write(Term term) {
        run.fuel().steps(1);
        switch (term) {
            case Term.Text text -> quote(text.string());
            case Term.Num number -> {
                boolean isNegativeZero = number.number() == 0 && 1 / number.number() < 0;
                append(isNegativeZero ? "-0" : number.toString());
            }
            case Items items -> {
                append("[");
                String separator = "";
                for (Term item : items.terms()) {
                    append(separator);
                    write(item);
                    separator = ", ";
                }
                append("]");
            }
            case Fields fields -> object(fields.entries());
            case Term.Focus focus -> object(Fields.of("value", focus.content()).entries());
            case Transformer _, Term.Placeholder _, Term.Reduced _ -> append("{}");
            case Term.Undefined _, Term.Null _, Term.Bool _, Term.Bytes _, Function _, Regex _ ->
                append(Coercions.text(run, term));
        }
    }

    private void object(Map<String, Term> fields) {
        append("{");
        String separator = "";
        for (Map.Entry<String, Term> field : new TreeMap<>(fields).entrySet()) {
            append(separator);
            quote(field.getKey());
            append(": ");
            write(field.getValue());
            separator = ", ";
        }
        append("}");
    }

    private void append(String text) {
        run.fuel().cells(text.length());
        out.append(text);
    }

    private void quote(String text) {
        run.fuel().cells(2L * text.length() + 2);
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            switch (unit) {
                case '\\' -> out.append("\\\\");
                case '"' -> out.append("\\\"");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\u000B' -> out.append("\\v");
                case '\0' -> out.append("\\0");
                default -> out.append(unit);
            }
        }
        out.append('"');
    }
}
