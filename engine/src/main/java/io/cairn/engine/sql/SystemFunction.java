package io.cairn.engine.sql;

import io.cairn.engine.model.CairnException;
import io.cairn.h2.deterministic.Deterministic;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.expression.Expression;
import io.cairn.h2.expression.TypedValueExpression;
import io.cairn.h2.expression.function.FunctionN;
import io.cairn.h2.value.TypeInfo;
import io.cairn.h2.value.Value;
import io.cairn.h2.value.ValueArray;
import io.cairn.h2.value.ValueNull;

/** A call of one of our functions. What it gives follows from its arguments alone, and counts as text that is made. */
final class SystemFunction extends FunctionN {
    private final Definition definition;

    /** Gives the value of a call; never null, {@link ValueNull} for none. */
    @FunctionalInterface
    interface Body {
        Value of(Value[] arguments);
    }

    /** The type of a call. */
    @FunctionalInterface
    interface Result {
        TypeInfo of(Expression[] arguments);
    }

    /**
     * What there is to know of a function.
     *
     * @param least fewest arguments
     * @param most most arguments
     * @param isStrict whether it gives NULL without further ado where an argument is NULL
     */
    record Definition(String name, int least, int most, boolean isStrict, Result result, Body body) {}

    SystemFunction(Definition definition) {
        super(new Expression[Math.max(1, definition.least())]);
        this.definition = definition;
    }

    @Override
    public String getName() {
        return definition.name();
    }

    @Override
    public void doneWithParameters() {
        super.doneWithParameters();
        if (args.length < definition.least() || args.length > definition.most()) {
            throw new CairnException.Refused(
                    "sql-42883", "statement", "no function " + name() + " takes " + args.length + " arguments");
        }
    }

    private String name() {
        return definition.name().substring(SystemFunctions.PREFIX.length());
    }

    @Override
    public Expression optimize(SessionLocal session) {
        boolean isConstant = optimizeArguments(session, true);
        type = definition.result().of(args);
        return isConstant ? TypedValueExpression.getTypedIfNull(getValue(session), type) : this;
    }

    @Override
    public Value getValue(SessionLocal session) {
        Value[] values = new Value[args.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = args[i].getValue(session);
            if (definition.isStrict() && isNull(values[i])) {
                return ValueNull.INSTANCE;
            }
        }
        Value value = definition.body().of(values);
        count(value);
        return value;
    }

    private static void count(Value value) {
        switch (value.getValueType()) {
            case Value.VARCHAR -> Deterministic.grow(value.getString().length());
            case Value.VARBINARY, Value.JSON -> Deterministic.grow(value.getBytesNoCopy().length);
            case Value.ARRAY -> {
                for (Value element : ((ValueArray) value).getList()) {
                    Deterministic.grow(Long.BYTES);
                    count(element);
                }
            }
            default -> {}
        }
    }

    /** Whether a value is SQL's null. */
    static boolean isNull(Value value) {
        return value.getValueType() == Value.NULL;
    }
}
