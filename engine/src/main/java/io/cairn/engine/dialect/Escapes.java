package io.cairn.engine.dialect;

/** What the escapes in PostgreSQL's strings stand for. */
final class Escapes {
    private final String raw;
    private final int start;
    private final StringBuilder value = new StringBuilder();
    private int at;

    private Escapes(String raw, int start) {
        this.raw = raw;
        this.start = start;
    }

    /** The value of an {@code E'..'} string. */
    static String backslashed(String raw, int start) {
        Escapes escapes = new Escapes(raw, start);
        while (escapes.at < raw.length()) {
            char c = raw.charAt(escapes.at++);
            if (c == '\\') {
                escapes.backslash(raw.charAt(escapes.at++));
            } else {
                escapes.value.append(c);
            }
        }
        return escapes.checked();
    }

    /** The value of a {@code U&'..'} string or {@code U&".."} identifier with the usual escape character. */
    static String unicode(String raw, int start) {
        Escapes escapes = new Escapes(raw, start);
        while (escapes.at < raw.length()) {
            char c = raw.charAt(escapes.at++);
            if (c != '\\') {
                escapes.value.append(c);
            } else if (raw.startsWith("\\", escapes.at)) {
                escapes.value.append(c);
                escapes.at++;
            } else if (raw.startsWith("+", escapes.at)) {
                escapes.at++;
                escapes.codePoint(6);
            } else {
                escapes.codePoint(4);
            }
        }
        return escapes.checked();
    }

    /** The digits of an {@code X'..'} string. */
    static String hexadecimal(String raw, int start) {
        if (raw.length() % 2 != 0 || raw.chars().anyMatch(c -> Ascii.hex(c) < 0)) {
            throw Refusal.malformed(start, "a binary string is made of pairs of hexadecimal digits");
        }
        return raw;
    }

    private void backslash(char c) {
        switch (c) {
            case 'b' -> value.append('\b');
            case 'f' -> value.append('\f');
            case 'n' -> value.append('\n');
            case 'r' -> value.append('\r');
            case 't' -> value.append('\t');
            case 'u' -> codePoint(4);
            case 'U' -> codePoint(8);
            case 'x' -> byteOf(16, 2, c);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                at--;
                byteOf(8, 3, c);
            }
            default -> value.append(c);
        }
    }

    /** Bytes over 127 would be parts of characters, in whatever encoding the client has. */
    private void byteOf(int radix, int digitsMax, char otherwise) {
        int number = 0;
        int digits = 0;
        while (digits < digitsMax && at < raw.length()) {
            int digit = Ascii.hex(raw.charAt(at));
            if (digit < 0 || digit >= radix) {
                break;
            }
            number = number * radix + digit;
            digits++;
            at++;
        }
        if (digits == 0) {
            value.append(otherwise);
        } else if (number > 0x7f) {
            throw Refusal.notSupported(start, "escapes of bytes over 127; write the character or its \\u escape");
        } else {
            value.append((char) number);
        }
    }

    private void codePoint(int digits) {
        int number = 0;
        for (int i = 0; i < digits; i++) {
            int digit = at < raw.length() ? Ascii.hex(raw.charAt(at++)) : -1;
            number = number * 16 + digit;
            if (digit < 0 || number > Character.MAX_CODE_POINT) {
                throw Refusal.malformed(start, "an escape that names no character");
            }
        }
        value.appendCodePoint(number);
    }

    private String checked() {
        String text = value.toString();
        for (int i = 0; i < text.length(); i++) {
            int c = text.codePointAt(i);
            if (c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
                throw Refusal.malformed(start, "an escape that names no character");
            }
            i += Character.charCount(c) - 1;
        }
        return text;
    }
}
