package io.cairn.node.table;

import io.cairn.engine.model.CairnException;
import java.util.Locale;

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
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "csv" -> CSV;
            case "tsv", "tab" -> TSV;
            case "json" -> JSON;
            case "jsonl", "ndjson" -> JSONL;
            default ->
                throw new CairnException.Incorrect(
                        "format-unknown", "format", "a format is csv, tsv, json or jsonl, not " + word);
        };
    }

    /** The form that a file's name ends with. */
    public static FileForm ofFileName(String name) {
        int dot = name.lastIndexOf('.');
        if (dot < 0) {
            throw new CairnException.Incorrect(
                    "format-unknown",
                    "format",
                    "cannot tell the format of " + name + ": say --format csv|tsv|json|jsonl");
        }
        return ofWord(name.substring(dot + 1));
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
