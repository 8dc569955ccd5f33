package io.cairn.node.table;

import io.cairn.engine.model.CairnException;
import java.util.Locale;
import java.util.Optional;

/** The form of a file of documents. */
public enum FileForm {
    /** Comma-separated values (RFC 4180) with a header line. */
    CSV,
    /** Tab-separated values with a header line. */
    TSV,
    /** One JSON array of objects. */
    JSON,
    /** One JSON object a line. */
    JSONL;

    /** The form of a word such as {@code csv}. */
    public static FileForm ofWord(String word) {
        return of(word).orElseThrow(() -> new CairnException.Incorrect(
                "format-unknown", "format", "a format is csv, tsv, json or jsonl, not " + word));
    }

    private static Optional<FileForm> of(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "csv" -> Optional.of(CSV);
            case "tsv", "tab" -> Optional.of(TSV);
            case "json" -> Optional.of(JSON);
            case "jsonl", "ndjson" -> Optional.of(JSONL);
            default -> Optional.empty();
        };
    }

    /** The form that a file's name ends with. */
    public static FileForm ofFileName(String name) {
        int dot = name.lastIndexOf('.');
        String ending = dot < name.lastIndexOf('/') ? "" : name.substring(dot + 1);
        return of(ending)
                .orElseThrow(() -> new CairnException.Incorrect(
                        "format-unknown",
                        "format",
                        "cannot tell the format of " + name + " by its name: say --format csv|tsv|json|jsonl"));
    }

    /** The character between two cells. */
    char separator() {
        return this == TSV ? '\t' : ',';
    }

    /** Whether rows are lines of cells. */
    public boolean isDelimited() {
        return this == CSV || this == TSV;
    }
}
