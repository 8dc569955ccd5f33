package io.cairn.engine.sql;

import io.cairn.engine.model.CairnException;
import io.cairn.h2.deterministic.Context;
import io.cairn.h2.deterministic.Deterministic;
import io.cairn.h2.deterministic.DivisionByZeroException;
import io.cairn.h2.deterministic.OutgrownException;
import io.cairn.h2.message.DbException;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/** Binds H2's world, its clock and its chance, to a thread while a statement runs, and makes refusals of what H2 throws. */
final class Worlds {
    private Worlds() {}

    interface Attempt<T> {
        T run();
    }

    static <T> T run(SqlContext context, Attempt<T> attempt) {
        return run(context, attempt, world -> {});
    }

    /** Runs what needs H2's world, bound to this thread; {@code after} sees what was asked of it. */
    static <T> T run(SqlContext context, Attempt<T> attempt, Consumer<Context> after) {
        return run(context, of(context), attempt, after);
    }

    /** As {@link #run(SqlContext, Attempt)}, in a world of the context that may have been begun before. */
    static <T> T run(SqlContext context, Context world, Attempt<T> attempt) {
        return run(context, world, attempt, _ -> {});
    }

    private static <T> T run(SqlContext context, Context world, Attempt<T> attempt, Consumer<Context> after) {
        try {
            return run(world, attempt, after);
        } catch (CairnException.Refused refused) {
            throw context.rights().isByPattern() ? Violation.withoutValues(refused) : refused;
        }
    }

    static Context of(SqlContext context) {
        return new Context(Instant.ofEpochMilli(context.timeMillis()), context.seed());
    }

    private static <T> T run(Context world, Attempt<T> attempt, Consumer<Context> after) {
        Deterministic.bind(world);
        try {
            return attempt.run();
        } catch (DbException refused) {
            throw SqlFailures.of(refused);
        } catch (OutgrownException outgrown) {
            throw SqlFailures.of(outgrown);
        } catch (CairnException.Incorrect unreadable) {
            throw SqlFailures.of(unreadable);
        } catch (DivisionByZeroException divided) {
            throw new CairnException.Refused("sql-22012", "statement", "division by zero");
        } catch (ArithmeticException overflown) {
            // H2 looks at most numbers before it computes with them, and not at all.
            throw new CairnException.Refused("sql-22003", "statement", "a number is out of range");
        } catch (RuntimeException broken) {
            // One statement must not stop a database: on the same state it breaks every engine.
            throw isMistake(broken) ? SqlFailures.ofMistake(broken) : broken;
        } finally {
            after.accept(world);
            Deterministic.unbind();
        }
    }

    /** Whether it is what mistakes in a program end with; the first is what H2 throws where it finds one of its own. */
    private static boolean isMistake(RuntimeException broken) {
        return broken.getClass() == RuntimeException.class
                || broken instanceof IndexOutOfBoundsException
                || broken instanceof ClassCastException
                || broken instanceof NullPointerException
                || broken instanceof IllegalArgumentException
                || broken instanceof NoSuchElementException
                || broken instanceof NegativeArraySizeException
                || broken instanceof ArrayStoreException
                || broken instanceof UnsupportedOperationException;
    }
}
