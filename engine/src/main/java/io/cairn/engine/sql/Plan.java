package io.cairn.engine.sql;

import io.cairn.engine.dialect.Statement;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.view.MapView;
import io.cairn.h2.command.Prepared;
import io.cairn.h2.command.query.Query;
import io.cairn.h2.engine.SessionLocal;
import io.cairn.h2.expression.ExpressionVisitor;
import io.cairn.h2.expression.Parameter;
import java.util.List;

/**
 * A statement that was read and planned, in a session of its own.
 *
 * @param read the statement in H2's words
 * @param prepared the plan
 * @param kind what it does
 * @param context what it was planned in
 * @param looks what the planner read of the state
 * @param askedForTime whether the planner did
 */
record Plan(
        Statement.Engine read,
        SessionLocal session,
        Prepared prepared,
        SqlKind kind,
        SqlContext context,
        PlanLooks looks,
        boolean askedForTime) {

    /** Puts the values of a statement's parameters in. */
    void bind(List<Value> values) {
        if (read.parameterCount() != values.size()) {
            throw new CairnException.Refused(
                    "sql-08P01",
                    "parameters",
                    "the statement has " + read.parameterCount() + " parameters, got " + values.size());
        }
        List<Parameter> parameters = prepared.getParameters();
        for (int i = 0; i < parameters.size(); i++) {
            int number = read.parameters().get(i);
            parameters.get(i).setValue(Cells.parameter(values.get(number - 1)));
        }
    }

    /**
     * Whether planning anew would come to this plan: a change in the very same context only, a question in any. What
     * the planner read is read again, so that a proof has it too.
     */
    boolean holds(MapView state, SqlContext newContext) {
        return (kind == SqlKind.QUERY || context.equals(newContext)) && looks.hold(state);
    }

    /** Whether the plan may serve another statement of this text. */
    boolean isReusable() {
        if (!looks.areComplete()) {
            return false;
        }
        return kind == SqlKind.CHANGE
                || kind == SqlKind.QUERY
                        && prepared instanceof Query query
                        && query.isEverything(ExpressionVisitor.DETERMINISTIC_VISITOR);
    }
}
