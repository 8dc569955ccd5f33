package io.cairn.engine.fpjson;

import java.util.Map;

/** Ramda's {@code equals} (0 and -0 differ, NaN equals itself) and JavaScript's {@code Object.is}. */
final class Equality {
    private Equality() {}

    static boolean isEqual(Run run, Term a, Term b) {
        run.fuel().steps(1);
        return switch (a) {
            case Items left -> b instanceof Items right && (left.isSame(right) || isEqual(run, left, right));
            case Fields left -> b instanceof Fields right && (left.isSame(right) || isEqual(run, left, right));
            case Term.Reduced left -> b instanceof Term.Reduced right && isEqual(run, left.result(), right.result());
            case Term.Focus left ->
                b instanceof Term.Focus right
                        && left.isConstant() == right.isConstant()
                        && isEqual(run, left.content(), right.content());
            case Regex left -> b instanceof Regex right && left.isSame(right);
            default -> isIdentical(run, a, b);
        };
    }

    private static boolean isEqual(Run run, Items left, Items right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!isEqual(run, left.get(i), right.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isEqual(Run run, Fields left, Fields right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (Map.Entry<String, Term> field : left.entries().entrySet()) {
            if (!right.has(field.getKey()) || !isEqual(run, field.getValue(), right.get(field.getKey()))) {
                return false;
            }
        }
        return true;
    }

    static boolean isIdentical(Run run, Term a, Term b) {
        return switch (a) {
            case Term.Num left -> b instanceof Term.Num right && isIdentical(left, right);
            case Term.Text left -> b instanceof Term.Text right && isSameText(run, left.string(), right.string());
            case Term.Bool left -> b instanceof Term.Bool right && left.isTrue() == right.isTrue();
            case Term.Undefined _ -> b instanceof Term.Undefined;
            case Term.Null _ -> b instanceof Term.Null;
            case Term.Bytes left -> b instanceof Term.Bytes right && isSame(run, left, right);
            case Items left -> left.isSame(b);
            case Fields left -> left.isSame(b);
            default -> a.equals(b);
        };
    }

    private static boolean isIdentical(Term.Num left, Term.Num right) {
        if (Double.isNaN(left.number()) || Double.isNaN(right.number())) {
            return Double.isNaN(left.number()) && Double.isNaN(right.number());
        }
        return left.compare(right) == 0 && (left.number() != 0 || 1 / left.number() == 1 / right.number());
    }

    static boolean isSameText(Run run, String left, String right) {
        run.fuel().steps(Math.min(left.length(), right.length()) >> Coercions.LETTERS_PER_STEP_LOG);
        return left.equals(right);
    }

    private static boolean isSame(Run run, Term.Bytes left, Term.Bytes right) {
        run.fuel().steps(left.bytes().value().length >> Coercions.LETTERS_PER_STEP_LOG);
        return left.bytes().equals(right.bytes());
    }
}
