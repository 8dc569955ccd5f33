package io.cairn.engine.fpjson;

import java.util.Arrays;

/** A function of terms: of the library, or made by a program. */
abstract sealed class Function implements Term {
    /** The arity up to which Ramda makes functions. */
    static final int ARITY_MAX = 10;

    private static final Term[] NONE = {};

    private final String name;
    private final int length;

    private Function(String name, int length) {
        this.name = name;
        this.length = length;
    }

    /** What a function does; the arguments are not to be changed. */
    interface Body {
        Term apply(Run run, Term[] args);
    }

    /** A function that takes what it is given, and says to take {@code length} arguments. */
    static Function plain(int length, Body body) {
        return new Plain("", length, body);
    }

    /** As Ramda's {@code _arity}, which refuses more than ten. */
    static Function ofArity(double length, Body body) {
        return new Plain("", checkedArity(length), body);
    }

    /** As Ramda's {@code curryN}: collects {@code length} arguments; more are passed on. */
    static Function curried(double length, Body body) {
        return new Curried("", checkedArity(length), checkedArity(length), true, body, NONE);
    }

    /** A function of the library that takes exactly {@code arity} arguments. */
    static Function exact(String name, int arity, Body body) {
        return new Curried(name, arity, arity, false, body, NONE);
    }

    /** A function of the library that takes at least {@code arity} arguments, and says to take {@code length}. */
    static Function open(String name, int arity, int length, Body body) {
        return new Curried(name, length, arity, true, body, NONE);
    }

    /** A function of the library without currying. */
    static Function variadic(String name, int length, Body body) {
        return new Plain(name, length, body);
    }

    private static int checkedArity(double length) {
        if (!(length >= 0 && length <= ARITY_MAX) || length != Math.rint(length)) {
            throw new Failure(Failure.ARGUMENT, "an arity is a whole number from 0 to " + ARITY_MAX);
        }
        return (int) length;
    }

    /** How many arguments it says to take. */
    int length() {
        return length;
    }

    /** Its name in the library; empty for those that a program made. */
    String name() {
        return name;
    }

    /** Applies it; {@link Run#call} does so within the fuel. */
    abstract Term apply(Run run, Term[] args);

    @Override
    public boolean isTruthy() {
        return true;
    }

    /** Applies the body to whatever comes. */
    private static final class Plain extends Function {
        private final Body body;

        Plain(String name, int length, Body body) {
            super(name, length);
            this.body = body;
        }

        @Override
        Term apply(Run run, Term[] args) {
            try {
                return body.apply(run, args);
            } catch (Failure failure) {
                failure.within(name());
                throw failure;
            }
        }
    }

    /** Collects arguments, leaving holes where placeholders are. */
    private static final class Curried extends Function {
        private final int arity;
        private final boolean isOpen;
        private final Body body;
        private final Term[] received;

        Curried(String name, int length, int arity, boolean isOpen, Body body, Term[] received) {
            super(name, length);
            this.arity = arity;
            this.isOpen = isOpen;
            this.body = body;
            this.received = received;
        }

        @Override
        Term apply(Run run, Term[] args) {
            if (received.length == 0 && args.length >= arity && isComplete(args)) {
                return run(run, args);
            }
            if (args.length == 0 || (arity == 1 && args[0] instanceof Placeholder)) {
                return this;
            }
            return collect(run, args);
        }

        private boolean isComplete(Term[] args) {
            int looked = isOpen && arity > 1 ? args.length : arity;
            for (int i = 0; i < looked; i++) {
                if (args[i] instanceof Placeholder) {
                    return false;
                }
            }
            return true;
        }

        private Term run(Run run, Term[] args) {
            try {
                return body.apply(run, args);
            } catch (Failure failure) {
                failure.within(name());
                throw failure;
            }
        }

        private Term collect(Run run, Term[] args) {
            int limit = isOpen ? Integer.MAX_VALUE : arity;
            run.fuel().cells(received.length + args.length);
            Term[] combined = new Term[Math.min(limit, received.length + args.length)];
            int count = 0;
            int taken = 0;
            int given = 0;
            while (count < combined.length && (count < received.length || taken < args.length)) {
                boolean isKept =
                        count < received.length && (!(received[count] instanceof Placeholder) || taken >= args.length);
                Term next = isKept ? received[count] : args[taken++];
                given += next instanceof Placeholder ? 0 : 1;
                combined[count++] = next;
            }
            Term[] all = count == combined.length ? combined : Arrays.copyOf(combined, count);
            if (given >= arity) {
                return run(run, all);
            }
            return new Curried(name(), arity - given, arity, isOpen, body, all);
        }
    }

    /** A constructor that {@code typ} names: a type to {@code is}, and a conversion when called. */
    static final class Type extends Function {
        private final Body body;

        Type(String name, Body body) {
            super(name, 1);
            this.body = body;
        }

        @Override
        Term apply(Run run, Term[] args) {
            return body.apply(run, args);
        }
    }
}
