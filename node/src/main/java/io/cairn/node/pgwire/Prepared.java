package io.cairn.node.pgwire;

/** A statement that was parsed. */
record Prepared(Command command, Described described, long heldBytes) {}
