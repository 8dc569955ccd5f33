package io.cairn.engine.fpjson;

import io.cairn.engine.codec.ValueCodec;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step of a program, read and checked. What it comes to matters where its value is assigned. */
sealed interface Block {
    /** Carries the step out. */
    Term run(ProgramRun run);

    /** An expression. */
    record Compute(Expression expression) implements Block {
        @Override
        public Term run(ProgramRun run) {
            return expression.evaluate(run.variables(), run.fuel());
        }
    }

    /** {@code ["=$path", block]}: nothing is assigned where the block stopped the program. */
    record Assign(String path, Block value) implements Block {
        private static final String OPERATOR = "__op";

        @Override
        public Term run(ProgramRun run) {
            Term found = value.run(run);
            if (run.isStopped()) {
                return found;
            }
            assign(path, found, run);
            return found;
        }

        /** Assigns a value, or applies it where it is an operator. */
        static void assign(String path, Term value, ProgramRun run) {
            Term assigned = value;
            if (value instanceof Fields
                    && value.value() instanceof Value.Document operator
                    && operator.get(OPERATOR) != null) {
                assigned = run.host().operate(path, run.variables().get(path), operator);
            }
            run.variables().set(path, assigned);
        }
    }

    /** {@code ["if", condition, then, …rest]}. */
    record Choose(
            Expression condition, Block then, @Nullable Block rest) implements Block {
        @Override
        public Term run(ProgramRun run) {
            if (condition.evaluate(run.variables(), run.fuel()).isTruthy()) {
                return then.run(run);
            }
            return rest == null ? Term.of(new Value.Array(List.of())) : rest.run(run);
        }
    }

    /** {@code ["break"]}. */
    record Break() implements Block {
        @Override
        public Term run(ProgramRun run) {
            run.stop();
            return Term.Undefined.UNDEFINED;
        }
    }

    /** {@code ["[]", block, …]}: a break ends the group alone. */
    record Group(List<Block> blocks) implements Block {
        @Override
        public Term run(ProgramRun run) {
            for (Block block : blocks) {
                block.run(run);
                if (run.isStopped()) {
                    run.goOn();
                    break;
                }
            }
            return Term.of(Value.none());
        }
    }

    /** {@code ["name()", …]} with arguments that are expressions. */
    record Call(String function, List<Expression> arguments) implements Block {
        @Override
        public Term run(ProgramRun run) {
            List<Term> evaluated = new ArrayList<>(arguments.size());
            for (Expression argument : arguments) {
                evaluated.add(argument.evaluate(run.variables(), run.fuel()));
            }
            return run.host().call(function, evaluated, run);
        }
    }

    /** {@code ["name()", data]} with variables in the data. */
    record CallWith(String function, Template template) implements Block {
        @Override
        public Term run(ProgramRun run) {
            return run.host().call(function, List.of(template.fill(run)), run);
        }
    }

    /** {@code ["name()", {…}]}: the names stand first, then the values. */
    record CallWithFields(String function, List<String> names, List<Expression> values) implements Block {
        @Override
        public Term run(ProgramRun run) {
            List<Term> arguments = new ArrayList<>(2 * names.size());
            for (int i = 0; i < names.size(); i++) {
                arguments.add(Term.of(Value.of(names.get(i))));
                arguments.add(values.get(i).evaluate(run.variables(), run.fuel()));
            }
            return run.host().call(function, arguments, run);
        }
    }

    /** {@code ["split()", [separator, text, ["=$a", …]]]}. */
    record Split(Expression separator, Expression text, List<String> paths) implements Block {
        @Override
        public Term run(ProgramRun run) {
            Term by = separator.evaluate(run.variables(), run.fuel());
            Term whole = text.evaluate(run.variables(), run.fuel());
            if (!(by.value() instanceof Value.Text(var mark)) || !(whole.value() instanceof Value.Text(var source))) {
                throw ProgramReader.refused("split", "split() takes a separator and a text");
            }
            int from = 0;
            for (String path : paths) {
                run.fuel().steps(1 + (from < 0 ? 0 : source.length() - from));
                int to = from < 0 || mark.isEmpty() ? -1 : source.indexOf(mark, from);
                Term piece = from < 0
                        ? Term.Undefined.UNDEFINED
                        : Term.of(Value.of(to < 0 ? source.substring(from) : source.substring(from, to)));
                Assign.assign(path, piece, run);
                from = to < 0 ? -1 : to + mark.length();
            }
            return whole;
        }
    }

    /** Data with variables in it. */
    sealed interface Template {
        /** The data, with what the variables hold now. */
        Term fill(ProgramRun run);

        /** Data as it is. */
        record Fixed(Term value) implements Template {
            @Override
            public Term fill(ProgramRun run) {
                return value;
            }
        }

        /** What an expression comes to: a variable, or a variable in another form. */
        record Filled(Expression expression) implements Template {
            @Override
            public Term fill(ProgramRun run) {
                return expression.evaluate(run.variables(), run.fuel());
            }
        }

        /** A list. */
        record Items(List<Template> items) implements Template {
            @Override
            public Term fill(ProgramRun run) {
                run.fuel().steps(items.size());
                List<Value> values = new ArrayList<>(items.size());
                for (Template item : items) {
                    values.add(item.fill(run).value());
                }
                return Term.of(new Value.Array(values));
            }
        }

        /** An object. Fields of variables that hold nothing are left out. */
        record Fields(List<String> names, List<Template> values) implements Template {
            @Override
            public Term fill(ProgramRun run) {
                run.fuel().steps(names.size());
                Value.Document.Builder fields = Value.Document.builder();
                for (int i = 0; i < names.size(); i++) {
                    Term value = values.get(i).fill(run);
                    if (!(value instanceof Term.Undefined)) {
                        fields.put(names.get(i), value.value());
                    }
                }
                return Term.of(fields.build());
            }
        }
    }

    /** The deepest that blocks nest. */
    int DEPTH_MAX = ValueCodec.DEPTH_MAX;
}
