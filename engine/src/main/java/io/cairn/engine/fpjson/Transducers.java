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

        final Term end(Run run, Term result, Term input) {
            Term last = next.step(run, result, input);
            return next.result(run, last instanceof Term.Reduced reduced ? reduced.result() : last);
        }
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
            if (!Properties.isListLike(made)) {
                return then.step(run, result, made);
            }
            Term all = result;
            for (Term element : Properties.elements(run, made)) {
                all = then.step(run, all, element);
                if (all instanceof Term.Reduced) {
                    return all;
                }
            }
            return all;
        });
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
        return new Stage(next) {
            private double left = count;

            @Override
            Term pass(Run run, Term result, Term input) {
                if (left > 0) {
                    left--;
                    return result;
                }
                return next.step(run, result, input);
            }
        };
    }

    static Transformer takeWhile(Term predicate, Transformer next) {
        return stage(
                next,
                (run, result, input, then) ->
                        run.test(predicate, input) ? then.step(run, result, input) : FoldFunctions.reduced(result));
    }

    static Transformer dropWhile(Term predicate, Transformer next) {
        return new Stage(next) {
            private boolean isThrough;

            @Override
            Term pass(Run run, Term result, Term input) {
                isThrough = isThrough || !run.test(predicate, input);
                return isThrough ? next.step(run, result, input) : result;
            }
        };
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
                Term all = result;
                for (Term element : held) {
                    all = next.step(run, all, element);
                    if (all instanceof Term.Reduced) {
                        break;
                    }
                }
                held.clear();
                return all instanceof Term.Reduced ? all : next.step(run, all, input);
            }
        };
    }

    static Transformer dropRepeats(ListChangeFunctions.Repeat repeat, Transformer next) {
        return new Stage(next) {
            private @Nullable Term before;

            @Override
            Term pass(Run run, Term result, Term input) {
                boolean isRepeat = before != null && repeat.test(run, before, input);
                before = input;
                return isRepeat ? result : next.step(run, result, input);
            }
        };
    }

    static Transformer uniqBy(Mapping key, Transformer next) {
        return new Stage(next) {
            private final Seen seen = new Seen();

            @Override
            Term pass(Run run, Term result, Term input) {
                return seen.add(run, key.apply(run, input)) ? next.step(run, result, input) : result;
            }
        };
    }

    static Transformer uniqWith(Term predicate, Transformer next) {
        return new Stage(next) {
            private final List<Term> known = new ArrayList<>();

            @Override
            Term pass(Run run, Term result, Term input) {
                for (Term term : known) {
                    if (run.test(predicate, input, term)) {
                        return result;
                    }
                }
                run.fuel().cells(1);
                known.add(input);
                return next.step(run, result, input);
            }
        };
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
        return new Decision(predicate, false, next);
    }

    static Transformer any(Term predicate, Transformer next) {
        return new Decision(predicate, true, next);
    }

    /** Passes on one truth: {@code decisive} as soon as the predicate gives it, the opposite at the end. */
    private static final class Decision extends Stage {
        private final Term predicate;
        private final boolean decisive;
        private boolean isDecided;

        Decision(Term predicate, boolean decisive, Transformer next) {
            super(next);
            this.predicate = predicate;
            this.decisive = decisive;
        }

        @Override
        Term pass(Run run, Term result, Term input) {
            if (run.test(predicate, input) != decisive) {
                return result;
            }
            isDecided = true;
            return FoldFunctions.reduced(next.step(run, result, Term.Bool.of(decisive)));
        }

        @Override
        Term result(Run run, Term result) {
            return isDecided ? next.result(run, result) : end(run, result, Term.Bool.of(!decisive));
        }
    }

    static Transformer find(Term predicate, Transformer next) {
        return new First(predicate, next, false);
    }

    static Transformer findIndex(Term predicate, Transformer next) {
        return new First(predicate, next, true);
    }

    /** Passes on the first input that the predicate holds for, or its index. */
    private static final class First extends Stage {
        private final Term predicate;
        private final boolean isIndex;
        private int index = -1;
        private boolean isFound;

        First(Term predicate, Transformer next, boolean isIndex) {
            super(next);
            this.predicate = predicate;
            this.isIndex = isIndex;
        }

        @Override
        Term pass(Run run, Term result, Term input) {
            index++;
            if (!run.test(predicate, input)) {
                return result;
            }
            isFound = true;
            return FoldFunctions.reduced(next.step(run, result, isIndex ? Term.Num.of(index) : input));
        }

        @Override
        Term result(Run run, Term result) {
            return isFound
                    ? next.result(run, result)
                    : end(run, result, isIndex ? Term.Num.of(-1) : Term.Undefined.UNDEFINED);
        }
    }

    static Transformer findLast(Term predicate, Transformer next) {
        return new Last(predicate, next, false);
    }

    static Transformer findLastIndex(Term predicate, Transformer next) {
        return new Last(predicate, next, true);
    }

    /** Passes on the last input that the predicate holds for, or its index. */
    private static final class Last extends Stage {
        private final Term predicate;
        private final boolean isIndex;
        private int index = -1;
        private int found = -1;
        private Term last = Term.Undefined.UNDEFINED;

        Last(Term predicate, Transformer next, boolean isIndex) {
            super(next);
            this.predicate = predicate;
            this.isIndex = isIndex;
        }

        @Override
        Term pass(Run run, Term result, Term input) {
            index++;
            if (run.test(predicate, input)) {
                found = index;
                last = input;
            }
            return result;
        }

        @Override
        Term result(Run run, Term result) {
            return end(run, result, isIndex ? Term.Num.of(found) : last);
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
