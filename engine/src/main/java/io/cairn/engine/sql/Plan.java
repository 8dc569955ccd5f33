package io.cairn.engine.sql;

import io.cairn.engine.dialect.Statement;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.view.MapView;
import io.cairn.h2.command.Prepared;
import io.cairn.h2.command.dml.Delete;
import io.cairn.h2.command.dml.Insert;
import io.cairn.h2.command.dml.Update;
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
 * @param askedForChance whether the planner asked for anything random
 */
record Plan(
        Statement.Engine read,
        SessionLocal session,
        Prepared prepared,
        SqlKind kind,
        SqlContext context,
        PlanLooks looks,
        boolean askedForTime,
        boolean askedForChance) {

    /** Puts the values of a statement's parameters in. */
    void bind(List<Value> values) {
        bind(prepared, read, values);
    }

    static void bind(Prepared prepared, Statement.Engine read, List<Value> values) {
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

    /** Whether it answers rows and changes nothing. RETURNING answers rows too, and looks like a query to H2. */
    boolean isQuestion() {
        return kind == SqlKind.QUERY && !read.kind().changesRows();
    }

    /**
     * Whether planning anew would come to this plan: the planner read the same, row counts among it, from this state
     * and was asked by the same account. What it read is read again, so that a proof has it too.
     */
    boolean holds(MapView state, SqlContext newContext) {
        return context.user().equals(newContext.user())
                && context.limits().equals(newContext.limits())
                && looks.hold(state);
    }

    /**
     * Whether the plan may serve another statement of this text. That of a change only where it rests on nothing but
     * what was read, and where all planning was done before it ran.
     */
    boolean isReusable() {
        if (!looks.areComplete()) {
            return false;
        }
        return switch (prepared) {
            case Query query -> kind == SqlKind.QUERY && query.isEverything(ExpressionVisitor.DETERMINISTIC_VISITOR);
            case Insert insert -> insert.duplicateKeyAssignmentMap == null && !askedForTime && !askedForChance;
            case Update _, Delete _ -> !askedForTime && !askedForChance;
            default -> false;
        };
    }

    /** Lets go of the values of parameters, which may be large. */
    void unbind() {
        prepared.getParameters().forEach(parameter -> parameter.setValue(null));
    }
}
