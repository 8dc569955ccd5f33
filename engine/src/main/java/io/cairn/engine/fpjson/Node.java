package io.cairn.engine.fpjson;

import java.util.LinkedHashMap;
import java.util.Map;

/** A part of a program that was read. */
sealed interface Node {
    Term evaluate(Run run);

    /** What is the same in every run. */
    record Constant(Term term) implements Node {
        @Override
        public Term evaluate(Run run) {
            return term;
        }
    }

    /** A call of a function of the library; undefined becomes an empty list. */
    record Call(Function function, Node[] arguments, String at) implements Node {
        @Override
        public Term evaluate(Run run) {
            Term[] args = new Term[arguments.length];
            for (int i = 0; i < args.length; i++) {
                args[i] = arguments[i].evaluate(run);
            }
            run.at(at);
            Term result = run.call(function, args);
            if (result instanceof Term.Undefined) {
                return Items.EMPTY;
            }
            return result instanceof Items items ? applied(run, items) : result;
        }
    }

    /** A variable at a path. */
    record Variable(String[] names, String at) implements Node {
        @Override
        public Term evaluate(Run run) {
            run.at(at);
            run.fuel().steps(names.length);
            Term term = run.variables().read(names);
            return term instanceof Items items ? applied(run, items) : term;
        }
    }

    /** A list that stands for itself. */
    record Literal(Node[] elements) implements Node {
        @Override
        public Term evaluate(Run run) {
            run.fuel().cells(elements.length);
            Term[] terms = new Term[elements.length];
            for (int i = 0; i < terms.length; i++) {
                terms[i] = elements[i].evaluate(run);
            }
            return Items.of(terms);
        }
    }

    /** A list whose first element may turn out to be a function. */
    record Applied(Node[] elements, String at) implements Node {
        @Override
        public Term evaluate(Run run) {
            run.fuel().cells(elements.length);
            Term[] terms = new Term[elements.length];
            for (int i = 0; i < terms.length; i++) {
                terms[i] = elements[i].evaluate(run);
            }
            run.at(at);
            return applied(run, Items.of(terms));
        }
    }

    /** An object. */
    record Structure(Map<String, Node> fields) implements Node {
        @Override
        public Term evaluate(Run run) {
            run.fuel().cells(fields.size());
            LinkedHashMap<String, Term> terms = new LinkedHashMap<>();
            for (Map.Entry<String, Node> field : fields.entrySet()) {
                terms.put(field.getKey(), field.getValue().evaluate(run));
            }
            return Fields.of(terms);
        }
    }

    /**
     * A list that begins with a function value is that function applied to the rest, again and again. Only a program
     * makes function values: data never begins with one.
     */
    static Term applied(Run run, Items list) {
        Items items = list;
        while (items.source() == null && items.size() > 0 && items.get(0) instanceof Function function) {
            Term[] terms = items.terms();
            Term result = run.call(function, java.util.Arrays.copyOfRange(terms, 1, terms.length));
            if (!(result instanceof Items next)) {
                return result;
            }
            items = next;
        }
        return items;
    }
}
