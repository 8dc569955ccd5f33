package io.cairn.node.shell;

import io.cairn.engine.model.CairnException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The form in which rows are given out. */
public enum AnswerFormat {
    /** For people. */
    TABLE,
    /** An array of objects, a line each. */
    JSON,
    /** RFC 4180 with a header line; a null is empty, an empty text is a pair of quotes. */
    CSV,
    /** One Parquet file for one answer. */
    PARQUET;

    /** The format of a word such as {@code csv}. */
    public static AnswerFormat ofWord(String word) {
        for (AnswerFormat format : values()) {
            if (format.word().equalsIgnoreCase(word)) {
                return format;
            }
        }
        throw new CairnException.Incorrect(
                "format-unknown", "format", "a format is one of " + words() + ", not " + word);
    }

    /** The word for people and for options. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static String words() {
        return Arrays.stream(values()).map(AnswerFormat::word).collect(Collectors.joining(", "));
    }
}
