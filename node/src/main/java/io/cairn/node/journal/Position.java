package io.cairn.node.journal;

/**
 * Where the data of a journal ends.
 *
 * @param lastIndex the last record; one less than the journal's first index where there is none
 * @param segmentFirst the first index of the segment that takes the next record
 * @param dataEnd the offset behind the last record in that segment
 */
record Position(long lastIndex, long segmentFirst, long dataEnd) {}
