package io.cairn.engine.sql;

import static io.cairn.engine.sql.SystemFunctions.refused;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** PostgreSQL's {@code to_char} of a number: {@code 9 0 . , D G FM S MI PR} and plain text around them. */
final class NumberText {
    private final String pattern;
    private boolean isFilled = true;
    private boolean hasSign;
    private boolean hasMinus;
    private boolean hasBrackets;
    private boolean signBehind;
    private int whole;
    private int fraction;
    private int firstZero = Integer.MAX_VALUE;
    private final StringBuilder picture = new StringBuilder();

    private NumberText(String pattern) {
        this.pattern = pattern;
        read();
    }

    static String of(BigDecimal number, String pattern) {
        return new NumberText(pattern).text(number);
    }

    /** Leaves 9, 0, point and comma in the picture and takes the rest for what it says of all. */
    private void read() {
        boolean isFraction = false;
        int at = 0;
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            if (is(at, "FM")) {
                isFilled = false;
                at += 2;
            } else if (is(at, "MI")) {
                hasMinus = true;
                signBehind = at > 0;
                at += 2;
            } else if (is(at, "PR")) {
                hasBrackets = true;
                at += 2;
            } else if (c == 'S' || c == 's') {
                hasSign = true;
                signBehind = at > 0;
                at++;
            } else {
                isFraction = mark(c, isFraction);
                at++;
            }
        }
    }

    private boolean is(int at, String word) {
        return pattern.regionMatches(true, at, word, 0, 2);
    }

    private boolean mark(char c, boolean isFraction) {
        switch (c) {
            case '9', '0' -> {
                if (c == '0' && !isFraction) {
                    firstZero = Math.min(firstZero, whole);
                }
                whole += isFraction ? 0 : 1;
                fraction += isFraction ? 1 : 0;
                picture.append(c);
            }
            case '.', 'D', 'd' -> {
                if (isFraction) {
                    throw refused("42601", "a pattern of numbers has one point");
                }
                picture.append('.');
                return true;
            }
            case ',', 'G', 'g' -> picture.append(',');
            default -> throw refused("0A000", "patterns of numbers do not know " + c + " here");
        }
        return isFraction;
    }

    private String text(BigDecimal number) {
        BigDecimal rounded = number.setScale(fraction, RoundingMode.HALF_UP);
        String digits = rounded.abs().toPlainString();
        int point = digits.indexOf('.');
        String wholeDigits = point < 0 ? digits : digits.substring(0, point);
        String fractionDigits = point < 0 ? "" : digits.substring(point + 1);
        boolean isTooLarge = !wholeDigits.equals("0") && wholeDigits.length() > whole;
        return signed(drawn(wholeDigits, fractionDigits, isTooLarge), rounded.signum() < 0);
    }

    /** The picture with the digits in it; blanks before the first one. */
    private String drawn(String wholeDigits, String fractionDigits, boolean isTooLarge) {
        StringBuilder out = new StringBuilder();
        boolean hasWhole = !wholeDigits.equals("0");
        int lastShown = isFilled ? fraction : lastShown(fractionDigits);
        // Zero has a digit where the pattern asks for it, and where nothing else would be shown.
        boolean hasDigit = hasWhole || (isFilled ? fraction : lastShown) == 0;
        int first = Math.min(firstZero, hasDigit ? whole - wholeDigits.length() : whole);
        int place = 0;
        int behind = -1;
        for (int i = 0; i < picture.length(); i++) {
            char c = picture.charAt(i);
            if (c == '.') {
                behind = 0;
                out.append('.');
            } else if (c == ',') {
                out.append(place > first ? "," : isFilled ? " " : "");
            } else if (isTooLarge) {
                out.append('#');
                place++;
            } else if (behind >= 0) {
                out.append(behind < lastShown ? String.valueOf(fractionDigits.charAt(behind)) : "");
                behind++;
            } else {
                int digit = place - (whole - wholeDigits.length());
                out.append(
                        place < first
                                ? (isFilled ? " " : "")
                                : digit < 0 ? "0" : String.valueOf(wholeDigits.charAt(digit)));
                place++;
            }
        }
        return out.toString();
    }

    /** Without fill, nines at the end show no zeros. */
    private int lastShown(String fractionDigits) {
        int last = fractionDigits.length();
        int at = picture.length() - 1;
        while (last > 0 && fractionDigits.charAt(last - 1) == '0' && picture.charAt(at) == '9') {
            last--;
            at--;
        }
        return last;
    }

    private String signed(String drawn, boolean isNegative) {
        int digit = 0;
        while (digit < drawn.length() && drawn.charAt(digit) == ' ') {
            digit++;
        }
        String blanks = drawn.substring(0, digit);
        String digits = drawn.substring(digit);
        String blank = isFilled ? " " : "";
        if (hasBrackets) {
            return isNegative ? blanks + "<" + digits + ">" : blanks + blank + digits + blank;
        }
        if (hasMinus) {
            String minus = isNegative ? "-" : blank;
            return signBehind ? drawn + minus : minus + drawn;
        }
        String sign = isNegative ? "-" : hasSign ? "+" : blank;
        return hasSign && signBehind ? drawn + sign : blanks + sign + digits;
    }
}
