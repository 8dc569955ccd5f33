package io.cairn.node.pgwire;

/**
 * How lines of COPY are written.
 *
 * @param csv whether values stand in quotes where needed, instead of backslashes in front of characters
 * @param nullText what stands for null
 * @param header whether the first line has the names of columns
 * @param quote around values, in CSV
 * @param escape in front of a quote in a value, in CSV
 */
record CopyFormat(boolean csv, char delimiter, String nullText, boolean header, char quote, char escape) {}
