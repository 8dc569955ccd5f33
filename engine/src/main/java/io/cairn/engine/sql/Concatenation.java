package io.cairn.engine.sql;

import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.expression.ConcatenationOperation;
import io.cairn.h2.expression.Expression;
import io.cairn.h2.expression.ExpressionList;
import io.cairn.h2.expression.OperationN;
import io.cairn.h2.expression.Parameter;
import io.cairn.h2.expression.ValueExpression;
import io.cairn.h2.expression.function.CastSpecification;
import io.cairn.h2.value.DataType;
import io.cairn.h2.value.TypeInfo;
import io.cairn.h2.value.Value;
import java.util.Objects;

/**
 * {@code ||} as it was read; the types of its operands say which of PostgreSQL's operators it is. A literal or parameter
 * has no type of its own there: beside JSON it is JSON, beside an array it is one.
 */
final class Concatenation extends OperationN {
    private Concatenation(Expression[] operands) {
        super(operands);
        argsCount = operands.length;
    }

    static Concatenation of(ConcatenationOperation plain) {
        Expression[] operands = new Expression[plain.getSubexpressionCount()];
        for (int i = 0; i < operands.length; i++) {
            operands[i] = plain.getSubexpression(i);
        }
        return new Concatenation(operands);
    }

    @Override
    public boolean needParentheses() {
        return true;
    }

    @Override
    public StringBuilder getUnenclosedSQL(StringBuilder builder, int sqlFlags) {
        for (int i = 0; i < args.length; i++) {
            args[i].getSQL(i == 0 ? builder : builder.append(" || "), sqlFlags, AUTO_PARENTHESES);
        }
        return builder;
    }

    @Override
    public Value getValue(SessionLocal session) {
        return optimize(session).getValue(session);
    }

    @Override
    public Expression optimize(SessionLocal session) {
        boolean[] isUntyped = new boolean[args.length];
        boolean isOfTexts = true;
        for (int i = 0; i < args.length; i++) {
            isUntyped[i] = isUntyped(args[i]);
            args[i] = args[i].optimize(session);
            isOfTexts &= !is(args[i], Value.JSON) && !is(args[i], Value.ARRAY);
        }
        if (isOfTexts) {
            return plain(args).optimize(session);
        }
        // From left to right, as an operand decides about its neighbour only.
        Expression joined = args[0];
        for (int i = 1; i < args.length; i++) {
            joined = pair(session, joined, i == 1 && isUntyped[0], args[i], isUntyped[i]);
        }
        return joined;
    }

    private static Expression pair(
            SessionLocal session, Expression left, boolean isLeftUntyped, Expression right, boolean isRightUntyped) {
        if (is(left, Value.JSON)) {
            return json(session, left, right, right, isRightUntyped);
        }
        if (is(right, Value.JSON)) {
            return json(session, left, right, left, isLeftUntyped);
        }
        boolean areArrays = is(left, Value.ARRAY) || is(right, Value.ARRAY);
        Expression first = areArrays ? element(left, isLeftUntyped) : left;
        Expression second = areArrays ? element(right, isRightUntyped) : right;
        return plain(first, second).optimize(session);
    }

    /** JSON beside another operand, which says what both become. */
    private static Expression json(
            SessionLocal session, Expression left, Expression right, Expression other, boolean isOtherUntyped) {
        if (isOtherUntyped || is(other, Value.JSON) || is(other, Value.NULL)) {
            Expression joined = SystemFunctions.find(session.getDatabase(), SystemFunctions.PREFIX + "JSON_CONCAT");
            OperationN call = (OperationN) Objects.requireNonNull(joined);
            call.addParameter(left);
            call.addParameter(right);
            call.doneWithParameters();
            return call.optimize(session);
        }
        if (!isText(other)) {
            throw SystemFunctions.refused(
                    "42883",
                    "no operator || joins JSON and " + other.getType().getTraceSQL()
                            + "; what is JSON needs a cast to jsonb");
        }
        return plain(text(left), text(right)).optimize(session);
    }

    /** JSON as its text, also where this is written out and read again. */
    private static Expression text(Expression operand) {
        return is(operand, Value.JSON) ? new CastSpecification(operand, TypeInfo.TYPE_VARCHAR) : operand;
    }

    /** A text that is an element and not the text of an array. */
    private static Expression element(Expression operand, boolean isUntyped) {
        return isText(operand) && !isUntyped ? new ExpressionList(new Expression[] {operand}, true) : operand;
    }

    private static Expression plain(Expression... operands) {
        ConcatenationOperation plain = new ConcatenationOperation();
        for (Expression operand : operands) {
            plain.addParameter(operand);
        }
        plain.doneWithParameters();
        return plain;
    }

    private static boolean isUntyped(Expression operand) {
        return operand instanceof Parameter || operand instanceof ValueExpression && isText(operand);
    }

    private static boolean isText(Expression operand) {
        return DataType.isCharacterStringType(operand.getType().getValueType());
    }

    private static boolean is(Expression operand, int valueType) {
        return operand.getType().getValueType() == valueType;
    }
}
