package io.cairn.engine.sql;

import io.cairn.engine.dialect.LiftedNumbers;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan, and the statement that it is the plan of: the one that was asked, or that without its numbers.
 *
 * @param statement with the values to run the plan with
 */
record ChosenPlan(Plan plan, SqlStatement statement) {
    /** The statement with its numbers as parameters, or null where it is planned as it is. */
    static @Nullable SqlStatement lifted(SqlStatement statement) {
        LiftedNumbers lifted = statement.parameters().isEmpty() ? LiftedNumbers.of(statement.text()) : null;
        if (lifted == null) {
            return null;
        }
        List<Value> values = new ArrayList<>(lifted.numbers().size());
        lifted.numbers().forEach(number -> values.add(Value.of(number)));
        return new SqlStatement(lifted.text(), values);
    }

    /** Puts the values of the statement's parameters in. */
    void bind() {
        plan.bind(statement.parameters());
    }

    void keep(Plans plans) {
        plans.keep(statement.text(), plan);
    }
}
