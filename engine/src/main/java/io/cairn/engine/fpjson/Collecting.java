package io.cairn.engine.fpjson;

import java.util.Map;

/** The last steps of {@code into}: inputs become elements, letters or fields. */
final class Collecting {
    private Collecting() {}

    /** The step that adds to a copy of {@code start}. */
    static Transformer into(Run run, Term start) {
        if (Properties.isListLike(start)) {
            return new Elements(run, start);
        }
        if (start instanceof Term.Text text) {
            return new Letters(text.string());
        }
        if (start instanceof Fields fields) {
            return new Assigned(run, fields);
        }
        if (start instanceof Term.Null) {
            return new Nowhere();
        }
        throw new Failure(Failure.ARGUMENT, "nothing can be collected into " + Describe.of(start));
    }

    private abstract static class Last extends Transformer {
        @Override
        final Term init(Run run) {
            return Items.EMPTY;
        }
    }

    private static final class Elements extends Last {
        private final ItemsBuilder elements;

        Elements(Run run, Term start) {
            elements = new ItemsBuilder(run).addAll(Properties.elements(run, start));
        }

        @Override
        Term step(Run run, Term result, Term input) {
            elements.add(input);
            return result;
        }

        @Override
        Term result(Run run, Term result) {
            return elements.done();
        }
    }

    /** Null, which takes nothing. */
    private static final class Nowhere extends Last {
        @Override
        Term step(Run run, Term result, Term input) {
            throw new Failure(Failure.ARGUMENT, "nothing can be collected into null");
        }

        @Override
        Term result(Run run, Term result) {
            return result;
        }
    }

    private static final class Letters extends Last {
        private final StringBuilder letters;

        Letters(String start) {
            letters = new StringBuilder(start);
        }

        @Override
        Term step(Run run, Term result, Term input) {
            String added = Coercions.text(run, input);
            run.fuel().cells(added.length());
            letters.append(added);
            return result;
        }

        @Override
        Term result(Run run, Term result) {
            return run.text(letters.toString());
        }
    }

    private static final class Assigned extends Last {
        private final FieldsBuilder fields;

        Assigned(Run run, Fields start) {
            fields = new FieldsBuilder(run).putAll(start.entries());
        }

        @Override
        Term step(Run run, Term result, Term input) {
            if (Properties.isListLike(input)) {
                fields.put(Coercions.key(run, Properties.at(input, 0)), Properties.at(input, 1));
            } else {
                for (Map.Entry<String, Term> field :
                        Properties.entries(run, input).entrySet()) {
                    fields.put(field.getKey(), field.getValue());
                }
            }
            return result;
        }

        @Override
        Term result(Run run, Term result) {
            return fields.done();
        }
    }
}
