package io.cairn.node.store;

/**
 * Where a mutation is in its database.
 *
 * @param sequence the sequence number of its entry
 * @param place its place within the entry, from 0
 */
public record MutationPlace(long sequence, int place) {}
