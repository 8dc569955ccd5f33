package io.cairn.engine.pgcatalog;

import io.cairn.h2.api.ErrorCode;
import io.cairn.h2.engine.Database;
import io.cairn.h2.expression.Expression;
import io.cairn.h2.expression.function.CompatibilitySequenceValueFunction;
import io.cairn.h2.message.DbException;
import io.cairn.h2.schema.Sequence;
import io.cairn.h2.table.Column;
import io.cairn.h2.table.Table;
import java.util.ArrayList;
import java.util.List;

/** Which defaults draw from a sequence. They name it in a text, so that H2 does not know of it. */
final class SequenceUses {
    private static final String SCHEMA_WITHOUT_NAME = "public";

    private SequenceUses() {}

    /** Refuses to drop a sequence that a default of some column would miss. */
    static void refuseDrop(Database database, Sequence sequence) {
        for (Table table : database.getAllTablesAndViews()) {
            for (Column column : table.isView() ? new Column[0] : table.getColumns()) {
                Expression expression = column.getDefaultExpression();
                if (expression != null && uses(expression, sequence)) {
                    throw DbException.get(
                            ErrorCode.CANNOT_DROP_2,
                            sequence.getName(),
                            "the default of " + table.getName() + "." + column.getName());
                }
            }
        }
    }

    private static boolean uses(Expression expression, Sequence sequence) {
        if (expression instanceof CompatibilitySequenceValueFunction && expression.getSubexpressionCount() == 1) {
            Expression name = expression.getSubexpression(0);
            return name.isConstant()
                    && isName(String.valueOf(name.getValue(null).getString()), sequence);
        }
        for (int i = 0; i < expression.getSubexpressionCount(); i++) {
            if (uses(expression.getSubexpression(i), sequence)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isName(String text, Sequence sequence) {
        List<String> parts = parts(text);
        String schema = parts.size() > 1 ? parts.get(parts.size() - 2) : SCHEMA_WITHOUT_NAME;
        return parts.getLast().equals(sequence.getName())
                && schema.equals(sequence.getSchema().getName());
    }

    /** The parts of a name between its dots, out of their quotes. */
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean isQuoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isDoubled = isQuoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"';
            if (isDoubled) {
                part.append(c);
                i++;
            } else if (c == '"') {
                isQuoted = !isQuoted;
            } else if (c == '.' && !isQuoted) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts;
    }
}
