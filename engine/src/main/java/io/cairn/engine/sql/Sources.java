package io.cairn.engine.sql;

import io.cairn.h2.expression.Expression;
import io.cairn.h2.expression.ExpressionColumn;
import io.cairn.h2.expression.Parameter;
import io.cairn.h2.expression.ValueExpression;
import io.cairn.h2.expression.analysis.DataAnalysisOperation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the value of an expression follows from. */
final class Sources {
    private Sources() {}

    /** Its columns and parameters; null where it follows from something else, too, such as a query or an aggregate. */
    static @Nullable List<Expression> of(Expression expression) {
        List<Expression> found = new ArrayList<>();
        return find(expression, found) ? Collections.unmodifiableList(found) : null;
    }

    private static boolean find(Expression expression, List<Expression> found) {
        if (expression instanceof ExpressionColumn || expression instanceof Parameter) {
            return found.add(expression);
        }
        int count = expression.getSubexpressionCount();
        for (int i = 0; i < count; i++) {
            if (!find(expression.getSubexpression(i), found)) {
                return false;
            }
        }
        return expression instanceof ValueExpression || count > 0 && !(expression instanceof DataAnalysisOperation);
    }
}
