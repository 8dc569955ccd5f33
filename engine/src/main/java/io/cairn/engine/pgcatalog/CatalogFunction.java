package io.cairn.engine.pgcatalog;

import io.cairn.h2.api.ErrorCode;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.expression.Expression;
import io.cairn.h2.expression.ExpressionColumn;
import io.cairn.h2.expression.ExpressionVisitor;
import io.cairn.h2.expression.function.CastSpecification;
import io.cairn.h2.expression.function.FunctionN;
import io.cairn.h2.message.DbException;
import io.cairn.h2.value.TypeInfo;
import io.cairn.h2.value.Value;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One call of a function about the catalog. Its value is looked up where the call is run, never while it is planned. */
final class CatalogFunction extends FunctionN {
    private static final int ARGUMENTS_EXPECTED = 4;

    private final String name;
    private final Form form;

    /**
     * What a function takes and gives.
     *
     * @param result the type of its result; null for an element of its first argument, which no catalog is asked for
     */
    record Form(int least, int most, @Nullable TypeInfo result, Body body) {}

    /** What a function does. */
    @FunctionalInterface
    interface Body {
        /** The result in Java or as a value of H2; null for null. */
        @Nullable
        Object run(Arguments arguments);
    }

    /** The arguments of one call with their types, and the objects it is about. */
    record Arguments(CatalogObjects objects, Value[] values, List<TypeInfo> types) {
        int count() {
            return values.length;
        }

        boolean isNull(int place) {
            return place >= values.length || values[place].getValueType() == Value.NULL;
        }

        int number(int place) {
            return values[place].getInt();
        }

        String text(int place) {
            return values[place].getString();
        }

        Value value(int place) {
            return values[place];
        }
    }

    CatalogFunction(String name, Form form) {
        super(new Expression[ARGUMENTS_EXPECTED]);
        this.name = name;
        this.form = form;
    }

    @Override
    public void doneWithParameters() {
        if (argsCount < form.least || argsCount > form.most) {
            throw DbException.get(ErrorCode.INVALID_PARAMETER_COUNT_2, name, form.least + ".." + form.most);
        }
        super.doneWithParameters();
    }

    @Override
    public Expression optimize(SessionLocal session) {
        optimizeArguments(session, false);
        TypeInfo result = form.result;
        if (result == null) {
            TypeInfo array = args[0].getType();
            boolean isArray = array.getValueType() == Value.ARRAY;
            result = isArray ? (TypeInfo) array.getExtTypeInfo() : TypeInfo.TYPE_VARCHAR;
        }
        // Arrays in, arrays out.
        type = result.getValueType() == Value.ARRAY && result.getExtTypeInfo() == null ? args[0].getType() : result;
        return this;
    }

    @Override
    public Value getValue(SessionLocal session) {
        Value[] values = new Value[args.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = args[i].getValue(session);
        }
        List<TypeInfo> types = Arrays.stream(args).map(CatalogFunction::typeOf).toList();
        CatalogObjects objects = CatalogObjects.of(session);
        return Rows.value(form.body.run(new Arguments(objects, values, types))).convertTo(type, session);
    }

    /** The length of a text is one of its type only where a column or cast declares it. */
    private static TypeInfo typeOf(Expression argument) {
        TypeInfo type = argument.getType();
        boolean isDeclared = argument instanceof ExpressionColumn || argument instanceof CastSpecification;
        return type.getValueType() == Value.VARCHAR && !isDeclared ? TypeInfo.TYPE_VARCHAR : type;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean isEverything(ExpressionVisitor visitor) {
        boolean isLookedUp = form.result != null;
        return !(isLookedUp && visitor.getType() == ExpressionVisitor.DETERMINISTIC) && super.isEverything(visitor);
    }
}
