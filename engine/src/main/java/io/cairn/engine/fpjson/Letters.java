package io.cairn.engine.fpjson;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** Upper and lower case by the Unicode of {@link CaseTable}, and JavaScript's white space; no locale, no JDK tables. */
final class Letters {
    private static final int RADIX = 36;
    private static final int RADIX_SEVERAL = 16;
    private static final int ASCII_END = 0x80;
    private static final int CASE_BIT = 0x20;
    private static final int SIGMA = 0x3A3;
    private static final int SIGMA_FINAL = 0x3C2;
    private static final int SIGMA_INNER = 0x3C3;
    private static final int DOTTED_I = 0x130;
    private static final String DOTTED_I_LOWER = "i\u0307";

    private static final Runs UPPER = Runs.read(CaseTable.UPPER);
    private static final Runs LOWER = Runs.read(CaseTable.LOWER);
    private static final Ranges IGNORABLE = Ranges.read(CaseTable.IGNORABLE);
    private static final Ranges CASED = Ranges.read(CaseTable.CASED);
    private static final TreeMap<Integer, String> SEVERAL = several();

    private Letters() {}

    static String upper(String text) {
        StringBuilder upper = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int letter = text.codePointAt(i);
            i += Character.charCount(letter);
            if (letter < ASCII_END) {
                upper.append((char) (letter >= 'a' && letter <= 'z' ? letter - CASE_BIT : letter));
            } else {
                String several = SEVERAL.get(letter);
                if (several == null) {
                    upper.appendCodePoint(UPPER.map(letter));
                } else {
                    upper.append(several);
                }
            }
        }
        return upper.toString();
    }

    static String lower(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int letter = text.codePointAt(i);
            int next = i + Character.charCount(letter);
            if (letter < ASCII_END) {
                lower.append((char) (letter >= 'A' && letter <= 'Z' ? letter + CASE_BIT : letter));
            } else if (letter == SIGMA) {
                lower.appendCodePoint(isLast(text, i, next) ? SIGMA_FINAL : SIGMA_INNER);
            } else if (letter == DOTTED_I) {
                lower.append(DOTTED_I_LOWER);
            } else {
                lower.appendCodePoint(LOWER.map(letter));
            }
            i = next;
        }
        return lower.toString();
    }

    /** Whether a cased letter comes before and none after, what is ignorable aside. */
    private static boolean isLast(String text, int start, int end) {
        int before = start;
        int letter = 0;
        while (before > 0) {
            letter = text.codePointBefore(before);
            if (!IGNORABLE.has(letter)) {
                break;
            }
            before -= Character.charCount(letter);
        }
        if (before == 0 || !CASED.has(letter)) {
            return false;
        }
        for (int i = end; i < text.length(); ) {
            int after = text.codePointAt(i);
            if (!IGNORABLE.has(after)) {
                return !CASED.has(after);
            }
            i += Character.charCount(after);
        }
        return true;
    }

    /** The text without white space and line ends around it. */
    static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isSpace(char unit) {
        return switch (unit) {
            case '\t',
                    '\n',
                    '\u000B',
                    '\f',
                    '\r',
                    ' ',
                    '\u00A0',
                    '\u1680',
                    '\u2028',
                    '\u2029',
                    '\u202F',
                    '\u205F',
                    '\u3000',
                    '\uFEFF' -> true;
            default -> unit >= '\u2000' && unit <= '\u200A';
        };
    }

    private static TreeMap<Integer, String> several() {
        TreeMap<Integer, String> several = new TreeMap<>();
        for (String entry : split(CaseTable.UPPER_SEVERAL, ' ')) {
            List<String> parts = split(entry, ':');
            StringBuilder letters = new StringBuilder();
            for (String letter : split(parts.get(1), ',')) {
                letters.appendCodePoint(Integer.parseInt(letter, RADIX_SEVERAL));
            }
            several.put(Integer.parseInt(parts.get(0), RADIX_SEVERAL), letters.toString());
        }
        return several;
    }

    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, from)) {
            parts.add(text.substring(from, end));
            from = end + 1;
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static int[][] numbers(String table) {
        List<int[]> rows = new ArrayList<>();
        for (String row : split(table, ' ')) {
            rows.add(split(row, ',').stream()
                    .mapToInt(number -> Integer.parseInt(number, RADIX))
                    .toArray());
        }
        return rows.toArray(new int[0][]);
    }

    /** Where the last of the ascending {@code starts} stands that is not above {@code letter}, or -1. */
    private static int find(int[] starts, int letter) {
        int found = Arrays.binarySearch(starts, letter);
        return found >= 0 ? found : -found - 2;
    }

    /** Letters that become the one so far from them. */
    private record Runs(int[] starts, int[][] rows) {
        static Runs read(String table) {
            int[][] rows = numbers(table);
            return new Runs(Arrays.stream(rows).mapToInt(row -> row[0]).toArray(), rows);
        }

        int map(int letter) {
            // Runs of every second letter may interleave with their neighbours.
            for (int i = find(starts, letter); i >= 0 && i >= find(starts, letter) - 1; i--) {
                int[] row = rows[i];
                int distance = letter - row[0];
                if (distance % row[2] == 0 && distance / row[2] < row[1]) {
                    return letter + row[3];
                }
            }
            return letter;
        }
    }

    /** A set of letters. */
    private record Ranges(int[] starts, int[] ends) {
        static Ranges read(String table) {
            int[][] rows = numbers(table);
            int[] starts = new int[rows.length];
            int[] ends = new int[rows.length];
            int start = 0;
            for (int i = 0; i < rows.length; i++) {
                start += rows[i][0];
                starts[i] = start;
                ends[i] = start + (rows[i].length > 1 ? rows[i][1] : 0);
            }
            return new Ranges(starts, ends);
        }

        boolean has(int letter) {
            int at = find(starts, letter);
            return at >= 0 && letter <= ends[at];
        }
    }
}
