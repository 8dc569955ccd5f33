package io.cairn.engine.sql;

import io.cairn.h2.deterministic.Deterministic;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.expression.Expression;
import io.cairn.h2.expression.ExpressionColumn;
import io.cairn.h2.expression.ExpressionVisitor;
import io.cairn.h2.expression.function.FunctionN;
import io.cairn.h2.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The array of a function that gives rows, made again only where a column that it is made of has another value: each of
 * its rows asks for it.
 *
 * <p>Whether it is made again follows from the columns' values alone, and what is kept ends with the statement, so that
 * its cost is the same on every machine. An expression with a query, a draw or a look at the clock within is run each
 * time.
 */
final class OncePerRow extends FunctionN {
    static final String NAME = SystemFunctions.PREFIX + "ONCE";

    /** What the value follows from; null where that cannot be said. */
    private @Nullable List<Expression> sources;

    /** What was made, and of what. */
    private record Kept(Value[] from, Value value) {
        @SuppressWarnings("ReferenceEquality") // what is equal is not compared element by element for each row
        boolean isFrom(Value[] others) {
            for (int i = 0; i < from.length; i++) {
                if (from[i] != others[i] && !from[i].equals(others[i])) {
                    return false;
                }
            }
            return true;
        }
    }

    OncePerRow() {
        super(new Expression[1]);
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public Expression optimize(SessionLocal session) {
        boolean isConstant = optimizeArguments(session, true);
        if (isConstant || args[0] instanceof ExpressionColumn) {
            return args[0];
        }
        type = args[0].getType();
        sources = args[0].isEverything(ExpressionVisitor.DETERMINISTIC_VISITOR) ? Sources.of(args[0]) : null;
        return this;
    }

    @Override
    public Value getValue(SessionLocal session) {
        if (sources == null) {
            return args[0].getValue(session);
        }
        Value[] from = new Value[sources.size()];
        for (int i = 0; i < from.length; i++) {
            from[i] = sources.get(i).getValue(session);
        }
        if (Deterministic.kept(this) instanceof Kept kept && kept.isFrom(from)) {
            return kept.value;
        }
        Value value = args[0].getValue(session);
        Deterministic.keep(this, new Kept(from, value));
        return value;
    }
}
