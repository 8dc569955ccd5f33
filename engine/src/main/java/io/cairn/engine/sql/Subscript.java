package io.cairn.engine.sql;

import static io.cairn.engine.sql.SystemFunctions.refused;

import io.cairn.h2.deterministic.Deterministic;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.expression.Expression;
import io.cairn.h2.expression.function.FunctionN;
import io.cairn.h2.value.DataType;
import io.cairn.h2.value.TypeInfo;
import io.cairn.h2.value.Value;
import io.cairn.h2.value.ValueArray;
import io.cairn.h2.value.ValueNull;

/**
 * What stands behind an operand in square brackets: an element of an array from 1, or of JSON, where elements are counted
 * from 0 and members have names. NULL where there is none.
 */
final class Subscript extends FunctionN {
    static final String NAME = SystemFunctions.PREFIX + "SUBSCRIPT";

    Subscript() {
        super(new Expression[2]);
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public Expression optimize(SessionLocal session) {
        optimizeArguments(session, false);
        TypeInfo subscripted = args[0].getType();
        int subscript = args[1].getType().getValueType();
        boolean isFraction = DataType.isNumericType(subscript) && !isInteger(subscript);
        type = switch (subscripted.getValueType()) {
            case Value.ARRAY -> (TypeInfo) subscripted.getExtTypeInfo();
            case Value.JSON -> TypeInfo.TYPE_JSON;
            default -> TypeInfo.TYPE_VARCHAR;
        };
        if (isFraction && subscripted.getValueType() == Value.JSON) {
            throw refused("42804", "JSON has elements of whole numbers and members of texts");
        }
        return this;
    }

    private static boolean isInteger(int type) {
        return type == Value.TINYINT || type == Value.SMALLINT || type == Value.INTEGER || type == Value.BIGINT;
    }

    @Override
    public Value getValue(SessionLocal session) {
        Value of = args[0].getValue(session);
        Value subscript = args[1].getValue(session);
        if (SystemFunction.isNull(of) || SystemFunction.isNull(subscript)) {
            return ValueNull.INSTANCE;
        }
        if (of.getValueType() == Value.JSON) {
            Value found = JsonFunctions.subscripted(of, subscript);
            Deterministic.grow(SystemFunction.isNull(found) ? 0 : found.getBytesNoCopy().length);
            return found;
        }
        if (!(of instanceof ValueArray array)) {
            return ValueNull.INSTANCE;
        }
        int place = subscript.getInt();
        Value[] elements = array.getList();
        // H2 refuses a place that an array has not.
        return place < 1 || place > elements.length ? ValueNull.INSTANCE : elements[place - 1].convertTo(type, session);
    }
}
