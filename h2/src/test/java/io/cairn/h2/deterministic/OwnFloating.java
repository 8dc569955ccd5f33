package io.cairn.h2.deterministic;

import io.cairn.h2.expression.condition.Comparison;
import io.cairn.h2.result.ResultInterface;
import io.cairn.h2.value.TypeInfo;
import io.cairn.h2.value.Value;
import java.math.BigDecimal;

/** What H2 itself would do. */
final class OwnFloating implements Floating.Rules {
    @Override
    public int higherType(int higher, int lower, int group) {
        return Value.getHigherNumeric(higher, lower, group);
    }

    @Override
    public Object commonType(Object left, Object right) {
        return TypeInfo.getHigherType((TypeInfo) left, (TypeInfo) right);
    }

    @Override
    public boolean isSafeIndexCondition(Object column, Object compared) {
        return Comparison.isSafeIndexCondition((TypeInfo) column, (TypeInfo) compared);
    }

    @Override
    public Object unionRow(Object result, Object union) {
        return ((ResultInterface) result).currentRow();
    }

    @Override
    public BigDecimal decimal(Object value) {
        return ((Value) value).getBigDecimal();
    }

    @Override
    public Object sum(Object left, Object right) {
        return ((Value) left).add((Value) right);
    }

    @Override
    public Object difference(Object left, Object right) {
        return ((Value) left).subtract((Value) right);
    }

    @Override
    public Object product(Object left, Object right) {
        return ((Value) left).multiply((Value) right);
    }

    @Override
    public Object quotient(Object left, Object right, Object type) {
        return ((Value) left).divide((Value) right, (TypeInfo) type);
    }
}
