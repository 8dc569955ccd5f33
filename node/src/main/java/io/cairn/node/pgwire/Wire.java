package io.cairn.node.pgwire;

/** Both directions of a connection after its startup. */
record Wire(FrameInput in, FrameOutput out, PgLimits limits, Idleness idleness) {}
