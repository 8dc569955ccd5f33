package io.cairn.engine.log;

import io.cairn.engine.model.Check;
import io.cairn.engine.model.Hash;
import java.util.Base64;
import java.util.List;

/**
 * The statement that a log had a root at a size, as the text of C2SP tlog-checkpoint.
 *
 * @param origin the log's unique name, such as {@code example.com/log42}
 * @param size how many leaves the log had
 * @param root the RFC 6962 root over these leaves
 * @param extensions further lines, opaque; at most 16
 */
public record Checkpoint(String origin, long size, Hash root, List<String> extensions) {
    private static final int EXTENSIONS_MAX = 16;
    private static final int FIXED_LINES = 3;
    private static final String SIZE_MAX = Long.toString(Long.MAX_VALUE);

    /** Refuses lines that are empty or hold control characters. */
    public Checkpoint {
        Check.argument(NoteText.isLine(origin), "origin", "an origin is one line that is not empty");
        Check.argument(size >= 0, "size", "a log has no negative size, got " + size);
        Check.argument(extensions.size() <= EXTENSIONS_MAX, "extensions", "at most " + EXTENSIONS_MAX + " extensions");
        for (String extension : extensions) {
            Check.argument(NoteText.isLine(extension), "extensions", "an extension is one line that is not empty");
        }
        extensions = List.copyOf(extensions);
    }

    /** A checkpoint without extensions. */
    public Checkpoint(String origin, long size, Hash root) {
        this(origin, size, root, List.of());
    }

    /** The note text that is signed, with its last newline. */
    public String text() {
        StringBuilder text = new StringBuilder(origin).append('\n');
        text.append(size).append('\n');
        text.append(Base64.getEncoder().encodeToString(root.toBytes())).append('\n');
        extensions.forEach(extension -> text.append(extension).append('\n'));
        return text.toString();
    }

    /**
     * Reads a note text.
     *
     * @throws io.cairn.engine.model.CairnException.ProofInvalid {@code checkpoint-malformed}, naming the line
     */
    public static Checkpoint parse(String text) {
        List<String> lines = NoteText.lines(text);
        if (lines.size() < FIXED_LINES || lines.size() > FIXED_LINES + EXTENSIONS_MAX) {
            throw NoteText.malformed("", "a checkpoint has 3 to 19 lines, got " + lines.size());
        }
        for (int i = 0; i < lines.size(); i++) {
            if (!NoteText.isLine(lines.get(i))) {
                throw NoteText.malformed("line/" + (i + 1), "the line is empty or holds a control character");
            }
        }
        return new Checkpoint(
                lines.getFirst(), size(lines.get(1)), root(lines.get(2)), lines.subList(FIXED_LINES, lines.size()));
    }

    private static long size(String line) {
        boolean digits = line.chars().allMatch(c -> c >= '0' && c <= '9');
        boolean shortest = line.length() == 1 || line.charAt(0) != '0';
        boolean fits = line.length() < SIZE_MAX.length()
                || (line.length() == SIZE_MAX.length() && line.compareTo(SIZE_MAX) <= 0);
        if (!digits || !shortest || !fits) {
            throw NoteText.malformed("line/2", "not the decimal size of a log");
        }
        return Long.parseLong(line);
    }

    private static Hash root(String line) {
        byte[] bytes = NoteText.base64(line, "line/3");
        if (bytes.length != Hash.BYTES) {
            throw NoteText.malformed("line/3", "a root has 32 bytes, got " + bytes.length);
        }
        return Hash.wrap(bytes);
    }
}
