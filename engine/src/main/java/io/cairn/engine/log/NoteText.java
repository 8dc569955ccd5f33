package io.cairn.engine.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cairn.engine.model.CairnException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The rules on characters that C2SP signed notes and checkpoints share. */
final class NoteText {
    private NoteText() {}

    /** Decodes UTF-8 without repairing anything. */
    static String decode(byte[] bytes) {
        try {
            return UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed("", "the note is not UTF-8");
        }
    }

    /** The lines of a text in which every line, the last too, ends in a newline. */
    static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            lines.add(text.substring(start, end));
            start = end + 1;
        }
        if (start != text.length()) {
            throw malformed("line/" + (lines.size() + 1), "the last line does not end in a newline");
        }
        return lines;
    }

    /** Whether a line of a checkpoint may read so: not empty, no control characters, no half of a surrogate pair. */
    static boolean isLine(String text) {
        return !text.isEmpty()
                && text.chars().allMatch(c -> c >= ' ')
                && UTF_8.newEncoder().canEncode(text);
    }

    /** Whether a key may have this name: a line without Unicode spaces and without a plus sign. */
    static boolean isKeyName(String name) {
        return isLine(name) && name.chars().noneMatch(c -> c == '+' || isSpace(c));
    }

    /** The characters with Unicode's property White_Space, written out: the JDK's own table may change. */
    private static boolean isSpace(int c) {
        return c == ' '
                || c == 0x85
                || c == 0xA0
                || c == 0x1680
                || (c >= 0x2000 && c <= 0x200A)
                || c == 0x2028
                || c == 0x2029
                || c == 0x202F
                || c == 0x205F
                || c == 0x3000;
    }

    /** Decodes base64 that is padded and has no other spelling. */
    static byte[] base64(String text, String at) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw malformed(at, "not base64");
        }
        if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
            throw malformed(at, "base64 in another than its one form");
        }
        return bytes;
    }

    static CairnException.ProofInvalid malformed(String at, String what) {
        return new CairnException.ProofInvalid("checkpoint-malformed", at, what);
    }
}
