package io.cairn.engine.fpjson;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What list functions become when they are given a transformer for a list. */
final class Transducers {
    private Transducers() {}

    /** What is done with each input. */
    interface Mapping {
        Term apply(Run run, Term input);
    }

    /** Which inputs are passed on. */
    interface Test {
        boolean apply(Run run, Term input);
    }

    /** A step before another: passes the beginning and the end on. */
    private abstract static class Stage extends Transformer {
        final Transformer next;

        Stage(Transformer next) {
            super(next);
            this.next = next;
        }

        @Override
        final Term init(Run run) {
            return next.init(run);
        }

        @Override
        Term result(Run run, Term result) {
            return next.result(run, result);
        }

        /** Counted as a call, since what is called in it may fold again. */
        @Override
        final Term step(Run run, Term result, Term input) {
            run.fuel().enter();
            Term made = pass(run, result, input);
            run.fuel().leave();
            return made;
        }

        abstract Term pass(Run run, Term result, Term input);
    }

    /** A stage of the general kind. */
    private interface Step {
        Term apply(Run run, Term result, Term input, Transformer next);
    }

    private static Transformer stage(Transformer next, Step step) {
        return new Stage(next) {
            @Override
            Term pass(Run run, Term result, Term input) {
                return step.apply(run, result, input, next);
            }
        };
    }

    /** A function of a result and an input as the last step. */
    static Transformer fold(Term function) {
        return new Transformer() {
            @Override
            Term init(Run run) {
                throw new Failure(Failure.ARGUMENT, "a function has no beginning to fold from");
            }

            @Override
            Term step(Run run, Term result, Term input) {
                return run.call(function, result, input);
            }

            @Override
            Term result(Run run, Term result) {
                return result;
            }
        };
    }

    static Transformer map(Mapping mapping, Transformer next) {
        return stage(next, (run, result, input, then) -> then.step(run, result, mapping.apply(run, input)));
    }

    static Transformer filter(Test test, Transformer next) {
        return stage(
                next, (run, result, input, then) -> test.apply(run, input) ? then.step(run, result, input) : result);
    }

    static Transformer tap(Term function, Transformer next) {
        return stage(next, (run, result, input, then) -> {
            run.call(function, input);
            return then.step(run, result, input);
        });
    }

    static Transformer chain(Term function, Transformer next) {
        return stage(next, (run, result, input, then) -> {
            Term made = run.call(function, input);
            return Properties.isListLike(made)
                    ? each(Properties.elements(run, made), run, result, then)
                    : then.step(run, result, made);
        });
    }

    /** Passes all these on, or as many as are wanted. */
    private static Term each(Term[] inputs, Run run, Term result, Transformer next) {
        Term all = result;
        for (int i = 0; i < inputs.length && !(all instanceof Term.Reduced); i++) {
            all = next.step(run, all, inputs[i]);
        }
        return all;
    }

    static Transformer take(double count, Transformer next) {
        return new Stage(next) {
            private double taken;

            @Override
            Term pass(Run run, Term result, Term input) {
                taken++;
                Term made = count == 0 ? result : next.step(run, result, input);
                return count >= 0 && taken >= count ? FoldFunctions.reduced(made) : made;
            }
        };
    }

    static Transformer drop(double count, Transformer next) {
        return filter(
                new Test() {
                    private double left = count;

                    @Override
                    public boolean apply(Run run, Term input) {
                        if (left > 0) {
                            left--;
                            return false;
                        }
                        return true;
                    }
                },
                next);
    }

    static Transformer takeWhile(Term predicate, Transformer next) {
        return stage(
                next,
                (run, result, input, then) ->
                        run.test(predicate, input) ? then.step(run, result, input) : FoldFunctions.reduced(result));
    }

    static Transformer dropWhile(Term predicate, Transformer next) {
        return filter(
                new Test() {
                    private boolean isThrough;

                    @Override
                    public boolean apply(Run run, Term input) {
                        isThrough = isThrough || !run.test(predicate, input);
                        return isThrough;
                    }
                },
                next);
    }

    static Transformer dropLast(double count, Transformer next) {
        return new Stage(next) {
            private final Deque<Term> held = new ArrayDeque<>();

            @Override
            Term pass(Run run, Term result, Term input) {
                run.fuel().cells(1);
                held.addLast(input);
                return held.size() > count ? next.step(run, result, held.removeFirst()) : result;
            }
        };
    }

    static Transformer dropLastWhile(Term predicate, Transformer next) {
        return new Stage(next) {
            private final List<Term> held = new ArrayList<>();

            @Override
            Term pass(Run run, Term result, Term input) {
                if (run.test(predicate, input)) {
                    run.fuel().cells(1);
                    held.add(input);
                    return result;
                }
                held.add(input);
                Term all = each(held.toArray(new Term[0]), run, result, next);
                held.clear();
                return all;
            }
        };
    }

