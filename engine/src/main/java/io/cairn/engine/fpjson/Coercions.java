package io.cairn.engine.fpjson;

/** JavaScript's conversions: to numbers, to text, to keys, and its comparison of anything. */
final class Coercions {
    /** Looking at 2^this letters of a text counts as a step. */
    static final int LETTERS_PER_STEP_LOG = 6;

    private static final int HEXADECIMAL = 16;
    private static final int OCTAL = 8;
    private static final int BINARY = 2;

    private Coercions() {}

    /** {@code Number(term)}. */
    static double number(Run run, Term term) {
        return switch (term) {
            case Term.Num number -> number.number();
            case Term.Bool bool -> bool.isTrue() ? 1 : 0;
            case Term.Null _ -> 0;
            case Term.Undefined _ -> Double.NaN;
            case Term.Text text -> number(run, text.string());
            case Items items -> number(run, text(run, items));
            case Fields _,
                    Function _,
                    Regex _,
                    Transformer _,
                    Term.Bytes _,
                    Term.Placeholder _,
                    Term.Reduced _,
                    Term.Focus _ -> Double.NaN;
        };
    }

    private static double number(Run run, String text) {
        run.fuel().steps(text.length() >> LETTERS_PER_STEP_LOG);
        String digits = Letters.trim(text);
        if (digits.isEmpty()) {
            return 0;
        }
        if (digits.length() > 2 && digits.charAt(0) == '0') {
            switch (digits.charAt(1)) {
                case 'x', 'X' -> {
                    return integer(digits, HEXADECIMAL);
                }
                case 'o', 'O' -> {
                    return integer(digits, OCTAL);
                }
                case 'b', 'B' -> {
                    return integer(digits, BINARY);
                }
                default -> {}
            }
        }
        return switch (digits) {
            case "Infinity", "+Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> isDecimal(digits) ? Double.parseDouble(digits) : Double.NaN;
        };
    }

    private static double integer(String text, int radix) {
        java.math.BigInteger value = java.math.BigInteger.ZERO;
        if (text.length() > INTEGER_LETTERS_MAX) {
            return Double.NaN;
        }
        for (int i = 2; i < text.length(); i++) {
            int digit = digit(text.charAt(i));
            if (digit < 0 || digit >= radix) {
                return Double.NaN;
            }
            value = value.multiply(java.math.BigInteger.valueOf(radix)).add(java.math.BigInteger.valueOf(digit));
        }
        return value.doubleValue();
    }

    /** Longer numbers in another radix than ten are none. */
    private static final int INTEGER_LETTERS_MAX = 1100;

    static int digit(char letter) {
        if (letter >= '0' && letter <= '9') {
            return letter - '0';
        }
        if (letter >= 'a' && letter <= 'f') {
            return letter - 'a' + 10;
        }
        return letter >= 'A' && letter <= 'F' ? letter - 'A' + 10 : -1;
    }

    private static boolean isDecimal(String text) {
        int at = text.charAt(0) == '+' || text.charAt(0) == '-' ? 1 : 0;
        int whole = digits(text, at);
        at += whole;
        int fraction = 0;
        if (at < text.length() && text.charAt(at) == '.') {
            fraction = digits(text, at + 1);
            at += 1 + fraction;
        }
        if (whole + fraction == 0) {
            return false;
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            at += at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-') ? 1 : 0;
            int exponent = digits(text, at);
            at += exponent;
            return exponent > 0 && at == text.length();
        }
        return at == text.length();
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at - from;
    }

    /** {@code String(term)}; what is made is charged. */
    static String text(Run run, Term term) {
        return switch (term) {
            case Term.Text text -> text.string();
            case Term.Num number -> number.toString();
            case Term.Bool bool -> bool.isTrue() ? "true" : "false";
            case Term.Null _ -> "null";
            case Term.Undefined _ -> "undefined";
            case Items items -> {
                StringBuilder joined = new StringBuilder();
                join(run, items, ",", joined);
                yield joined.toString();
            }
            case Function function -> "function " + function.name() + "() { [native code] }";
            case Regex regex -> regex.text();
            case Term.Bytes bytes -> {
                run.fuel().cells(2L * bytes.bytes().value().length);
                yield bytes.bytes().toString();
            }
            case Fields _, Transformer _, Term.Placeholder _, Term.Reduced _, Term.Focus _ -> "[object Object]";
        };
    }

    /** The elements' texts with a separator between, null and undefined as nothing. */
    static void join(Run run, Items items, String separator, StringBuilder joined) {
        run.fuel().enter();
        run.fuel().steps(items.size());
        boolean isFirst = true;
        for (Term item : items.terms()) {
            if (!isFirst) {
                append(run, joined, separator);
            }
            isFirst = false;
            if (item instanceof Items inner) {
                join(run, inner, ",", joined);
            } else if (!Properties.isNil(item)) {
                append(run, joined, text(run, item));
            }
        }
        run.fuel().leave();
    }

    private static void append(Run run, StringBuilder joined, String text) {
        run.fuel().cells(text.length());
        joined.append(text);
    }

    /** The name of a field that a term means as a key. */
    static String key(Run run, Term term) {
        return term instanceof Term.Text text ? text.string() : text(run, term);
    }

    /** {@code a < b}; false where the two cannot be compared. */
    static boolean isLess(Run run, Term a, Term b) {
        return compare(run, a, b) == Order.LESS;
    }

    /** {@code a > b}. */
    static boolean isGreater(Run run, Term a, Term b) {
        return compare(run, a, b) == Order.GREATER;
    }

    /** How two terms stand to each other in JavaScript. */
    enum Order {
        LESS,
        EQUAL,
        GREATER,
        NONE
    }

    static Order compare(Run run, Term a, Term b) {
        if (a instanceof Term.Num left && b instanceof Term.Num right) {
            return compare(left, right);
        }
        Term left = primitive(run, a);
        Term right = primitive(run, b);
        if (left instanceof Term.Text first && right instanceof Term.Text second) {
            int shorter = Math.min(first.string().length(), second.string().length());
            run.fuel().steps(shorter >> LETTERS_PER_STEP_LOG);
            return order(first.string().compareTo(second.string()));
        }
        return compare(asNumber(run, left), asNumber(run, right));
    }

    private static Order compare(Term.Num left, Term.Num right) {
        if (Double.isNaN(left.number()) || Double.isNaN(right.number())) {
            return Order.NONE;
        }
        return order(left.compare(right));
    }

    private static Order order(int sign) {
        return sign < 0 ? Order.LESS : sign > 0 ? Order.GREATER : Order.EQUAL;
    }

    private static Term.Num asNumber(Run run, Term term) {
        return term instanceof Term.Num number ? number : Term.Num.of(number(run, term));
    }

    /** What an object is compared as: its text. */
    private static Term primitive(Run run, Term term) {
        return switch (term) {
            case Term.Num _, Term.Bool _, Term.Null _, Term.Undefined _, Term.Text _ -> term;
            default -> new Term.Text(text(run, term));
        };
    }

    /** The whole number that JavaScript makes of an index argument: towards 0, NaN as 0. */
    static double integer(Run run, Term term) {
        double number = number(run, term);
        return Double.isNaN(number) ? 0 : number < 0 ? Math.ceil(number) : Math.floor(number);
    }
}