    static Transformer dropRepeats(ListChangeFunctions.Repeat repeat, Transformer next) {
        return filter(
                new Test() {
                    private @Nullable Term before;

                    @Override
                    public boolean apply(Run run, Term input) {
                        boolean isRepeat = before != null && repeat.test(run, before, input);
                        before = input;
                        return !isRepeat;
                    }
                },
                next);
    }

    static Transformer uniqBy(Mapping key, Transformer next) {
        Seen seen = new Seen();
        return filter((run, input) -> seen.add(run, key.apply(run, input)), next);
    }

    static Transformer uniqWith(Term predicate, Transformer next) {
        List<Term> known = new ArrayList<>();
        return filter(
                (run, input) -> {
                    for (Term term : known) {
                        if (run.test(predicate, input, term)) {
                            return false;
                        }
                    }
                    run.fuel().cells(1);
                    return known.add(input);
                },
                next);
    }

    static Transformer aperture(double size, Transformer next) {
        if (!(size >= 0) || size != Math.rint(size)) {
            throw new Failure(Failure.ARGUMENT, "the size of a part must be a whole number");
        }
        return new Stage(next) {
            private final Deque<Term> held = new ArrayDeque<>();

            @Override
            Term pass(Run run, Term result, Term input) {
                run.fuel().cells(1);
                held.addLast(input);
                if (held.size() > size) {
                    held.removeFirst();
                }
                if (size == 0 || held.size() < size) {
                    return result;
                }
                run.fuel().cells(held.size());
                return next.step(run, result, Items.of(held.toArray(new Term[0])));
            }
        };
    }

    static Transformer all(Term predicate, Transformer next) {
        return new Search(predicate, false, true, (_, _) -> Term.Bool.FALSE, Term.Bool.TRUE, next);
    }

    static Transformer any(Term predicate, Transformer next) {
        return new Search(predicate, true, true, (_, _) -> Term.Bool.TRUE, Term.Bool.FALSE, next);
    }

    static Transformer find(Term predicate, Transformer next) {
        return new Search(predicate, true, true, (_, input) -> input, Term.Undefined.UNDEFINED, next);
    }

    static Transformer findIndex(Term predicate, Transformer next) {
        return new Search(predicate, true, true, (index, _) -> Term.Num.of(index), Term.Num.of(-1), next);
    }

    static Transformer findLast(Term predicate, Transformer next) {
        return new Search(predicate, true, false, (_, input) -> input, Term.Undefined.UNDEFINED, next);
    }

    static Transformer findLastIndex(Term predicate, Transformer next) {
        return new Search(predicate, true, false, (index, _) -> Term.Num.of(index), Term.Num.of(-1), next);
    }

    /** What is passed on for an input that was looked for. */
    private interface Found {
        Term of(int index, Term input);
    }

    /** Looks for an input of which the predicate gives {@code wanted}: passes on the first at once, or the last at the end. */
    private static final class Search extends Stage {
        private final Term predicate;
        private final boolean wanted;
        private final boolean isForFirst;
        private final Found found;
        private Term answer;
        private int index;
        private boolean isPassedOn;

        Search(Term predicate, boolean wanted, boolean isForFirst, Found found, Term otherwise, Transformer next) {
            super(next);
            this.predicate = predicate;
            this.wanted = wanted;
            this.isForFirst = isForFirst;
            this.found = found;
            this.answer = otherwise;
        }

        @Override
        Term pass(Run run, Term result, Term input) {
            int place = index++;
            if (run.test(predicate, input) != wanted) {
                return result;
            }
            answer = found.of(place, input);
            if (!isForFirst) {
                return result;
            }
            isPassedOn = true;
            return FoldFunctions.reduced(next.step(run, result, answer));
        }

        @Override
        Term result(Run run, Term result) {
            if (isPassedOn) {
                return next.result(run, result);
            }
            Term last = next.step(run, result, answer);
            return next.result(run, last instanceof Term.Reduced reduced ? reduced.result() : last);
        }
    }

    /** Passes on, at the end, each key with what was folded under it. */
    static Transformer reduceBy(GroupFunctions.Grouping grouping, Transformer next) {
        return new Stage(next) {
            private final LinkedHashMap<String, Term> keys = new LinkedHashMap<>();
            private final LinkedHashMap<String, Term> groups = new LinkedHashMap<>();

            @Override
            Term pass(Run run, Term result, Term input) {
                Term key = grouping.key(run, input);
                String name = Coercions.key(run, key);
                run.fuel().cells(1);
                groups.put(name, grouping.with(run, groups.get(name), input));
                keys.putIfAbsent(name, key);
                return result;
            }

            @Override
            Term result(Run run, Term result) {
                Term all = result;
                for (Map.Entry<String, Term> key : Fields.of(keys).entries().entrySet()) {
                    run.fuel().cells(2);
                    Term group = groups.getOrDefault(key.getKey(), Term.Undefined.UNDEFINED);
                    all = next.step(run, all, Items.of(key.getValue(), group));
                    if (all instanceof Term.Reduced reduced) {
                        all = reduced.result();
                        break;
                    }
                }
                return next.result(run, all);
            }
        };
    }
}
